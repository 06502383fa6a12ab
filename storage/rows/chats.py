"""A chat as a row: columns for what queries need, and JSON for its other preferences."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, time
from functools import lru_cache
from typing import Any, NamedTuple

from domain.chat import NORMAL_LOOK, Chat, ChatKind, ChatState, Layout, Look, QuietHours, QuietMode, Timetable
from domain.digest import Tastes
from domain.post import Wishes
from storage.rows.moments import moment_or_none, seconds_or_none

COLUMNS = (
    "chat_id, thread_id, kind, locale, state, preferences, wants_breaking, set_up_by, next_due_at, last_digest_end,"
    " served_slot, created_at"
)
_KINDS = {str(kind): kind for kind in ChatKind}  # five times as fast as ChatKind(value)
_STATES = {str(state): state for state in ChatState}
_LISTS = ("languages", "countries", "topics", "muted_words", "muted_sources")


def chat_to_row(chat: Chat) -> tuple[Any, ...]:
    table = chat.timetable
    preferences: dict[str, Any] = {name: list(getattr(chat, name)) for name in _LISTS}
    preferences["zone"] = table.zone
    preferences["hours"] = [hour.isoformat("minutes") for hour in table.hours]
    preferences["weekdays"] = list(table.weekdays)
    if table.quiet:
        start, end, mode = astuple(table.quiet)
        preferences["quiet"] = [start.isoformat("minutes"), end.isoformat("minutes"), str(mode)]
    if table.paused_until:
        preferences["paused_until"] = table.paused_until.isoformat()
    if chat.breaking_in_quiet_hours:
        preferences["breaking_in_quiet_hours"] = True
    if chat.wants_review:
        preferences["wants_review"] = True
    if chat.own_language_only:
        preferences["own_language_only"] = True
    if chat.look != NORMAL_LOOK:
        preferences["look"] = [str(chat.look.layout), chat.look.has_picture]
    if chat.tastes:
        preferences["tastes"] = dict(chat.tastes)
    return (
        chat.id,
        chat.thread_id or 0,
        str(chat.kind),
        chat.locale,
        str(chat.state),
        json.dumps(preferences, ensure_ascii=False),
        chat.wants_breaking,
        chat.set_up_by,
        seconds_or_none(chat.next_due_at),
        seconds_or_none(chat.last_digest_end),
        chat.served_slot,
        seconds_or_none(chat.created_at),
    )


def chat_from_row(row: Sequence[Any]) -> Chat:
    kept = _preferences(row[5])
    lists = kept.lists
    return Chat(
        id=row[0],
        thread_id=row[1] or None,
        kind=_KINDS[row[2]],
        locale=row[3],
        state=_STATES[row[4]],
        timetable=kept.timetable,
        languages=lists[0],
        countries=lists[1],
        topics=lists[2],
        muted_words=lists[3],
        muted_sources=lists[4],
        tastes=kept.tastes,
        own_language_only=kept.own_language_only,
        wants_review=kept.wants_review,
        look=kept.look,
        wants_breaking=bool(row[6]),
        breaking_in_quiet_hours=kept.breaking_in_quiet_hours,
        set_up_by=row[7],
        next_due_at=moment_or_none(row[8]),
        last_digest_end=moment_or_none(row[9]),
        served_slot=row[10],
        created_at=moment_or_none(row[11]),
    )


class _Kept(NamedTuple):
    """The preferences of a chat that are stored as JSON, converted to domain types."""

    timetable: Timetable
    lists: tuple[tuple[str, ...], ...]  # the preferences that are lists, in the order of _LISTS
    tastes: Tastes
    look: Look
    breaking_in_quiet_hours: bool
    own_language_only: bool
    wants_review: bool


@lru_cache(maxsize=4096)
def _preferences(stored: str) -> _Kept:
    """Return the preferences that a JSON text contains.

    The results are cached, because most chats have equal preferences and 100,000 chats may be read at once.
    """
    values = json.loads(stored)
    quiet = values.get("quiet")
    paused_until = values.get("paused_until")
    table = Timetable(
        zone=values["zone"],
        hours=tuple(time.fromisoformat(hour) for hour in values["hours"]),
        weekdays=tuple(values["weekdays"]),
        quiet=QuietHours(time.fromisoformat(quiet[0]), time.fromisoformat(quiet[1]), QuietMode(quiet[2]))
        if quiet
        else None,
        paused_until=date.fromisoformat(paused_until) if paused_until else None,
    )
    layout, has_picture = values.get("look", (Layout.NORMAL, False))
    look = Look(Layout(layout), has_picture)
    return _Kept(
        timetable=table,
        lists=tuple(tuple(values.get(name, ())) for name in _LISTS),
        tastes=tuple(sorted(values.get("tastes", {}).items())),
        look=NORMAL_LOOK if look == NORMAL_LOOK else look,
        breaking_in_quiet_hours=bool(values.get("breaking_in_quiet_hours")),
        own_language_only=bool(values.get("own_language_only")),
        wants_review=bool(values.get("wants_review")),
    )


@lru_cache(maxsize=4096)
def wishes_from_json(stored: str) -> Wishes:
    kept = _preferences(stored)
    return Wishes(kept.timetable, kept.breaking_in_quiet_hours, kept.look)
