"""The layouts of a digest, which parts are silent, and whose picture is shown."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.chat import Layout, Look
from domain.digest import DigestStory, Disagreement, Earlier, SummarySentence, Window
from render.digest import render_digest
from render.footer import Footer, Rest
from render.message import OutgoingMessage
from render.split import visible
from tests.render.digests import check, digest, story
from tests.texts import TEXTS
from text.languages import LOCALES

FULL = story(
    summary=(SummarySentence("Нацбанк назвал курс.", "Тандем", None), SummarySentence("Курс вырос.", "Перевал", None)),
    sources=(("Тандем", "https://tandem.example/1"), ("Перевал", "https://pereval.example/1")),
    disagreement=Disagreement((("Тандем", "14"), ("Перевал", "17"))),
    earlier=Earlier("Курс упал", "https://tandem.example/0"),
)


def drawn(
    *stories: DigestStory, layout: Layout = Layout.NORMAL, has_picture: bool = False, locale: str = "ru"
) -> tuple[OutgoingMessage, ...]:
    t, look = TEXTS.translator(locale), Look(layout, has_picture)
    titles = {"economy": "Экономика", "culture": "Культура"}
    return render_digest(digest(*stories), t, zone="Asia/Bishkek", topics=titles, look=look)


def test_headlines_are_a_line_each_with_outlet_and_age() -> None:
    (message,) = drawn(FULL, FULL, layout=Layout.HEADLINES)
    assert visible(message.html).splitlines()[1:] == ["", *["🇰🇬 Сом укрепился · Тандем · 1 минуту назад"] * 2]
    (message,) = drawn(FULL, story("Театр", topic="culture"), layout=Layout.HEADLINES)
    lines = visible(message.html).splitlines()[1:]
    assert [line for line in lines if not line.startswith("🇰🇬")] == ["", "📈 Экономика", "", "🎭 Культура"]


def test_a_short_digest_has_one_sentence_of_a_story_and_says_what_differs() -> None:
    (message,) = drawn(FULL, layout=Layout.SHORT)
    assert "blockquote" not in message.html
    text = visible(message.html)
    assert "Нацбанк назвал курс." in text
    assert "Курс вырос." not in text
    assert "Курс упал" not in text
    assert "⚖️" in text
    normal = visible(drawn(FULL)[0].html)
    assert all(words in normal for words in ("Курс вырос.", "Курс упал", "⚖️"))


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("locale", LOCALES)
def test_every_layout_keeps_the_limits_and_loses_no_story(layout: Layout, locale: str) -> None:
    stories = [
        story(f"Заголовок-{number} <b>&" + "я" * 200, topic=("economy", "culture")[number % 2]) for number in range(60)
    ]
    messages = drawn(*stories, layout=layout, locale=locale)
    for message in messages:
        check(message.html)
    told = re.findall(r"Заголовок-(\d+) ", "".join(message.html for message in messages))
    assert len(set(told)) == 60
    assert len(messages) > 1
    assert [message.is_silent for message in messages] == [False, *[True] * (len(messages) - 1)]


def test_the_picture_is_that_of_the_first_storys_own_page_and_only_where_asked() -> None:
    assert [message.preview_url for message in drawn(FULL)] == [None]
    long = [story(f"{number}" + "я" * 300, url=f"https://tandem.example/{number}") for number in range(40)]
    shown = drawn(*long, has_picture=True)
    assert [message.preview_url for message in shown] == ["https://tandem.example/0", *[None] * (len(shown) - 1)]
    bad = story(url="javascript:alert(1)")
    assert drawn(bad, FULL, has_picture=True)[0].preview_url == FULL.url
    assert drawn(story(url=None), has_picture=True)[0].preview_url is None


@pytest.mark.parametrize(
    ("days", "footer", "rest", "is_offered"),
    [
        (3, Footer.OWN, Rest.PUSHED, True),
        (1, Footer.OWN, Rest.PUSHED, False),
        (2, Footer.OWN, Rest.PUSHED, False),
        (3, Footer.OWN, Rest.ASKED, False),
        (3, Footer.SHARED, Rest.PUSHED, False),
        (3, Footer.NONE, None, False),
    ],
)
def test_a_digest_after_days_away_offers_what_was_missed(
    days: int, footer: Footer, rest: Rest | None, *, is_offered: bool
) -> None:
    t, told = TEXTS.translator("ru"), digest(FULL)
    told = replace(told, window=Window(told.window.end - timedelta(days=days), told.window.end))
    (message,) = render_digest(told, t, zone="Asia/Bishkek", footer=footer, rest=rest)
    labels = [button.text for row in message.buttons for button in row]
    assert ("🗓 Пока вас не было" in labels) is is_offered
    assert ("👍" in labels) is (footer is Footer.OWN)
