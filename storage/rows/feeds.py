"""Feeds with their poll states, and kept polls, converted to rows and back."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from domain.clock import from_seconds, to_seconds
from domain.feed import (
    FIRST_INTERVAL,
    ChannelMark,
    EditedValue,
    Feed,
    FeedField,
    Health,
    KeptPoll,
    LeftOut,
    NewFeed,
    Outlet,
    PollCounts,
    PollOutcome,
    PollState,
    Reason,
    Spent,
    host_of,
)  # fmt: skip
from storage.rows.moments import moment_or_none, seconds_or_none

_COUNTED = tuple(field.name for field in fields(PollCounts))

COLUMNS = (
    "id, url, title, source, country, language, folder, full_text, origin, added_at, next_poll_at, poll_interval,"
    " etag, last_modified, last_polled_at, last_success_at, last_new_at, failures, gone_since, moved_to, moved_seen,"
    " typical_gap, last_outcome, health, reason, last_read, spent_since, spent_articles, spent_characters,"
    " outlet, channel_number, last_post, paused_at, proxy, spent_edits, spent_edited_characters"
)
STATE_COLUMNS = (
    "next_poll_at",
    "poll_interval",
    "etag",
    "last_modified",
    "last_polled_at",
    "last_success_at",
    "last_new_at",
    "failures",
    "gone_since",
    "moved_to",
    "moved_seen",
    "typical_gap",
    "last_outcome",
    "health",
    "reason",
    "last_read",
    "spent_since",
    "spent_articles",
    "spent_characters",
    "spent_edits",
    "spent_edited_characters",
    "channel_number",
    "last_post",
)


def feed_to_row(feed: NewFeed, now: datetime) -> tuple[Any, ...]:
    """Return the values of the row of a new feed, which is due at once."""
    moment = to_seconds(now)
    return (
        feed.url,
        host_of(feed.url),
        feed.title,
        feed.source,
        feed.country,
        feed.language,
        feed.folder,
        feed.full_text,
        feed.origin,
        feed.outlet,
        moment,
        moment,
        int(FIRST_INTERVAL.total_seconds()),
        feed.proxy,
    )


def state_to_row(state: PollState) -> dict[str, Any]:
    return {
        "next_poll_at": to_seconds(state.next_poll_at),
        "poll_interval": int(state.interval.total_seconds()),
        "etag": state.etag,
        "last_modified": state.last_modified,
        "last_polled_at": seconds_or_none(state.last_polled_at),
        "last_success_at": seconds_or_none(state.last_success_at),
        "last_new_at": seconds_or_none(state.last_new_at),
        "failures": state.failures,
        "gone_since": seconds_or_none(state.gone_since),
        "moved_to": state.moved_to,
        "moved_seen": state.moved_seen,
        "typical_gap": None if state.typical_gap is None else int(state.typical_gap.total_seconds()),
        "last_outcome": state.last_outcome,
        "health": state.health,
        "reason": reason_to_json(state.reason),
        "last_read": counts_to_json(state.last_read),
        "spent_since": seconds_or_none(state.spent.since),
        "spent_articles": state.spent.articles,
        "spent_characters": state.spent.characters,
        "spent_edits": state.spent.edits,
        "spent_edited_characters": state.spent.edited_characters,
        "channel_number": state.channel.number,
        "last_post": state.channel.last_post,
    }


def counts_to_json(counts: PollCounts | None) -> str | None:
    return json.dumps({name: getattr(counts, name) for name in _COUNTED}) if counts else None


def reason_to_json(reason: Reason | None) -> str | None:
    return json.dumps({"key": reason.key, "args": reason.args}) if reason else None


def edit_to_row(field: FeedField, value: EditedValue, now: datetime) -> dict[str, Any]:
    """Return column → new value, for the columns to change when the newsroom has changed a field of a feed.

    A feed that is resumed or brought back is due at once, so its next_poll_at changes, too.
    """
    moment = to_seconds(now)
    match field:
        case FeedField.DUE:
            return {"next_poll_at": moment}
        case FeedField.PAUSED | FeedField.REMOVED:
            return {f"{field}_at": moment} if value else {f"{field}_at": None, "next_poll_at": moment}
        case _:
            return {str(field): value}


def feed_from_row(row: Sequence[Any]) -> Feed:
    return Feed(
        id=row[0],
        url=row[1],
        title=row[2],
        source=row[3],
        country=row[4],
        language=row[5],
        folder=row[6],
        full_text=bool(row[7]),
        origin=row[8],
        added_at=from_seconds(row[9]),
        state=PollState(
            next_poll_at=from_seconds(row[10]),
            interval=timedelta(seconds=row[11]),
            etag=row[12],
            last_modified=row[13],
            last_polled_at=moment_or_none(row[14]),
            last_success_at=moment_or_none(row[15]),
            last_new_at=moment_or_none(row[16]),
            failures=row[17],
            gone_since=moment_or_none(row[18]),
            moved_to=row[19],
            moved_seen=row[20],
            typical_gap=None if row[21] is None else timedelta(seconds=row[21]),
            last_outcome=PollOutcome(row[22]) if row[22] else None,
            health=Health(row[23]),
            reason=_reason(row[24]),
            last_read=_counts(row[25]),
            spent=Spent(moment_or_none(row[26]), row[27], row[28], row[34], row[35]),
            channel=ChannelMark(row[30], row[31]),
        ),
        outlet=Outlet(row[29]) if row[29] else None,
        is_paused=row[32] is not None,
        proxy=row[33],
    )


def poll_from_row(row: Sequence[Any]) -> KeptPoll:
    """Return a kept poll from a row of moment, outcome, reason and counts."""
    return KeptPoll(from_seconds(row[0]), PollOutcome(row[1]), _reason(row[2]), _counts(row[3]))


def _reason(stored: str | None) -> Reason | None:
    return Reason(**json.loads(stored)) if stored else None


def _counts(stored: str | None) -> PollCounts | None:
    if not stored:
        return None
    counts = json.loads(stored)
    return PollCounts(**{**counts, "left_out": {LeftOut(reason): n for reason, n in counts["left_out"].items()}})
