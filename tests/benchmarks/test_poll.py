"""The benchmarks of polling run, tiny, so that they do not rot."""

from argparse import Namespace

from benchmarks import night, poll


def test_polling_is_measured() -> None:
    figures = poll.run(Namespace(feeds=6, items=3, reader_workers="1", no_reader=False))
    assert figures["articles"] == 18
    named = "first_update_vs_reader not_modified_vs_reader cpu_vs_reader loop_lag_p99_ms loop_lag_max_ms pss_mb"
    assert set(named.split()) <= set(figures)


def test_a_small_night_asks_nobody_twice() -> None:
    figures = night.run(Namespace(feeds=60, hosts=20, in_flight=4))
    assert figures["asked_twice"] == 0
    assert figures["still_due"] == 0
    assert figures["in_flight_max"] <= 4
    assert figures["in_flight_max_of_a_host"] == 1
    assert figures["claimed_but_not_asked"] <= 16
