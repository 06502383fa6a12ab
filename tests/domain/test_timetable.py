"""When digests are due: a table of times around every edge case."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.chat import Chat, ChatKind, ChatState, QuietHours, QuietMode, Timetable
from domain.timetable import is_paused, last_due, next_due, plan, quiet_at, quiet_end, slot_of


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def table(zone: str = "Asia/Bishkek", hours: str = "08:00", **rest: object) -> Timetable:
    return Timetable(zone, tuple(time.fromisoformat(hour) for hour in hours.split()), **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("timetable", "after", "due"),
    [
        # Bishkek is UTC+6 all year; 08:00 there is 02:00 UTC.
        (table(), "2026-03-01 01:59:59", "2026-03-01 02:00"),
        (table(), "2026-03-01 02:00:00", "2026-03-02 02:00"),
        (table(hours="08:00 20:00"), "2026-03-01 02:00", "2026-03-01 14:00"),
        (table(hours="00:00"), "2026-03-01 17:00", "2026-03-01 18:00"),
        # Saturday 28 February; weekdays only.
        (table(weekdays=(0, 1, 2, 3, 4)), "2026-02-28 00:00", "2026-03-02 02:00"),
        (table(weekdays=(6,)), "2026-03-01 02:00", "2026-03-08 02:00"),
        # Paused until the 5th.
        (table(paused_until=date(2026, 3, 5)), "2026-03-01 00:00", "2026-03-05 02:00"),
        (table(paused_until=date(2026, 2, 5)), "2026-03-01 00:00", "2026-03-01 02:00"),
        # Berlin puts the clock forward on 2026-03-29 at 02:00: 02:30 is skipped, its digest comes at 03:30 summer time.
        (table("Europe/Berlin", "02:30"), "2026-03-28 12:00", "2026-03-29 01:30"),
        (table("Europe/Berlin", "02:30"), "2026-03-29 01:30", "2026-03-30 00:30"),
        # 02:30 and 03:30 are the same moment on that day, so there is only one digest.
        (table("Europe/Berlin", "02:30 03:30"), "2026-03-29 01:30", "2026-03-30 00:30"),
        # Berlin puts the clock back on 2026-10-25: 02:30 comes twice, and its digest is sent only the first time.
        (table("Europe/Berlin", "02:30"), "2026-10-24 12:00", "2026-10-25 00:30"),
        (table("Europe/Berlin", "02:30"), "2026-10-25 00:30", "2026-10-26 01:30"),
        (table("Europe/Berlin", "02:30"), "2026-10-25 01:00", "2026-10-26 01:30"),
        # Between the two 02:30s, another digest may be due.
        (table("Europe/Berlin", "02:30 03:00"), "2026-10-25 00:30", "2026-10-25 02:00"),
        # Almaty moved from UTC+6 to UTC+5 on 2024-03-01 at midnight.
        (table("Asia/Almaty"), "2024-02-29 03:00", "2024-03-01 03:00"),
        # Quiet hours that hold messages skip their digests; silent ones do not.
        (table(hours="07:00 12:00", quiet=QuietHours(time(22), time(8), QuietMode.HOLD)), "2026-03-01 00:00",
         "2026-03-01 06:00"),
        (table(hours="07:00 12:00", quiet=QuietHours(time(22), time(8))), "2026-03-01 00:00", "2026-03-01 01:00"),
        # All digests are in quiet hours: one digest when these end.
        (table(hours="23:00 07:00", quiet=QuietHours(time(22), time(8), QuietMode.HOLD)), "2026-03-01 00:00",
         "2026-03-01 02:00"),
    ],
)  # fmt: skip
def test_a_digest_is_due_when_the_timetable_says(timetable: Timetable, after: str, due: str) -> None:
    assert next_due(timetable, utc(after)) == utc(due)


@pytest.mark.parametrize("empty", [table(hours=""), table(weekdays=())])
def test_a_timetable_without_hours_or_days_is_never_due(empty: Timetable) -> None:
    assert next_due(empty, utc("2026-03-01 00:00")) is None


def test_a_slot_that_was_served_is_not_served_again_in_another_zone() -> None:
    almaty = table("Asia/Almaty")  # 08:00 is 03:00 UTC
    served = slot_of(utc("2026-03-01 03:00"), almaty)
    istanbul = table("Europe/Istanbul")  # 08:00 is 05:00 UTC, two hours later
    assert next_due(istanbul, utc("2026-03-01 03:01")) == utc("2026-03-01 05:00")
    assert next_due(istanbul, utc("2026-03-01 03:01"), served) == utc("2026-03-02 05:00")


def test_another_hour_of_the_same_day_is_served_in_the_new_zone() -> None:
    served = slot_of(utc("2026-03-01 03:00"), table("Asia/Almaty"))
    istanbul = table("Europe/Istanbul", "08:00 20:00")
    assert next_due(istanbul, utc("2026-03-01 03:01"), served) == utc("2026-03-01 17:00")


def test_hours_that_were_passed_before_a_move_west_are_not_served_again() -> None:
    served = slot_of(utc("2026-03-01 04:00"), table("Asia/Almaty", "08:00 09:00"))
    istanbul = table("Europe/Istanbul", "08:00 09:00 20:00")
    assert next_due(istanbul, utc("2026-03-01 04:10"), served) == utc("2026-03-01 17:00")


def test_a_slot_served_by_a_clock_that_was_days_ahead_blocks_nothing() -> None:
    assert next_due(table(), utc("2026-03-01 00:00"), "2026-03-09T08:00") == utc("2026-03-01 02:00")


@pytest.mark.parametrize(
    ("now", "last"),
    [("2026-03-01 02:00", "2026-03-01 02:00"), ("2026-03-01 13:00", "2026-03-01 02:00"),
     ("2026-03-01 14:00", "2026-03-01 14:00"), ("2026-03-04 01:00", "2026-03-03 14:00")],
)  # fmt: skip
def test_the_last_of_the_missed_hours_is_the_one_that_is_served(now: str, last: str) -> None:
    assert last_due(table(hours="08:00 20:00"), utc("2026-03-01 02:00"), utc(now)) == utc(last)


@pytest.mark.parametrize(
    ("moment", "end"),
    [("2026-03-01 16:00", "2026-03-02 01:00"), ("2026-03-02 00:59", "2026-03-02 01:00"),
     ("2026-03-01 12:00", "2026-03-01 12:00")],
)  # fmt: skip
def test_quiet_hours_end_at_their_hour(moment: str, end: str) -> None:
    assert quiet_end(table(quiet=QuietHours(time(22), time(7))), utc(moment)) == utc(end)


@pytest.mark.parametrize(
    ("start", "end", "moment", "over"),
    [
        # 25 October: from 00:00 to 01:00 UTC it is 02:00 to 03:00, and from 01:00 to 02:00 again.
        ("22:00", "02:30", "2026-10-25 00:10", "2026-10-25 00:30"),
        ("22:00", "02:30", "2026-10-25 01:10", "2026-10-25 01:30"),
        ("22:00", "02:30", "2026-10-24 21:00", "2026-10-25 00:30"),
        ("22:00", "07:00", "2026-10-25 01:10", "2026-10-25 06:00"),
        ("02:15", "02:45", "2026-10-25 01:20", "2026-10-25 01:45"),
        ("02:15", "02:15", "2026-10-25 01:20", "2026-10-25 01:20"),
        # 29 March: at 01:00 UTC 02:00 becomes 03:00.
        ("22:00", "02:30", "2026-03-29 00:40", "2026-03-29 01:30"),
        ("22:00", "02:30", "2026-03-28 22:00", "2026-03-29 01:30"),
        ("22:00", "07:00", "2026-03-28 22:00", "2026-03-29 05:00"),
    ],
)
def test_quiet_hours_end_as_soon_as_it_is_day_where_clocks_change(start: str, end: str, moment: str, over: str) -> None:
    quiet = QuietHours(time.fromisoformat(start), time.fromisoformat(end))
    assert quiet_end(table("Europe/Berlin", quiet=quiet), utc(moment)) == utc(over)


@given(st.integers(0, 365 * 24 * 60), st.times(), st.times())
def test_quiet_hours_are_over_within_a_day_and_an_hour(minutes: int, start: time, end: time) -> None:
    moment = utc("2026-01-01 00:00") + timedelta(minutes=minutes)
    start, end = (hour.replace(second=0, microsecond=0) for hour in (start, end))
    quiet = table("Europe/Berlin", quiet=QuietHours(start, end))
    over = quiet_end(quiet, moment)
    assert quiet_at(quiet, over) is None
    assert timedelta(0) <= over - moment <= timedelta(hours=25)


def test_a_served_slot_of_a_weekly_timetable_leaves_the_next_week() -> None:
    weekly = table(weekdays=(6,))
    served = slot_of(utc("2026-03-01 02:00"), weekly)
    assert next_due(weekly, utc("2026-03-01 01:00"), served) == utc("2026-03-08 02:00")


@pytest.mark.parametrize(
    ("local", "mode"), [("21:59", None), ("22:00", QuietMode.SILENT), ("00:10", QuietMode.SILENT), ("07:00", None)]
)
def test_quiet_hours_span_midnight(local: str, mode: QuietMode | None) -> None:
    quiet = table(quiet=QuietHours(time(22), time(7)))
    hour, minute = map(int, local.split(":"))
    moment = utc("2026-03-01 00:00") + timedelta(hours=hour - 6, minutes=minute)
    assert quiet_at(quiet, moment) is mode


def test_a_pause_ends_on_the_local_day() -> None:
    paused = table(paused_until=date(2026, 3, 5))
    assert is_paused(paused, utc("2026-03-04 17:59"))
    assert not is_paused(paused, utc("2026-03-04 18:00"))


def chat(**changes: object) -> Chat:
    return replace(Chat(1, ChatKind.PRIVATE, "ru", table(), state=ChatState.ACTIVE), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", [state for state in ChatState if state is not ChatState.ACTIVE])
def test_nothing_is_planned_for_a_chat_that_is_not_active(state: ChatState) -> None:
    planned = plan(chat(state=state, next_due_at=utc("2026-03-01 02:00")), utc("2026-03-01 00:00"))
    assert planned.next_due_at is None


def test_a_change_of_hours_takes_effect_at_once() -> None:
    changed = chat(timetable=table(hours="10:00"), next_due_at=utc("2026-03-01 02:00"))
    assert plan(changed, utc("2026-03-01 01:00")).next_due_at == utc("2026-03-01 04:00")


def test_a_digest_that_is_due_already_stays_due_through_a_change() -> None:
    due = utc("2026-03-01 02:00")
    assert plan(chat(timetable=table(hours="10:00"), next_due_at=due), due).next_due_at == due


def test_a_pause_takes_back_a_digest_that_is_due() -> None:
    paused = chat(timetable=table(paused_until=date(2026, 3, 5)), next_due_at=utc("2026-03-01 02:00"))
    assert plan(paused, utc("2026-03-01 02:00")).next_due_at == utc("2026-03-05 02:00")
