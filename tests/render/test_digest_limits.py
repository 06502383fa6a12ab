"""No headline breaks a digest, and no story is split."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from domain.digest import DigestStory, Disagreement, SummarySentence
from render.message import TEXT_LIMIT, utf16_length
from render.split import join_blocks
from tests.fuzz.strategies import EXAMPLES
from tests.render.digests import SEPARATOR, check, drawn, render, story
from tests.texts import TEXTS
from text.languages import LOCALES

pytestmark = pytest.mark.untraced


@pytest.mark.parametrize(
    "title",
    [
        "5 < 6 и 7 > 6", "R&amp;amp;D", "</a></b> конец", '<a href="tg://x">', "\u202eтсурб\u202c", "ab\u2066c",
        "👨‍👩‍👧‍👦" * 80, "🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 60, "Слово " * 60, "А" * 300, "a\u0301\u0302" * 200, "\ud83d", "\x00\x07строка\nвторая",
        "", " \u200b ", "\u202e", "Z" + "\u0300" * 500, "كابل خبر", "#тег @имя /start 24.kg +996 555 123456",
    ],
)  # fmt: skip
def test_odd_titles_are_readable_to_telegram(title: str) -> None:
    for html in render(story(title)):
        check(html)
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)


@pytest.mark.parametrize("units", [4094, 4095, 4096, 4097])
def test_messages_at_the_edge_are_split_where_they_must_be(units: int) -> None:
    family = "👨‍👩‍👧‍👦"  # eleven UTF-16 units
    rest = units - utf16_length(SEPARATOR) - 2000
    first = family * (2000 // 11) + "я" * (2000 % 11)
    second = family * (rest // 11) + "я" * (rest % 11)
    parts = join_blocks([first, second])
    assert len(parts) == (1 if units <= TEXT_LIMIT else 2)
    assert SEPARATOR.join(parts) == f"{first}{SEPARATOR}{second}"


def test_eighty_stories_keep_whole_and_in_order() -> None:
    stories = [story(f"Новость {number}", sources=(("А", "https://a.kg"),) * 5) for number in range(80)]
    parts = render(*stories)
    assert len(parts) >= 5
    for html in parts:
        check(html)
    whole = SEPARATOR.join(parts).split(SEPARATOR)
    assert whole[1:] == [drawn(one, TEXTS.translator("ru")) for one in stories]


some_text = some.one_of(
    some.text(max_size=400),
    some.text(alphabet=some.sampled_from("<>&;\"'/ab яң👨‍👩‍👧🏽🇰🇬\u202e\u2066\u0301\n\t #@."), max_size=400),
    some.sampled_from(["</a>", "&amp;amp;", "<b>", "👩‍🚒" * 40, "Ж" * 300, "a.kg " * 70]),
)
some_url = some.one_of(
    some.none(),
    some.sampled_from(["https://a.kg/1", "http://b.uz/?x=1&y=<2>", "https://пример.kg/ё", "ftp://x", "https://[::1/"]),
    some.text(max_size=60).map(lambda tail: f"https://x.example/{tail}"),
)
some_story = some.builds(
    story,
    headline=some_text,
    url=some_url,
    countries=some.lists(some.sampled_from(["kg", "kz", "uz", "world", "xx"]), max_size=3).map(tuple),
    topic=some.one_of(some.none(), some.sampled_from(["economy", "sports", "unheard-of"])),
    sources=some.lists(some.tuples(some_text, some_url), max_size=8).map(tuple),
    summary=some.lists(some.builds(SummarySentence, some_text, some.just("s"), some.none()), max_size=4).map(tuple),
    is_update=some.booleans(),
    is_followed=some.booleans(),
    disagreement=some.one_of(
        some.none(), some.lists(some.tuples(some_text, some_text), min_size=2, max_size=6).map(tuple).map(Disagreement)
    ),
)


@pytest.mark.slow
@settings(max_examples=max(300, EXAMPLES), deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(some_story, min_size=1, max_size=12), some.sampled_from(LOCALES), some.integers(0, 200))
def test_no_digest_breaks_telegrams_rules(stories: list[DigestStory], locale: str, omitted: int) -> None:
    parts = render(*stories, locale=locale, omitted=omitted)
    for html in parts:
        check(html)
    t = TEXTS.translator(locale)
    together = SEPARATOR.join(parts)
    position = 0
    for one in stories:
        html = drawn(one, t)
        position = together.index(html, position) + len(html)
        assert any(html in part for part in parts), "a story is torn"
