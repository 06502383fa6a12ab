"""The benchmarks of polling keep working: they run with few feeds."""

from argparse import Namespace

from benchmarks import channels, night, poll


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


def test_a_short_day_of_channels_asks_slowly_and_loses_nothing() -> None:
    figures = channels.run(Namespace(channels=8, hours=2, seed=7))
    assert figures["closest_requests_s"] >= 2
    assert (figures["posts_lost"], figures["never_asked"]) == (0, 0)
    named = "requests_per_minute worst_lag_s closest_requests_s posts_lost posts_per_second"
    assert set(named.split()) <= set(figures)
