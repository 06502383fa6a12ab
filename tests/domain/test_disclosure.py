"""Shown counts of people do not reveal whether a hidden count is one, two, three or four."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.chat import ChatState
from domain.disclosure import LEAST, audience_of, report_of
from domain.stats import Counts, Days, FeedNews, ReaderEvent, Report, counted_from, event_of
from tests.fuzz.strategies import EXAMPLES

TODAY = date(2026, 11, 27)  # a Friday
FEW = range(1, LEAST)
MESSAGES = ("delivery", "opened", "saved", "followed")


@dataclass(frozen=True)
class Reader:
    locale: str
    countries: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()  # sources that this reader muted
    mutes_words: bool = False
    more: frozenset[str] = frozenset()  # topics of which this reader wants more
    is_critical: bool = False  # whether this reader wants less of something


@dataclass(frozen=True)
class World:
    readers: tuple[Reader, ...]
    others: Mapping[str, int]  # state → number of other chats in that state
    messages: Mapping[str, Mapping[str, int]]
    days: Days

    def counts(self) -> Counts:
        found: dict[str, Counter[str]] = {
            "state": Counter({ChatState.ACTIVE: len(self.readers), **self.others}),
            "language": Counter(one.locale for one in self.readers),
            "country": Counter(country for one in self.readers for country in one.countries),
            "muted": Counter("" for one in self.readers if one.sources or one.mutes_words),
            "muted_source": Counter(source for one in self.readers for source in one.sources),
            "liked": Counter("" for one in self.readers if one.more or one.is_critical),
            "liked_more": Counter(topic for one in self.readers for topic in one.more),
        }
        return found | {group: Counter(by_key) for group, by_key in self.messages.items()}

    def report(self, today: date = TODAY) -> Report:
        return report_of(self.counts(), self.days, (), FeedNews(), today=today)


@dataclass(frozen=True)
class Cell:
    """A count that a report does not show."""

    group: str
    key: str = ""
    week: int = -1


def hidden_cells(report: Report) -> Iterator[Cell]:
    for group, by_key in report.counts.items():
        yield from (Cell(group, key) for key, count in by_key.items() if count is None)
    for place, week in enumerate(report.weeks):
        yield from (Cell(event, week=place) for event in ReaderEvent if not getattr(week, event))


def another_world(report: Report, cell: Cell, value: int) -> World:
    """Return a world in which this cell has this value, made only from the report."""

    def size(group: str, key: str, otherwise: int) -> int:
        shown = report.counts[group][key]
        if shown is not None:
            return shown
        return value if cell == Cell(group, key) else otherwise

    readers = [
        Reader(locale) for locale in report.counts["language"] for _ in range(size("language", locale, LEAST - 1))
    ]

    def give(group: str, most: int, change: str, otherwise: int = 1) -> None:
        for key in report.counts[group]:
            for place in range(min(most, size(group, key, otherwise))):
                changed: dict[str, Any] = {change: getattr(readers[place], change) | {key} if key else True}
                readers[place] = replace(readers[place], **changed)

    give("country", len(readers), "countries")
    for total, parts, critical, each in (
        ("muted", "muted_source", "mutes_words", "sources"),
        ("liked", "liked_more", "is_critical", "more"),
    ):
        give(total, len(readers), critical, otherwise=LEAST - 1)
        give(parts, sum(getattr(one, critical) for one in readers), each)
    days: dict[str, dict[date, int]] = {str(event): {} for event in ReaderEvent}
    for place, week in enumerate(report.weeks):
        for event in ReaderEvent:
            days[event][week.end] = getattr(week, event)
        if cell.week == place:  # equal numbers join and leave, so that nothing else changes
            days[cell.group][week.end] += value
            days["left" if cell.group == "joined" else "joined"][week.end] += value
    return World(
        tuple(readers),
        {state: size("state", state, 1) for state in report.counts["state"]},
        {group: {key: size(group, key, 1) for key in report.counts[group]} for group in MESSAGES},
        days,
    )


def value_of(world: World, cell: Cell, report: Report) -> int:
    if cell.week < 0:
        return world.counts()[cell.group][cell.key]
    week = report.weeks[cell.week]
    return sum(count for day, count in world.days[cell.group].items() if week.start <= day <= week.end)


def some(*of: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(of), max_size=2)


READERS = st.builds(
    Reader,
    st.sampled_from(("ru", "ru", "ru", "ru", "ru", "ky", "ky", "kk", "uz", "tg")),
    some("kg", "kg", "kg", "kz", "uz"),
    some("Тандем", "Тандем", "Чырак"),
    st.booleans(),
    some("t:sports", "t:sports", "t:economy"),
    st.booleans(),
)
COUNTS = st.integers(0, 12)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, date]:
    today = draw(st.dates(date(2026, 1, 1), date(2028, 12, 31)))
    start = counted_from(today)
    span = (today - start).days
    days = {
        str(event): draw(
            st.dictionaries(st.integers(0, span).map(lambda n: start + timedelta(days=n)), COUNTS, max_size=12)
        )
        for event in ReaderEvent
    }
    messages = {group: draw(st.fixed_dictionaries({"": COUNTS})) for group in MESSAGES[1:]}
    messages["delivery"] = draw(st.dictionaries(st.sampled_from(["digest sent", "digest waiting"]), COUNTS))
    others = draw(st.dictionaries(st.sampled_from(["new", "stopped", "unreachable"]), COUNTS))
    return World(tuple(draw(st.lists(READERS, max_size=40))), others, messages, days), today


@pytest.mark.untraced
@settings(max_examples=max(150, EXAMPLES), deadline=None)
@given(worlds())
def test_any_hidden_count_may_be_one_two_three_or_four_as_far_as_the_report_tells(made: tuple[World, date]) -> None:
    world, today = made
    report = world.report(today)
    for cell in hidden_cells(report):
        for value in FEW:
            other = another_world(report, cell, value)
            assert value_of(other, cell, report) == value
            assert other.report(today) == report, (cell, value)


def test_totals_as_counted_would_betray_the_hidden_count() -> None:
    world = World((*[Reader("ru")] * 7, *[Reader("tg")] * 3), {}, {}, {})
    report = world.report()
    betrayed = {
        value
        for value in FEW
        if len(another_world(report, Cell("language", "tg"), value).readers) == len(world.readers)
    }
    assert betrayed == {3}


def test_readers_are_added_up_from_the_languages_that_are_shown() -> None:
    report = World((*[Reader("ru")] * 7, *[Reader("kk")] * 5, *[Reader("tg")] * 3), {"stopped": 4}, {}, {}).report()
    assert (report.readers, report.is_exact) == (12, False)
    assert report.counts["language"] == {"ru": 7, "kk": 5, "tg": None}
    assert report.counts["state"] == {"stopped": None}
    assert World((*[Reader("ru")] * 7,), {}, {}, {}).report().is_exact


def test_the_chats_of_a_broadcast_are_shown_as_readers_are() -> None:
    some, few = audience_of({"ru": 7, "kk": 5, "tg": 4}), audience_of({"tg": 4, "uz": 1})
    assert (some.kind, some.count, some.languages["tg"]) == ("least", 12, None)
    assert (few.kind, few.count) == ("hidden", 0), "not even the sum of two small counts is shown"
    assert few.languages, "there are chats all the same"
    assert audience_of({"ru": 5}).kind == audience_of({}).kind == "exact"


def test_a_country_has_no_more_readers_than_are_shown() -> None:
    kg = frozenset({"kg"})
    report = World((*[Reader("ru", kg)] * 7, *[Reader("tg", kg)] * 3), {}, {}, {}).report()
    assert report.counts["country"] == {"kg": 7}
    assert World((*[Reader("ru", kg)] * 4, *[Reader("tg", kg)] * 3), {}, {}, {}).report().counts["country"] == {
        "kg": None
    }


def test_what_comes_and_goes_is_rounded_and_nobody_is_lost() -> None:
    monday = date(2026, 10, 5)
    joined = {monday + timedelta(days=ago): 1 for ago in range(50)}
    left = {date(2026, 11, 2): 6}
    report = World((Reader("ru"),) * 50, {}, {}, {"joined": joined, "left": left}).report()
    assert [week.joined for week in report.weeks] == [5, 5, 10, 5, 10, 5, 5, 5]
    assert [week.left for week in report.weeks] == [0, 0, 0, 0, 5, 0, 0, 0]
    assert [week.readers for week in report.weeks] == [10, 15, 25, 30, 35, 40, 45, 50]
    # The last week ends yesterday, because today is left out.
    assert (report.weeks[-1].start, report.weeks[-1].end) == (date(2026, 11, 23), date(2026, 11, 26))


def test_no_earlier_number_of_readers_is_negative() -> None:
    days = {"joined": {date(2026, 11, 3): 60, date(2026, 11, 10): 20}, "left": {date(2026, 11, 4): 5}}
    report = World((Reader("ru"),) * 7, {}, {}, days).report()
    assert [week.readers for week in report.weeks] == [2, 7, 7, 7]


def test_a_day_is_rounded_alike_in_every_report_of_its_year() -> None:
    days = {"joined": {date(2026, 1, 5) + timedelta(days=3 * ago): 2 for ago in range(100)}}
    world = World((Reader("ru"),) * 500, {}, {}, days)
    first = {week.start: week.joined for week in world.report(date(2026, 7, 6)).weeks}
    later = {week.start: week.joined for week in world.report(date(2026, 8, 3)).weeks}
    both = first.keys() & later.keys()
    assert len(both) == 8
    assert {start: later[start] for start in both} == {start: first[start] for start in both}


@pytest.mark.parametrize(
    ("before", "after", "event"),
    [
        (None, ChatState.ACTIVE, ReaderEvent.JOINED),
        (ChatState.STOPPED, ChatState.ACTIVE, ReaderEvent.JOINED),
        (ChatState.ACTIVE, ChatState.STOPPED, ReaderEvent.LEFT),
        (ChatState.ACTIVE, None, ReaderEvent.LEFT),
        (ChatState.ACTIVE, ChatState.UNREACHABLE, ReaderEvent.BLOCKED),
        (ChatState.ACTIVE, ChatState.SUSPENDED, ReaderEvent.BLOCKED),
        (ChatState.ACTIVE, ChatState.ACTIVE, None),
        (ChatState.SUSPENDED, ChatState.UNREACHABLE, None),
        (None, ChatState.NEW, None),
    ],
)
def test_readers_come_and_go_with_the_states_of_their_chats(
    before: ChatState | None, after: ChatState | None, event: ReaderEvent | None
) -> None:
    assert event_of(before, after) is event
