"""Every message with buttons, in every language, is within Telegram's limits for any text of outlets."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from delivery.sending import keyboard
from digest.view import view_of
from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Chat, Layout, Look, Place
from domain.digest import Digest, DigestStory, Disagreement, Earlier, SummarySentence, Window
from domain.ids import StoryId
from domain.story import Story
from domain.tastes import MOST_KEPT, outlet_key, topic_key
from emulator.methods.inline import START_PARAMETER_LIMIT
from emulator.telegram.html import parse_html
from render.digest import TOPIC_SIGNS, render_digest
from render.footer import Footer, Rest
from render.inline import ID_LIMIT, failed_page, hurried_page, inline_page
from render.latest import latest_rows
from render.message import CALLBACK_LIMIT, ENTITY_LIMIT, TEXT_LIMIT, OutgoingMessage, utf16_length
from render.screens.bookmarks import PAGE, bookmarks_screen
from render.screens.page import Page
from render.screens.rating import rating_question
from render.screens.start import (
    begin_message,
    ready_message,
    rested_message,
    resumed_message,
    undone_message,
    welcome_back,
)
from render.screens.story import Origin, StoryPage, story_screen
from render.settings import SCREENS, settings_screen
from render.texts import Texts, Translator
from render.zones import zone_names
from tests.builders import NOW, article, chat, story
from text.languages import LOCALES

TEXTS = Texts(Path(__file__).resolve().parents[2] / "locales")
TOPICS = dict.fromkeys(TOPIC_SIGNS, "Очень длинное название темы на каком-нибудь языке")
LONGEST_ID = 2**53
WRITTEN = ["Сом укрепился", "", "<b>&amp;" * 90, "👨‍👩‍👧‍👦" * 60, "@a 24.kg #b " * 60, "я" * 900]


def a_story(text: str, articles: int) -> Story:
    told = [
        replace(
            article(number, text, text, source=f"{number}{text[:90]}", headline=text),
            id=LONGEST_ID + number,
            language=("ru", "ky", "xx")[number % 3],
            topics=tuple(TOPIC_SIGNS)[:2],
            published_at=NOW - timedelta(hours=number),
        )
        for number in range(articles)
    ]
    return story(LONGEST_ID, *told, topics=tuple(TOPIC_SIGNS)[:2], countries=("kg", "kz", "uz"))


def an_affair(text: str, articles: int) -> list[Story]:
    """Return the story among nineteen others of its affair."""
    return [replace(a_story(text, articles), id=StoryId(LONGEST_ID + number)) for number in range(-9, 10)]


def a_digest(text: str, stories: int) -> Digest:
    told = tuple(
        DigestStory(
            story_id=StoryId(number),
            headline=f"{number} {text}",
            url=f"https://tandem.example/{number}",
            language="ru",
            topic=tuple(TOPIC_SIGNS)[number % len(TOPIC_SIGNS)],
            countries=("kg", "kz"),
            sources=tuple((f"{place}{text[:60]}", f"https://x.example/{place}") for place in range(9)),
            summary=(SummarySentence(text, f"0{text[:60]}", None), SummarySentence(text, f"5{text[:60]}", None)),
            published_at=NOW,
            disagreement=Disagreement(((f"0{text[:60]}", "14"), (f"1{text[:60]}", text))),
            articles=(LONGEST_ID + number,),
            course=tuple(Earlier(text, f"https://x.example/{place}", NOW) for place in range(3)),
        )
        for number in range(stories)
    )
    return Digest(Window(NOW - timedelta(days=1), NOW), told, omitted=123)


def digests(t: Translator, text: str) -> Iterator[OutgoingMessage]:
    for footer, rest in ((Footer.NONE, None), (Footer.SHARED, Rest.PUSHED), (Footer.OWN, Rest.ASKED)):
        for stories in (0, 1, 12):
            told = a_digest(text, stories)
            for layout in Layout:
                look = Look(layout, has_picture=True)
                yield from render_digest(
                    told, t, zone="Asia/Bishkek", topics=TOPICS, footer=footer, rest=rest, look=look
                )


def stories(t: Translator, text: str, reader: Chat) -> Iterator[OutgoingMessage]:
    for articles in (1, 60):
        page = StoryPage(
            view=view_of(a_story(text, articles), reader, affair=an_affair(text, articles)),
            t=t,
            zone="Asia/Bishkek",
            now=NOW,
            footer=Footer.OWN,
            bot_name="a" * 32,
            topic=TOPICS["economy"],
        )
        for footer in Footer:
            yield story_screen(replace(page, footer=footer))
        for origin in (Origin(number=2**31), Origin(BookmarkKind.SAVED, 99), Origin(BookmarkKind.FOLLOWED, 99)):
            tastes = ((outlet_key(page.view.articles[0].source), 3), (topic_key("politics"), -3))
            yield story_screen(replace(page, origin=origin, is_saved=True, is_followed=True, tastes=tastes))


def lists(t: Translator, text: str) -> Iterator[OutgoingMessage]:
    for kind in BookmarkKind:
        for count in (0, 1, PAGE + 1):
            kept = [
                Bookmark(Place(5), kind, LONGEST_ID + number, text, text, "https://x.example/1", NOW)
                for number in range(count)
            ]
            for page in (0, 999):
                yield bookmarks_screen(kind, kept, page, t, zone="Asia/Bishkek", now=NOW)


def screens(t: Translator, text: str, reader: Chat) -> Iterator[OutgoingMessage]:
    tastes = tuple((outlet_key(f"{number}{text[:80]}"), number % 7 - 3) for number in range(MOST_KEPT))
    page = Page(replace(reader, tastes=tastes), t, TOPICS, NOW)
    yield from (settings_screen(name, page) for name in SCREENS)
    zones = tuple(sorted(zone_names(), key=len)[-8:])
    yield settings_screen("zone", replace(page, zones=zones, typed=text))
    yield begin_message(t)
    yield undone_message(t)
    yield rested_message(NOW.date(), NOW.date(), t)
    was_away = replace(reader, last_digest_end=NOW - timedelta(days=4))
    yield from (draw(was_away, t, NOW) for draw in (welcome_back, resumed_message))
    yield from (ready_message(reader, t, widened) for widened in ("", "languages", "countries"))
    names, outlets = tuple(TOPICS)[:5], tuple(f"{number}{text[:80]}" for number in range(4))
    for is_more in (True, False):
        yield rating_question(names, outlets, t, titles=TOPICS, tastes=tastes, is_more=is_more)
    yield OutgoingMessage("x", latest_rows(TOPICS, tuple(TOPICS)[9:], ("economy",), ("world",), words=""))


def cards(t: Translator, text: str, reader: Chat) -> Iterator[OutgoingMessage]:
    for articles in (1, 60):
        views = (view_of(a_story(text, articles), reader),)
        page = inline_page(views, t, typed=text, zone=reader.timetable.zone, now=NOW, bot_name="a" * 32,
                           cache_seconds=60, is_new=True)  # fmt: skip
        (card,) = page.cards
        assert len(card.id.encode()) <= ID_LIMIT
        assert card.title.strip()
        yield card.message
    for answer in (page, hurried_page(t), failed_page(t)):
        assert answer.button is not None
        assert len(answer.button[1]) <= START_PARAMETER_LIMIT


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("text", WRITTEN, ids=range(len(WRITTEN)))
def test_every_message_keeps_telegrams_limits(locale: str, text: str) -> None:
    t, reader = TEXTS.translator(locale), chat(5, locale=locale, languages=("ky",))
    drawn = [
        *digests(t, text),
        *stories(t, text, reader),
        *lists(t, text),
        *screens(t, text, reader),
        *cards(t, text, reader),
    ]
    assert len(drawn) > 50
    for message in drawn:
        shown, entities = parse_html(message.html)
        assert shown.strip()
        assert utf16_length(shown) <= TEXT_LIMIT
        assert len(entities) <= ENTITY_LIMIT
        rows = (keyboard(message, 2**31 - 1) or {"inline_keyboard": []})["inline_keyboard"]
        assert sum(map(len, rows)) <= 100
        for row in rows:
            assert 1 <= len(row) <= 8
            for button in row:
                assert button["text"].strip()
                assert len(button.get("callback_data", "").encode()) <= CALLBACK_LIMIT
                assert len(button.get("url", "")) <= 4096
