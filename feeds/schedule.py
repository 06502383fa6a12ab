"""The schedule of a feed: from the outcome of a poll to the next PollState, with the next poll and the health. Pure.

The interval depends on how often a feed really changes, and is between five minutes and six hours. What the publisher
asks for (cache headers, ttl) is obeyed up to a day; failures lengthen the interval. Each feed has its own phase, so
that a thousand feeds that were added together are not always polled together.
"""

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.channels import channel_of
from domain.feed import ChannelMark, Health, PollOutcome, PollState, Reason
from feeds.fetching.outcome import Failed, Fetched, NotModified

# Intervals are rounded down to one of these, so that a feed keeps its phase while its interval changes a little.
SLOTS = tuple(timedelta(minutes=minutes) for minutes in (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360))
# Shorter intervals for channels, because channels tell news first.
CHANNEL_SLOTS = (*(timedelta(minutes=minutes) for minutes in (2, 3)), *SLOTS)
SHORTEST, LONGEST = SLOTS[0], SLOTS[-1]
FIRST_RETRY, LAST_RETRY = timedelta(minutes=15), timedelta(hours=12)
FAILING_AFTER = 3  # a feed is called failing after this many failures in a row
BLOCKED_WAIT = timedelta(hours=6)
GONE_AFTER = timedelta(days=1)  # a feed is gone if it has answered 410 for this long
GONE_WAIT = timedelta(days=7)  # a feed that is gone is polled again after this time, because sites come back
MOVED_AFTER = 2  # how often a permanent redirect must lead to a feed that can be read, before the new address is used
STALE_AFTER = timedelta(days=7)
STALE_GAPS = 10  # a feed is stale after this many times its usual gap between articles
# State of a source that a single answer proves, such as "blocked" → time until its next poll.
_WAITS = {
    Health.NO_PREVIEW: timedelta(days=1),
    Health.BLOCKED: timedelta(days=1),
    Health.NOT_A_CHANNEL: timedelta(days=7),
    Health.STRANGER: timedelta(days=7),
    Health.CHANGED: timedelta(hours=1),
}
_JITTER = 0.05


@dataclass(frozen=True, slots=True)
class Polled:
    """The parts of a poll's result on which the schedule depends."""

    outcome: Fetched | NotModified | Failed
    refresh: timedelta | None = None  # the interval that the feed asks for (ttl)
    published: Sequence[datetime] = ()  # when its articles were published
    mark: ChannelMark = field(default_factory=ChannelMark)


@dataclass(frozen=True, slots=True)
class Decision:
    state: PollState
    outcome: PollOutcome
    reason: Reason | None = None
    new_url: str | None = None  # the feed's new address, if it has moved for good


def decide(state: PollState, url: str, polled: Polled, *, now: datetime, rng: random.Random) -> Decision:
    """Return the state after a poll of `url` that ended at `now`, and what follows from it."""
    match polled.outcome:
        case Failed() as failed:
            return _after_failure(state, failed, now, rng)
        case Fetched() | NotModified() as good:
            return _after_success(state, url, good, polled, now, rng)


def _after_success(
    state: PollState,
    url: str,
    good: Fetched | NotModified,
    polled: Polled,
    now: datetime,
    rng: random.Random,
) -> Decision:
    moved_to, moved_seen, new_url = _moving(state, good)
    gap = typical_gap(polled.published, now) or state.typical_gap
    slots = SLOTS if channel_of(url) is None else CHANNEL_SLOTS
    interval = _interval(state, gap, now, slots)
    wishes = [wish for wish in (good.fresh_for, polled.refresh) if wish is not None]
    next_poll_at = _slot(url, now, interval, rng, shortest=slots[0])
    if wishes and next_poll_at < now + max(wishes):
        next_poll_at = now + max(wishes) + rng.random() * _JITTER * interval
    is_fresh = isinstance(good, Fetched)
    health, reason = _health(state, polled.published, gap, now)
    if channel_of(url) is not None and polled.mark.last_post is None:
        reason = Reason("feed-error-channel-empty")
    outcome = PollOutcome.MOVED if new_url else (PollOutcome.OK if is_fresh else PollOutcome.NOT_MODIFIED)
    after = replace(
        state,
        next_poll_at=next_poll_at,
        interval=interval,
        # A validator that the server no longer sends is dropped; but a 304 need not repeat one that has not changed.
        etag=good.etag if is_fresh else good.etag or state.etag,
        last_modified=good.last_modified if is_fresh else good.last_modified or state.last_modified,
        last_polled_at=now,
        last_success_at=now,
        failures=0,
        gone_since=None,
        moved_to=moved_to,
        moved_seen=moved_seen,
        typical_gap=gap,
        last_outcome=outcome,
        health=health,
        reason=reason,
        channel=polled.mark,
    )
    return Decision(after, outcome, None, new_url)


def _moving(state: PollState, good: Fetched | NotModified) -> tuple[str | None, int, str | None]:
    """Return the state's new moved_to and moved_seen, and the feed's new address, or None if it keeps the old one.

    A feed moves to the address of a permanent redirect once that has led to a feed MOVED_AFTER times in a row.
    """
    if good.permanent_url is None:
        return None, 0, None
    seen = state.moved_seen if state.moved_to == good.permanent_url else 0
    if isinstance(good, Fetched) or seen:  # an answer 304 counts only once a document was fetched from that address
        seen += 1
    if seen >= MOVED_AFTER:
        return None, 0, good.permanent_url
    return good.permanent_url, seen, None


