"""2,400 terrible articles (80,000 in `make fuzz`) in digests of eighty, checked by the emulator's parser."""

import random
from datetime import UTC, datetime

import pytest

from delivery.outcome import plain
from domain.digest import Digest, DigestStory, SummarySentence, Window
from domain.ids import StoryId
from emulator.telegram.html import parse_html
from render.digest import render_digest
from render.message import ENTITY_LIMIT, TEXT_LIMIT, utf16_length
from tests.fuzz.strategies import EXAMPLES
from tests.texts import TEXTS

pytestmark = pytest.mark.untraced

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
FAMILY = "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"
SCRAPS = (
    *(
        "<",
        ">",
        "&",
        "&amp;amp;",
        "&lt;b&gt;",
        "</a>",
        "<b>",
        "<a href='x'>",
        "<script>",
        "<tg-spoiler>",
        "<!--",
        "]]>",
    ),
    *('<pre><code class="language-x">', "&#0;", "&#x202e;", "&nbsp;", "&quot", "`", "*", "_", "|", "\\", '"', "'", "«"),
    *("\u202e", "\u202b", "\u2066", "\u200f", "\x00", "\x1b", "\ufffe", "\u2028", "\t", "\n\n", "e\u0301"),
    *(FAMILY, "\N{REGIONAL INDICATOR SYMBOL LETTER K}\N{REGIONAL INDICATOR SYMBOL LETTER G}", "👍🏽"),
    *("@name", "#тег", "t.me/x", "https://example.org/?a=1&b=2", "$KZT", "+996 555 000 000"),
    *("ўқҳғ", "әңғүұқөһі", "ӣӯҷҳ", "слово", "ещё одно"),
)


def text(chance: random.Random, length: int) -> str:
    parts: list[str] = []
    while sum(map(utf16_length, parts)) < length:
        parts += [chance.choice(SCRAPS), " " * chance.randint(0, 1)]
    return "".join(parts)


def story(chance: random.Random, number: int) -> DigestStory:
    url = chance.choice(
        (None, f"https://tandem.example/{number}?a=1&b='\"<>", "javascript:alert(1)", "t.me/x", "http://[")
    )
    return DigestStory(
        story_id=StoryId(number),
        headline=f"Н{number}Н " + text(chance, chance.choice((0, 20, 80, 300))),
        url=url,
        language="ru",
        topic=chance.choice((None, "economy", "society", "sports")),
        countries=("kg",),
        sources=tuple(
            (f"И{number}И" if place == 0 else text(chance, 15), url) for place in range(chance.choice((1, 2, 9)))
        ),
        summary=tuple(
            SummarySentence(text(chance, chance.choice((10, 150, 600))), "Тандем", url)
            for _ in range(chance.choice((0, 1, 2)))
        ),
        published_at=NOW,
        is_update=chance.random() < 0.2,
    )


PARTS = max(5, EXAMPLES // 120)  # with 80 stories each, for each locale


@pytest.mark.slow
@pytest.mark.parametrize("locale", TEXTS.locales)
def test_no_article_breaks_a_message(locale: str) -> None:
    chance = random.Random(locale)
    for part in range(PARTS):
        stories = tuple(story(chance, part * 80 + number) for number in range(80))
        digest = Digest(Window(NOW, NOW), stories)
        messages = render_digest(digest, TEXTS.translator(locale), zone="Asia/Bishkek", title_key="digest-title")
        parsed = [parse_html(message.html) for message in messages]  # raises the error that Telegram would answer
        assert all(0 < utf16_length(shown) <= TEXT_LIMIT for shown, _ in parsed)
        assert all(len(entities) <= ENTITY_LIMIT for _, entities in parsed)
        for one in stories:
            holding = [shown for shown, _ in parsed if f"Н{one.story_id}Н" in shown]
            assert len(holding) == 1, "a story stands in one message"
            assert f"И{one.story_id}И" in holding[0], "and to its end"


@pytest.mark.parametrize("units", [4095, 4096, 4097])
def test_joined_emoji_at_the_limit_are_not_cut_in_two(units: int) -> None:
    filler = "я" * (units - utf16_length(FAMILY) * 20)
    summary = (SummarySentence(filler + FAMILY * 20, "Тандем", None),)
    one = DigestStory(StoryId(1), "Заголовок", None, "ru", None, (), (("Тандем", None),), summary, NOW)
    digest = Digest(Window(NOW, NOW), (one,))
    for message in render_digest(digest, TEXTS.translator("ru"), zone="Asia/Bishkek", title_key="digest-title"):
        shown, _ = parse_html(message.html)
        assert utf16_length(shown) <= TEXT_LIMIT
        shown.encode("utf-16-le")  # fails for half of a surrogate pair
        assert not shown.replace(FAMILY, "").strip().endswith("\u200d")


def test_plain_text_of_any_message_keeps_within_the_limit() -> None:
    chance = random.Random(1)
    digest = Digest(Window(NOW, NOW), tuple(story(chance, number) for number in range(80)))
    for message in render_digest(digest, TEXTS.translator("ru"), zone="Asia/Bishkek", title_key="digest-title"):
        assert utf16_length(plain(message.html)) <= TEXT_LIMIT
