"""The query language: any text is understood as something."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text.layout import other_layout
from text.query import LONGEST, MOST_TERMS, parse

NOW = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
PIECES = [
    "мост", "-мост", '"', '"мост через"', "OR", "ИЛИ", "|", "AND", "NOT", "NEAR(", "(", ")", "*", "-", "--", ":",
    "topic:", "тема:экономика", "topic:x", "страна:kg", "since:7d", "since:", "с:", "до:99.99.9999", "lang:ru",
    'source:"а б"',
    "source:", "'; DROP TABLE words; --", "\0", "\U0001f600", "ё" * 60, "^", "{title}", "a:b:c", "мост*", "\\", "%",
    "1e9", "𝔪𝔬𝔰𝔱", "‮", "words", '""', '-"', "-topic:economy", "ғ", "ﬃ", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ("topic:economy", {"topics": ("economy",)}),
        ("тема:экономика тема:спорт", {"topics": ("economy", "sports")}),
        ("Тема:Экономика", {"topics": ("economy",)}),
        ("topic:law-and-crime", {"topics": ("law-and-crime",)}),
        ("country:kg страна:узбекистан", {"countries": ("kg", "uz")}),
        ("lang:ky язык:русский", {"languages": ("ky", "ru")}),
        ("өлкө:kg ел:kz mamlakat:uz кишвар:tj", {"countries": ("kg", "kz", "uz", "tj")}),
        ("тил:ky тіл:kk til:uz забон:tg", {"languages": ("ky", "kk", "uz", "tg")}),
        ('source:"Вечерний Ош" источник:Тандем', {"sources": ("Вечерний Ош", "Тандем")}),
        ("since:7d", {"since": NOW - timedelta(days=7)}),
        ("с:12ч", {"since": NOW - timedelta(hours=12)}),
        ("since:2w", {"since": NOW - timedelta(weeks=2)}),
        ("since:2026-02-03", {"since": datetime(2026, 2, 3, tzinfo=UTC)}),
        ("с:03.02.2026", {"since": datetime(2026, 2, 3, tzinfo=UTC)}),
        ("до:2026-03", {"until": datetime(2026, 3, 1, tzinfo=UTC)}),
        ("-source:Тандем", {"muted_sources": ("Тандем",), "sources": ()}),
    ],
)  # fmt: skip
def test_fields_in_latin_and_russian(typed: str, fields: dict[str, object]) -> None:
    parsed = parse(typed, now=NOW)
    assert {name: getattr(parsed, name) for name in fields} == fields
    assert parsed.groups == ()


@pytest.mark.parametrize(
    "typed", ["topic:мост", "страна:франция", "since:завтра", "с:32.13.2026", "цена:100", "since:0000-00-00"]
)
def test_a_field_that_cannot_be_understood_is_searched_as_words(typed: str) -> None:
    parsed = parse(typed, now=NOW)
    assert parsed.groups
    assert (parsed.topics, parsed.countries, parsed.since) == ((), (), None)


@pytest.mark.parametrize("typed", ["since:9999w", "до:9999н", "since:0001-01-01", "since:9999-12-31"])
def test_moments_at_the_edge_of_time_are_answered(typed: str) -> None:
    for now in (NOW, datetime(1, 1, 2, tzinfo=UTC)):
        parsed = parse(typed, now=now)
        moments = [moment for moment in (parsed.since, parsed.until) if moment is not None]
        assert parsed.groups or moments, "understood as a moment, or searched as words"
        assert all(moment.tzinfo is not None for moment in moments)


def test_words_phrases_exclusions_and_alternatives() -> None:
    parsed = parse('мост "через реку" -парк река OR лодка', now=NOW)
    bridge, phrase, park, either = parsed.groups
    assert bridge[0].alternatives[0] == "мост"
    assert phrase[0].phrase == ("через", "реку")
    assert park[0].is_excluded
    assert [term.alternatives[0] for term in either] == ["река", "лодка"]
    assert parsed.words == ("мост", "через", "реку", "река", "лодка")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghjntcn", "протест"), ("Ghjntcn", "Протест"), ("gj;fhs d ujhf[", "пожары в горах"), ("Gj;fh", "Пожар"),
        ("qwrtp", None), ("protest", None), ("wildfire", None), ("протест", None), ("KC-123", None), ("Tokayev", None),
        ("ok", None),
        ("topic:economy", None), ("https://tandem.example/a", None),
    ],
)  # fmt: skip
def test_the_wrong_keyboard_layout_is_noticed(typed: str, meant: str | None) -> None:
    assert other_layout(typed) == meant
    assert parse(typed).corrected == meant


def test_a_query_is_cut_to_what_a_person_types() -> None:
    parsed = parse("слово " * 2000 + "конец")
    assert len(parsed.groups) <= MOST_TERMS
    assert len(" ".join(parsed.words)) <= LONGEST
    assert "конец" not in parsed.words


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=12).map(" ".join) | st.text(max_size=400))
def test_no_text_makes_the_parser_raise(typed: str) -> None:
    parsed = parse(typed, now=NOW)
    for group in parsed.groups:
        assert group
        for term in group:
            assert term.phrase or term.alternatives
            assert all("\0" not in form and '"' not in form for form in (*term.alternatives, *term.phrase))
