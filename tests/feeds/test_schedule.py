"""the host is occupied by a request for a page, or by a redirect from another feed"""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ahead import LONGEST_REST
from domain.feed import Health, PollOutcome, PollState, Reason
from feeds import schedule
from feeds.fetching import cache
from feeds.fetching.outcome import Failed, Fetched, NotModified
from feeds.schedule import LONGEST, SHORTEST, Decision, Polled, decide

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
URL = "https://vestnik.example/rss"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def fetched(**more: object) -> Fetched:
    return Fetched(URL, b"<rss/>", "", **more)  # type: ignore[arg-type]


def failed(outcome: PollOutcome = PollOutcome.ERROR, **more: object) -> Failed:
    return Failed(outcome, Reason("feed-error-timeout"), **more)  # type: ignore[arg-type]


def every(gap: timedelta, *, ago: timedelta = timedelta(0), count: int = 20) -> list[datetime]:
    return [NOW - ago - MINUTE - gap * number for number in range(count)]


def after(
    outcome: Fetched | NotModified | Failed,
    state: PollState | None = None,
    *,
    published: Sequence[datetime] = (),
    refresh: timedelta | None = None,
    now: datetime = NOW,
    url: str = URL,
) -> Decision:
    rng = random.Random(3)
    return decide(state or PollState(NOW), url, Polled(outcome, refresh, published), now=now, rng=rng)


def wait(decision: Decision, now: datetime = NOW) -> timedelta:
    return decision.state.next_poll_at - now


@pytest.mark.parametrize(
    ("gap", "interval"),
    [
        (2 * MINUTE, 5 * MINUTE),
        (30 * MINUTE, 15 * MINUTE),
        (2 * HOUR, HOUR),
        (8 * HOUR, 4 * HOUR),
        (3 * DAY, 6 * HOUR),
    ],
)
def test_the_interval_follows_how_often_a_feed_changes(gap: timedelta, interval: timedelta) -> None:
    assert after(fetched(), published=every(gap)).state.interval == interval


def test_without_dates_the_interval_grows_while_nothing_comes_and_shrinks_when_something_does() -> None:
    quiet = PollState(NOW, HOUR, last_polled_at=NOW - HOUR, last_new_at=NOW - 9 * HOUR)
    assert after(NotModified(URL), quiet).state.interval == 90 * MINUTE
    busy = replace(quiet, last_new_at=NOW - HOUR)
    assert after(NotModified(URL), busy).state.interval == 30 * MINUTE


@given(
    st.integers(0, 10**6),
    st.sampled_from([5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360]),
    st.integers(0, 86400),
    st.integers(0, 2**32),
)
def test_the_next_poll_is_never_sooner_than_five_minutes_nor_later_than_six_hours(
    number: int, minutes: int, seconds: int, seed: int
) -> None:
    now = NOW + timedelta(seconds=seconds)
    state = PollState(NOW, typical_gap=2 * minutes * MINUTE)
    polled = Polled(NotModified(URL))
    decision = decide(state, f"https://{number}.example/rss", polled, now=now, rng=random.Random(seed))
    assert decision.state.interval == minutes * MINUTE
    assert SHORTEST <= wait(decision, now) <= LONGEST


