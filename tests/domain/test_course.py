"""The shown progress of a broadcast does not reveal whether a hidden count is one, two, three or four chats."""

from collections.abc import Iterator
from dataclasses import astuple, replace

from hypothesis import given
from hypothesis import strategies as st

from domain.broadcast import Fates
from domain.disclosure import LEAST, Course, course_of

FEW = range(1, LEAST)
HIDEABLE = ("lost", "refused", "skipped", "stopped")
counts = st.one_of(st.sampled_from([0, 0, *FEW, LEAST]), st.integers(0, 60))
ended = st.builds(Fates, st.just(0), counts, counts, counts, counts, counts)
worlds = st.dictionaries(st.sampled_from(["ru", "ky", "tg"]), ended, max_size=3)


@given(worlds)
def test_another_number_of_chats_with_a_hidden_fate_gives_the_same_report(world: dict[str, Fates]) -> None:
    shown = course_of(world)
    for other in others(world):
        assert course_of(other) == shown


def others(world: dict[str, Fates]) -> Iterator[dict[str, Fates]]:
    """Yield worlds that differ only in small counts: each hidden count is changed, in the languages that are shown."""
    known = [language for language, found in world.items() if found.all >= LEAST]
    for name in HIDEABLE:
        together = sum(getattr(world[language], name) for language in known)
        for language in known if together in FEW else ():
            for value in FEW:
                fates = world[language]
                more = value - together
                if fates.sent - more >= 0 <= getattr(fates, name) + more:
                    yield world | {
                        language: replace(fates, sent=fates.sent - more, **{name: getattr(fates, name) + more})
                    }
    for language in world.keys() - known:
        for value in FEW if world[language].all else ():
            yield world | {language: Fates(sent=value)}


@given(worlds, st.dictionaries(st.sampled_from(["ru", "ky", "tg"]), counts))
def test_no_small_count_of_chats_is_shown_at_any_time(world: dict[str, Fates], waiting: dict[str, int]) -> None:
    course = course_of(world | {key: replace(world.get(key, Fates()), waiting=many) for key, many in waiting.items()})
    assert not {*FEW} & set(course.counts.values())
    assert course.audience.count not in FEW
    assert course.is_over is (sum(waiting.values()) == 0)


def test_a_report_of_many_is_exact() -> None:
    course = course_of({"ru": Fates(sent=90, lost=5), "tg": Fates(sent=7, skipped=8)})
    assert dict(course.counts) == {"sent": 97, "lost": 5, "skipped": 8}
    assert (course.audience.kind, course.audience.count, course.is_least) == ("exact", 110, False)


def test_the_number_of_those_it_reached_does_not_give_a_hidden_fate_away() -> None:
    course = course_of({"ru": Fates(sent=98, lost=2)})
    assert (dict(course.counts), course.is_least) == ({"sent": 96, "lost": None}, True)
    assert not course_of({"ru": Fates(sent=6, lost=2)}).is_told, "of so few, nothing can be told"
    assert not course_of({"ru": Fates(sent=2, lost=9)}).is_told


def test_while_it_is_sent_only_what_concerns_many_is_shown() -> None:
    course = course_of({"ru": Fates(waiting=50, sent=40, lost=2, refused=8), "tg": Fates(waiting=1, sent=3)})
    assert course == Course(course.audience, 50, {"refused": 8}, is_least=False, is_over=False)
    assert (course.audience.kind, course.audience.count) == ("least", 100)
    nobody = course_of({"ru": Fates(sent=1)})
    assert (nobody.audience.kind, nobody.is_told, nobody.is_over) == ("hidden", False, True)


def test_fates_are_added_up() -> None:
    assert astuple(Fates(1, 2, 3, 4, 5, 6) + Fates(sent=10)) == (1, 12, 3, 4, 5, 6)