def _interval(state: PollState, gap: timedelta | None, now: datetime, slots: Sequence[timedelta] = SLOTS) -> timedelta:
    """Return the time to the next poll: half the usual gap between articles.

    If the gap is unknown, because the feed has no dates, the interval grows with each poll without news.
    """
    if gap is not None:
        wished = gap / 2
        if state.last_new_at is not None:
            # The longer a feed is silent, as at night or on holidays, the less often it is polled: the interval grows
            # to an eighth of the silence, but to no more than four times itself.
            wished = max(wished, min((now - state.last_new_at) / 8, 4 * wished))
    elif state.last_new_at is not None and state.last_polled_at is not None:
        wished = state.interval * (0.5 if state.last_new_at >= state.last_polled_at else 1.5)
    else:
        wished = state.interval
    fitting = [slot for slot in slots if slot <= max(wished, slots[0])]
    return fitting[-1]


def typical_gap(published: Sequence[datetime], now: datetime) -> timedelta | None:
    """Return the mean time between articles, from the newest twenty moments at which any were published.

    None if there are fewer than three such moments.
    """
    moments = sorted({moment for moment in published if moment < now}, reverse=True)[:20]
    if len(moments) < 3:
        return None
    return (moments[0] - moments[-1]) / (len(moments) - 1)


def _slot(url: str, now: datetime, interval: timedelta, rng: random.Random, *, shortest: timedelta) -> datetime:
    """Return when to poll next, after about one interval, but not sooner than `shortest` and not later than LONGEST.

    Each feed has its own second within the interval, computed from its URL, so that feeds with equal intervals are not
    polled all at once.
    """
    step = int(interval.total_seconds())
    phase = int.from_bytes(hashlib.blake2b(url.encode(), digest_size=8).digest(), "big") % step
    earliest = now.timestamp() + step / 2
    wait = earliest + (phase - earliest) % step - now.timestamp()
    if wait > LONGEST.total_seconds() * (1 + _JITTER):
        wait /= 2  # the feed's own second comes only after LONGEST, so the feed is also polled halfway to it
    wait += rng.random() * _JITTER * step
    return now + min(max(timedelta(seconds=wait), shortest), LONGEST)


def _health(
    state: PollState, published: Sequence[datetime], gap: timedelta | None, now: datetime
) -> tuple[Health, Reason | None]:
    """Return OK, or STALE if nothing new came for far longer than usual.

    News is judged by the latest date in the feed; if it has no dates, by the last poll that brought something new.
    """
    newest = max((moment for moment in published if moment < now), default=state.last_new_at)
    if newest is None:
        return Health.OK, None
    silence = now - newest
    usual = gap if gap is not None else timedelta(days=1)
    if silence > max(STALE_AFTER, STALE_GAPS * usual):
        return Health.STALE, Reason("feed-error-stale", {"days": silence.days})
    return Health.OK, None


def _after_failure(state: PollState, failed: Failed, now: datetime, rng: random.Random) -> Decision:
    if failed.is_ours:
        soon = now + SHORTEST * (1 + _JITTER * rng.random())
        return Decision(replace(state, next_poll_at=soon, reason=failed.reason), failed.outcome, failed.reason)
    if failed.health is not None:
        return _in_a_state(state, failed, failed.health, now, rng)
    failures = min(state.failures + 1, 1000)
    backoff = min(FIRST_RETRY * 2 ** min(failures - 1, 10), LAST_RETRY) * (1 + _JITTER * rng.random())
    next_poll_at, health, gone_since = now + backoff, _failing(failures), state.gone_since
    match failed.outcome:
        case PollOutcome.GONE:
            gone_since = gone_since or now
            is_gone = now - gone_since >= GONE_AFTER
            health = Health.GONE if is_gone else Health.DEGRADED
            next_poll_at = now + (GONE_WAIT if is_gone else GONE_AFTER) * (1 + _JITTER * rng.random())
        case PollOutcome.BLOCKED:
            health = Health.BLOCKED
            next_poll_at = now + BLOCKED_WAIT * (1 + _JITTER * rng.random())
        case PollOutcome.RATE_LIMITED if failed.retry_at is not None:
            next_poll_at = failed.retry_at
        case _:
            pass
    after = replace(
        state,
        next_poll_at=next_poll_at,
        last_polled_at=now,
        failures=failures,
        gone_since=gone_since,
        last_outcome=failed.outcome,
        health=health,
        reason=failed.reason,
    )
    return Decision(after, failed.outcome, failed.reason)


def _in_a_state(state: PollState, failed: Failed, health: Health, now: datetime, rng: random.Random) -> Decision:
    """Return the decision for a feed whose answer says what is wrong with it, such as a channel that became a group.

    `health` is that state. The feed is polled rarely, and does not count as failing.
    """
    after = replace(
        state,
        next_poll_at=now + _WAITS[health] * (1 + _JITTER * rng.random()),
        last_polled_at=now,
        last_outcome=failed.outcome,
        health=health,
        reason=failed.reason,
    )
    return Decision(after, failed.outcome, failed.reason)


def _failing(failures: int) -> Health:
    return Health.FAILING if failures >= FAILING_AFTER else Health.DEGRADED
