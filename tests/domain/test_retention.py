"""Retention waits if it would delete far more than usual."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.retention import PATIENCE, Expired, Hold, hold

NOW = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
MOST = Expired(90, 100)


def test_what_goes_day_by_day_goes_at_once() -> None:
    for expired in (Expired(0, 0), Expired(1, 180), Expired(25, 100)):
        assert hold(expired, None, now=NOW) is None
        assert hold(expired, Hold(NOW, NOW, MOST), now=NOW + HOUR) is None, "the clock is right again"


def test_what_would_take_most_of_the_archive_waits_for_a_week_that_is_seen_to_pass() -> None:
    waits, now = hold(MOST, None, now=NOW), NOW
    assert waits == Hold(NOW, NOW, MOST)
    while now < NOW + PATIENCE:
        assert waits is not None
        assert waits.since == NOW
        now += 12 * HOUR
        waits = hold(MOST, waits, now=now)
    assert waits is None


def test_time_that_jumps_is_not_waiting() -> None:
    waiting = Hold(NOW, NOW + 6 * HOUR, MOST)
    for now in (NOW + timedelta(days=700), NOW - HOUR, NOW + timedelta(days=8)):
        assert hold(MOST, waiting, now=now) == Hold(now, now, MOST)
    assert hold(MOST, replace(waiting, seen_at=NOW + PATIENCE - HOUR), now=NOW + PATIENCE) is None
