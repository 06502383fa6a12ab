"""When digests are due: pure arithmetic over local times, weekdays, quiet hours and zones.

A *slot* is a local date and time at which a timetable has a digest. When clocks change, some local times do not exist
(that digest comes later by as much as the clocks were put forward) or exist twice (the digest comes the first time). A
slot for which a digest was sent is never used again, even if the chat changes its time zone. `Chat.served_slot` holds
the latest such slot; slots shortly before it count as used, too.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.chat import Chat, ChatState, QuietHours, QuietMode, Timetable

# Days that are searched: two weeks, in case the timetable has only one weekday and its next slot was used already.
_DAYS_AHEAD = 16
# A chat that moves from UTC+14 to UTC-12 gets its slots 26 hours later. If the last used slot is further ahead than
# that, it was used while the clock was wrong, and slots before it are still to be used.
_WIDEST_MOVE = timedelta(hours=26)


@lru_cache(maxsize=4096)
def next_due(timetable: Timetable, after: datetime, served: str | None = None) -> datetime | None:
    """Return the first moment after `after` at which a digest is due, in UTC; None if the timetable has none.

    `served` is the last slot for which a digest was sent, in the form of `slot_of`.
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
    """Return the local times at which digests come.

    If quiet hours hold messages back, the times within them are left out, and their news comes with the next digest.
    If all times are within them, there is one digest at their end.
    """
    quiet = timetable.quiet
    if quiet is None or quiet.mode is not QuietMode.HOLD:
        return timetable.hours
    awake = tuple(hour for hour in timetable.hours if not _within(quiet, hour))
    return awake or (quiet.end,) if timetable.hours else ()


def last_due(timetable: Timetable, first: datetime, now: datetime) -> datetime:
    """Return the latest moment up to `now` at which a digest was due; `first` is the earliest moment not yet served."""
    last = first
    while (later := next_due(timetable, last)) is not None and later <= now:
        last = later
    return last


def quiet_at(timetable: Timetable, moment: datetime) -> QuietMode | None:
    """Return what quiet hours do to a message at `moment`, silence it or hold it back; None outside quiet hours."""
    quiet = timetable.quiet
    if quiet is None or not _within(quiet, moment.astimezone(ZoneInfo(timetable.zone)).time()):
        return None
    return quiet.mode


def quiet_end(timetable: Timetable, moment: datetime) -> datetime:
    """Return the end of the quiet hours to which `moment` belongs, or `moment` itself outside quiet hours."""
    if quiet_at(timetable, moment) is None:
        return moment
    assert timetable.quiet is not None
    zone = ZoneInfo(timetable.zone)
    today = moment.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(3)]
    # When clocks are put back, a local time occurs twice, so the quiet hours may end twice. When clocks are put
    # forward, the end with fold=1 falls before the other, inside the quiet hours, and is not used.
    ends = [_instant(day, timetable.quiet.end.replace(fold=fold), zone) for day in days for fold in (0, 1)]
    return min(end for end in ends if end > moment and quiet_at(timetable, end) is None)


def is_paused(timetable: Timetable, moment: datetime) -> bool:
    until = timetable.paused_until
    return until is not None and moment.astimezone(ZoneInfo(timetable.zone)).date() < until


@lru_cache(maxsize=4096)
def slot_of(moment: datetime, timetable: Timetable) -> str:
    """Return the local date and time of the digest that is due at `moment`, such as 2026-03-01T08:00."""
    return moment.astimezone(ZoneInfo(timetable.zone)).strftime("%Y-%m-%dT%H:%M")


def plan(chat: Chat, now: datetime) -> Chat:
    """Return the chat with `next_due_at` set according to its state and timetable, counting from `now`.

    Call this after every change of state or timetable. If a digest is already due and waits for the next tick, it stays
    due, so that a change of settings loses nothing; a paused chat is the exception.
    """
    if chat.state is not ChatState.ACTIVE:
        return replace(chat, next_due_at=None)
    is_waiting = chat.next_due_at is not None and chat.next_due_at <= now
    if is_waiting and not is_paused(chat.timetable, now):
        return chat
    return replace(chat, next_due_at=next_due(chat.timetable, now, chat.served_slot))


def _instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return the moment of a local time.

    If the time occurs twice, because clocks are put back, it means the first (fold 0). If it is skipped, because clocks
    are put forward, the offset from before the change is used.
    """
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _is_served(slot: str, last: str | None) -> bool:
    """Return whether a slot counts as used: it is the last used one, or shortly before it, as after a move to a time
    zone further west, where local times come again.
    """
    if last is None:
        return False
    return timedelta(0) <= datetime.fromisoformat(last) - datetime.fromisoformat(slot) < _WIDEST_MOVE


def _within(quiet: QuietHours, hour: time) -> bool:
    if quiet.start <= quiet.end:
        return quiet.start <= hour < quiet.end
    return hour >= quiet.start or hour < quiet.end
