"""When digests are due: pure arithmetic over local times, weekdays, quiet hours and zones.

A *slot* is a local date and time at which a timetable has a digest. Daylight saving makes some local times happen never
(that digest comes as much later as the clocks were put forward) or twice (it comes the first time). A slot that was
served is never served again, whichever zone the chat moves to: `Chat.served_slot` holds the last one, and slots shortly
before that count as served, too.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.chat import Chat, ChatState, QuietHours, QuietMode, Timetable

_DAYS_AHEAD = 16  # two weeks cover one weekday whose next slot is served already
# A chat may move from UTC+14 to UTC-12, which puts its slots back by 26 hours. If the last served slot lies further
# ahead than that, a wrong clock served it, and the slots before it are still to be served.
_WIDEST_MOVE = timedelta(hours=26)


@lru_cache(maxsize=4096)
def next_due(timetable: Timetable, after: datetime, served: str | None = None) -> datetime | None:
    """Return the first moment after `after` at which a digest is due, in UTC; None if the timetable has none.

    `served` is the slot served last, as `slot_of` writes it.
    """
    zone = ZoneInfo(timetable.zone)
    first = after.astimezone(zone).date() - timedelta(days=1)
    if timetable.paused_until is not None:
        first = max(first, timetable.paused_until)
    hours = due_hours(timetable)
    for days in range(_DAYS_AHEAD):
        day = first + timedelta(days=days)
        if day.weekday() not in timetable.weekdays:
            continue
        moments = [
            moment
            for hour in hours
            if (moment := _instant(day, hour, zone)) > after and not _is_served(slot_of(moment, timetable), served)
        ]
        if moments:
            return min(moments)
    return None


def due_hours(timetable: Timetable) -> tuple[time, ...]:
    """Return the local times of digests, without those in quiet hours; their news joins the next digest.

    If all of them are in quiet hours, one digest comes when those end.
    """
    quiet = timetable.quiet
    if quiet is None or quiet.mode is not QuietMode.HOLD:
        return timetable.hours
    awake = tuple(hour for hour in timetable.hours if not _within(quiet, hour))
    return awake or (quiet.end,) if timetable.hours else ()


def last_due(timetable: Timetable, first: datetime, now: datetime) -> datetime:
    """Return the latest moment up to `now` at which a digest was due; `first` is the earliest one not served yet."""
    last = first
    while (later := next_due(timetable, last)) is not None and later <= now:
        last = later
    return last


def quiet_at(timetable: Timetable, moment: datetime) -> QuietMode | None:
    """Return what the quiet hours do to a message at `moment`, or None outside quiet hours."""
    quiet = timetable.quiet
    if quiet is None or not _within(quiet, moment.astimezone(ZoneInfo(timetable.zone)).time()):
        return None
    return quiet.mode


def quiet_end(timetable: Timetable, moment: datetime) -> datetime:
    """Return when the quiet hours around `moment` end, or `moment` itself outside them."""
    if quiet_at(timetable, moment) is None:
        return moment
    assert timetable.quiet is not None
    zone = ZoneInfo(timetable.zone)
    today = moment.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(3)]
    # In a repeated hour the quiet hours end twice. In a skipped hour the fold=1 end falls before the other one, inside
    # the quiet hours, and is not used.
    ends = [_instant(day, timetable.quiet.end.replace(fold=fold), zone) for day in days for fold in (0, 1)]
    return min(end for end in ends if end > moment and quiet_at(timetable, end) is None)


def is_paused(timetable: Timetable, moment: datetime) -> bool:
    until = timetable.paused_until
    return until is not None and moment.astimezone(ZoneInfo(timetable.zone)).date() < until


@lru_cache(maxsize=4096)
def slot_of(moment: datetime, timetable: Timetable) -> str:
    """Return the local date and time of a due moment, such as 2026-03-01T08:00."""
    return moment.astimezone(ZoneInfo(timetable.zone)).strftime("%Y-%m-%dT%H:%M")


def plan(chat: Chat, now: datetime) -> Chat:
    """Return the chat with `next_due_at` set for its state and timetable, counting from `now`.

    Call this after every change of state or timetable. A digest that is already due and waits for the next tick stays
    due, so that a change in between loses nothing, unless the chat is paused.
    """
    if chat.state is not ChatState.ACTIVE:
        return replace(chat, next_due_at=None)
    is_waiting = chat.next_due_at is not None and chat.next_due_at <= now
    if is_waiting and not is_paused(chat.timetable, now):
        return chat
    return replace(chat, next_due_at=next_due(chat.timetable, now, chat.served_slot))


def _instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return the moment of a local time; fold 0 is the first of two, or for a skipped time uses the earlier offset."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _is_served(slot: str, last: str | None) -> bool:
    """Return whether a slot is the last one served, or came shortly before it, as after a move to the west."""
    if last is None:
        return False
    return timedelta(0) <= datetime.fromisoformat(last) - datetime.fromisoformat(slot) < _WIDEST_MOVE


def _within(quiet: QuietHours, hour: time) -> bool:
    if quiet.start <= quiet.end:
        return quiet.start <= hour < quiet.end
    return hour >= quiet.start or hour < quiet.end