def test_a_feed_keeps_its_own_phase_and_many_spread_over_the_interval() -> None:
    state = PollState(NOW, typical_gap=2 * HOUR)
    moments = []
    for number in range(200):
        at = NOW
        for _ in range(4):
            decision = after(NotModified(URL), state, now=at, url=f"https://{number}.example/rss")
            previous, at = at, decision.state.next_poll_at
        assert abs((at - previous) - HOUR) < 8 * MINUTE, "once it has found its phase it keeps it"
        moments.append(at.timestamp() % 3600)
    quarters = [sum(1 for moment in moments if moment // 900 == quarter) for quarter in range(4)]
    assert min(quarters) > 25


def test_what_the_publisher_asks_for_is_respected() -> None:
    busy = every(2 * MINUTE)
    assert wait(after(fetched(fresh_for=3 * HOUR), published=busy)) >= 3 * HOUR
    assert wait(after(fetched(), published=busy, refresh=2 * HOUR)) >= 2 * HOUR
    assert wait(after(fetched(fresh_for=HOUR), published=busy, refresh=DAY)) >= DAY
    assert wait(after(fetched(fresh_for=MINUTE), published=busy)) >= SHORTEST


def test_failures_back_off_and_success_recovers_at_once() -> None:
    state, waits = PollState(NOW), []
    for number in range(8):
        decision = after(failed(), state)
        state = decision.state
        waits.append(wait(decision))
        assert state.health == (Health.DEGRADED if number < 2 else Health.FAILING)
        assert state.reason == Reason("feed-error-timeout")
    assert waits[0] < 16 * MINUTE
    assert waits == sorted(waits)
    assert 12 * HOUR <= waits[-1] <= 13 * HOUR
    recovered = after(fetched(), state, published=every(HOUR)).state
    assert (recovered.failures, recovered.health, recovered.reason) == (0, Health.OK, None)


def test_gone_needs_two_answers_a_day_apart() -> None:
    first = after(failed(PollOutcome.GONE))
    assert (first.outcome, first.state.health) == (PollOutcome.GONE, Health.DEGRADED)
    assert wait(first) >= DAY
    soon = after(failed(PollOutcome.GONE), first.state, now=NOW + HOUR)
    assert soon.state.health == Health.DEGRADED
    later = after(failed(PollOutcome.GONE), soon.state, now=NOW + DAY)
    assert later.state.health == Health.GONE
    assert wait(later, NOW + DAY) >= 7 * DAY
    back = after(fetched(), later.state, published=every(HOUR))
    assert (back.state.health, back.state.gone_since) == (Health.OK, None)


def test_retry_after_decides_alone() -> None:
    decision = after(failed(PollOutcome.RATE_LIMITED, retry_at=NOW + 3 * DAY, hold="https://vestnik.example:443"))
    assert decision.state.next_poll_at == NOW + 3 * DAY


def test_a_blocked_address_is_asked_again_after_hours() -> None:
    decision = after(failed(PollOutcome.BLOCKED))
    assert decision.state.health == Health.BLOCKED
    assert wait(decision) >= 6 * HOUR


def test_a_permanent_redirect_is_taken_once_it_has_parsed_well_twice() -> None:
    there = "https://new.example/rss"
    first = after(fetched(permanent_url=there))
    assert (first.new_url, first.outcome) == (None, PollOutcome.OK)
    second = after(NotModified(URL, permanent_url=there), first.state)
    assert (second.new_url, second.outcome) == (there, PollOutcome.MOVED)
    assert second.state.moved_to is None


def test_a_permanent_redirect_that_changes_its_mind_or_breaks_is_not_taken() -> None:
    first = after(fetched(permanent_url="https://new.example/rss"))
    other = after(fetched(permanent_url="https://other.example/rss"), first.state)
    assert other.new_url is None
    back = after(fetched(), first.state)
    assert (back.new_url, back.state.moved_seen) == (None, 0)
    assert after(NotModified(URL, permanent_url="https://x.example/rss")).state.moved_seen == 0, "it never parsed"


def test_validators_are_kept_over_a_304_and_dropped_when_the_server_drops_them() -> None:
    kept = PollState(NOW, etag='W/"1"', last_modified="yesterday, more or less")
    same = after(NotModified(URL), kept).state
    assert (same.etag, same.last_modified) == ('W/"1"', "yesterday, more or less")
    assert after(NotModified(URL, etag='"2"'), kept).state.etag == '"2"'
    dropped = after(fetched(), kept).state
    assert (dropped.etag, dropped.last_modified) == (None, None)
    assert after(failed(), kept).state.etag == 'W/"1"'


def test_a_feed_is_stale_when_it_is_silent_far_longer_than_usual() -> None:
    stale = after(fetched(), published=every(HOUR, ago=8 * DAY))
    assert (stale.state.health, stale.state.reason) == (Health.STALE, Reason("feed-error-stale", {"days": 8}))
    assert after(fetched(), published=every(2 * DAY, ago=8 * DAY)).state.health == Health.OK, "it is slow by nature"
    assert after(fetched(), published=every(HOUR)).state.health == Health.OK


def test_no_plan_reaches_further_than_a_clock_that_is_right_can_plan() -> None:
    jitter = 1 + schedule._JITTER
    assert max(schedule.GONE_WAIT * jitter, cache.LONGEST_WAIT, schedule.LAST_RETRY) < LONGEST_REST
