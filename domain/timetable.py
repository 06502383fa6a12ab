"""When digests are due: pure arithmetic over local times, weekdays, quiet hours and zones.

A *slot* is a local date and time at which a digest stands in a timetable. Daylight saving makes some local times happen
never (the digest comes as late as the clocks were put forward) or twice (it comes the first time). A slot that was
served once is never served again, whichever zone the chat moves to: `Chat.served_slot` remembers the last one, and what
comes before it on a clock that was put back is served, too.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.chat import Chat, ChatState, QuietHours, QuietMode, Timetable

_DAYS_AHEAD = 16  # two weeks cover a single weekday whose next slot has been served already
_WIDEST_MOVE = timedelta(
    hours=26
)  # from UTC+14 to UTC-12; a local time further back was never served, its clock was off


@lru_cache(maxsize=4096)
def next_due(timetable: Timetable, after: datetime, served: str | None = None) -> datetime | None:
    """The first moment later than `after` at which a digest is due, in UTC; None where the timetable names none.

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
    """The local times at which digests go out, those held by quiet hours left out: their news joins the next digest.

    Where quiet hours hold every one of them, the one digest left comes when they end.
    """
    quiet = timetable.quiet
    if quiet is None or quiet.mode is not QuietMode.HOLD:
        return timetable.hours
    awake = tuple(hour for hour in timetable.hours if not _within(quiet, hour))
    return awake or (quiet.end,) if timetable.hours else ()


def last_due(timetable: Timetable, first: datetime, now: datetime) -> datetime:
    """The latest moment up to `now` at which a digest was due, of which `first` is the earliest that was not served."""
    last = first
    while (later := next_due(timetable, last)) is not None and later <= now:
        last = later
    return last


def quiet_at(timetable: Timetable, moment: datetime) -> QuietMode | None:
    """Return the quiet hours' rule for a message at `moment`, or None outside quiet hours."""
    quiet = timetable.quiet
    if quiet is None or not _within(quiet, moment.astimezone(ZoneInfo(timetable.zone)).time()):
        return None
    return quiet.mode


def quiet_end(timetable: Timetable, moment: datetime) -> datetime:
    """Return the end of the quiet hours around `moment`, or `moment` itself outside them."""
    if quiet_at(timetable, moment) is None:
        return moment
    assert timetable.quiet is not None
    zone = ZoneInfo(timetable.zone)
    today = moment.astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(3)]
    # In a repeated hour they end twice; in a skipped one the second of the two falls before it, into the quiet hours.
    ends = [_instant(day, timetable.quiet.end.replace(fold=fold), zone) for day in days for fold in (0, 1)]
    return min(end for end in ends if end > moment and quiet_at(timetable, end) is None)


def is_paused(timetable: Timetable, moment: datetime) -> bool:
    until = timetable.paused_until
    return until is not None and moment.astimezone(ZoneInfo(timetable.zone)).date() < until


@lru_cache(maxsize=4096)
def slot_of(moment: datetime, timetable: Timetable) -> str:
    """The local date and time of a due moment, such as 2026-03-01T08:00."""
    return moment.astimezone(ZoneInfo(timetable.zone)).strftime("%Y-%m-%dT%H:%M")


def plan(chat: Chat, now: datetime) -> Chat:
    """The chat with `next_due_at` as its state and timetable want it from `now` on.

    To be called after every change of state or timetable. A digest that is due already and waits for the next tick
    stays due, so that a change made in that second loses nothing; a pause takes it back.
    """
    if chat.state is not ChatState.ACTIVE:
        return replace(chat, next_due_at=None)
    is_waiting = chat.next_due_at is not None and chat.next_due_at <= now
    if is_waiting and not is_paused(chat.timetable, now):
        return chat
    return replace(chat, next_due_at=next_due(chat.timetable, now, chat.served_slot))


def _instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return the instant of a local time; fold 0 means the first of two, and the old offset for a skipped time."""
    return datetime.combine(day, hour, zone).astimezone(UTC)


def _is_served(slot: str, last: str | None) -> bool:
    """Return whether a slot is the last one served, or was passed before the chat moved west."""
    if last is None:
        return False
    return timedelta(0) <= datetime.fromisoformat(last) - datetime.fromisoformat(slot) < _WIDEST_MOVE


def _within(quiet: QuietHours, hour: time) -> bool:
    if quiet.start <= quiet.end:
        return quiet.start <= hour < quiet.end
    return hour >= quiet.start or hour < quiet.end
