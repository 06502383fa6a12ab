"""The simulated week: messages that are due are sent or wait, and are late by the messages queued before them."""

from dataclasses import replace

import pytest

from benchmarks.__main__ import main
from benchmarks.simulation import (
    MINUTES,
    Costs,
    Newsroom,
    cores,
    database_gb,
    due_at,
    hours_of,
    processes,
    week,
    worst_by_hour,
)

SMALL = Newsroom(
    readers=36_000, in_channels=0.0, digests={8: 1.0}, spread=60, pace=10.0, feeds=100, polls=24.0, articles=10.0
)


def test_a_pace_as_fast_as_what_is_due_lets_nobody_wait() -> None:
    hours = week(SMALL)
    assert len(hours) == 168
    assert {hour.late_minutes for hour in hours} == {0}
    assert hours[8].queued == 600
    assert hours[8].left == 0


def test_at_half_the_pace_the_last_reader_waits_for_the_length_of_the_rush() -> None:
    hours = week(replace(SMALL, pace=5.0))
    assert hours[8].left == 18_000
    assert hours[8].late_minutes == 30
    assert hours[9].late_minutes == pytest.approx(60, abs=1)
    assert hours[9].left == 0
    assert hours[10].queued == 0
    assert hours[8] == hours[8 + 24]


def test_what_a_day_cannot_send_waits_for_the_next_one() -> None:
    hours = week(replace(SMALL, pace=0.25))  # 21,600 messages a day
    assert hours[-1].left == pytest.approx(7 * 36_000 - (7 * 24 - 8) * 900, abs=1)
    assert hours[-1].late_minutes > 2 * MINUTES


def test_an_hour_spread_over_more_than_an_hour_goes_on_in_the_next_one() -> None:
    late = replace(SMALL, digests={23: 0.5}, spread=120)
    assert due_at(late, 23 * 60 - 1) == 0
    assert due_at(late, 23 * 60) == due_at(late, 59) == 150
    assert due_at(late, 60) == 0
    assert sum(due_at(late, minute) for minute in range(MINUTES)) == pytest.approx(18_000)


def test_readers_of_a_channel_get_no_message_of_their_own() -> None:
    hours = week(replace(SMALL, in_channels=0.9, pace=1.0))
    assert hours[8].late_minutes == 0
    assert max(hour.left for hour in hours) == 0


def test_size_and_cores_follow_the_unit_costs() -> None:
    costs = Costs(poll_ms=3600, read_ms=8640, send_ms=50, article_bytes=1e6, delivery_bytes=1000, reader_bytes=1000)
    assert database_gb(SMALL, costs) == pytest.approx(7.0 + 0.252 + 0.036)
    assert cores(SMALL, costs) == pytest.approx({"poll": 0.1, "read": 0.3, "deliver": 0.5})
    assert [processes(busy) for busy in (0.1, 0.6, 0.7)] == [2, 2, 3]


def test_hours_are_read_and_the_worst_of_each_is_shown() -> None:
    assert hours_of("8:0.6,19:0.5") == {8: 0.6, 19: 0.5}
    for wrong in ("25:0.5", "8:2", "8", "x:1"):
        with pytest.raises(SystemExit):
            main(["simulation", "--hours", wrong])
    assert worst_by_hour([*range(24), *range(24, 0, -1)]) == [
        24,
        23,
        22,
        21,
        20,
        19,
        18,
        17,
        16,
        15,
        14,
        13,
        *range(12, 24),
    ]


def test_the_command_prints_each_hour(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulation", "--readers", "1000", "--pace", "30"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[-24:]] == [str(hour) for hour in range(24)]
