"""For any text of outlets, readers and servers, messages fit the limits and say what they leave out."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from delivery.sending import keyboard
from domain.chat import Chat, ChatKind, Follow, Timetable
from domain.ids import ArticleId, ChatId, FollowId, StoryId
from domain.post import Notice
from domain.story import Story, StoryArticle
from render.admin import feeds_page
from render.message import CALLBACK_LIMIT, TEXT_LIMIT, OutgoingMessage, utf16_length
from render.notice import render_notice
from render.screens.follow import followed_message, muted_message
from render.screens.page import Page
from render.search import SearchResults, results
from render.settings import SCREENS, settings_screen
from render.split import visible
from tests.render.feed_screens import a_feed, screens_of_feeds
from tests.texts import TEXTS

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
THREAD = 2**31 - 1
OUTSIDE = ["<b>&amp;" * 150, "👨‍👩‍👧‍👦" * 100, "😀 " * 400, "\u202e\n\r\t\x00" * 50, "@a #b " * 150, "я" * 1200, "a"]


def check(messages: Iterable[OutgoingMessage]) -> None:
    for message in messages:
        assert 0 < utf16_length(visible(message.html)) <= TEXT_LIMIT
        rows = (keyboard(message, THREAD) or {}).get("inline_keyboard", [])  # a question has none
        buttons = [button for row in rows for button in row]
        assert len(buttons) <= 100
        assert all(rows)
        for button in buttons:
            assert button["text"].strip()
            assert len(button.get("callback_data", "").encode()) <= CALLBACK_LIMIT


def story(text: str, number: int) -> Story:
    articles = tuple(
        StoryArticle(
            id=ArticleId(number * 10 + place),
            source=f"{place}{text[:60]}",
            url=f"https://x.example/{number}/{place}",
            headline=f"{number} {text}",
            language="ru",
            published_at=NOW,
            stored_at=NOW,
            is_pushable=True,
            topics=("economy",),
            countries=("kg", "kz", "uz"),
            sentences=(text, text),
        )
        for place in range(6)
    )
    return Story(StoryId(number), NOW, NOW, articles, ("economy",), ("kg", "kz", "uz"))


@pytest.mark.untraced
@pytest.mark.parametrize("locale", ["ru", "kk", "tg"])
@pytest.mark.parametrize("text", OUTSIDE, ids=range(len(OUTSIDE)))
def test_the_newsrooms_messages_keep_the_limits(locale: str, text: str) -> None:
    t = TEXTS.translator(locale)
    check(message for _, message in screens_of_feeds(t, text))
    page = feeds_page([a_feed(text, number) for number in range(1, 11)], 0, t, now=NOW, zone="Asia/Bishkek")
    check([page])
    for number in range(1, 11):
        assert f" {number}. " in visible(page.html)


@pytest.mark.parametrize("locale", ["ru", "kk", "tg"])
@pytest.mark.parametrize("text", OUTSIDE, ids=range(len(OUTSIDE)))
def test_the_readers_messages_keep_the_limits(locale: str, text: str) -> None:
    t = TEXTS.translator(locale)
    chat = Chat(ChatId(5), ChatKind.PRIVATE, locale, Timetable("Asia/Bishkek", (time(8),)))
    check(
        [
            followed_message(Follow(FollowId(2**40), ChatId(5), text[:100]), chat, t),
            muted_message(text[:60], t, is_source=True),
        ]
    )
    check([render_notice(Notice("delivery-suspended", {"title": text}), t)])
    check([results(SearchResults(text, corrected=text, nearest=[text] * 5), t, zone="Asia/Bishkek", now=NOW)])
    found = SearchResults(
        text,
        [story(text, n) for n in range(1, 6)],
        [ArticleId(n * 10) for n in range(1, 6)],
        "5-1000",
        "15-1000",
        corrected=text,
    )
    page = results(found, t, zone="Asia/Bishkek", now=NOW)
    check([page])
    assert page.html.count('/0"><b>') == 5  # the headline of each story


@pytest.mark.parametrize("locale", ["ru", "kk", "tg"])
@pytest.mark.parametrize("text", OUTSIDE, ids=range(len(OUTSIDE)))
def test_screens_of_what_people_typed_keep_the_limits(locale: str, text: str) -> None:
    chat = Chat(ChatId(5), ChatKind.PRIVATE, locale, Timetable("Asia/Bishkek", (time(8),)))
    names = tuple(f"{number}{text[:50]}" for number in range(40))
    chat = replace(chat, muted_words=names, muted_sources=names)
    follows = tuple(Follow(FollowId(2**40 + number), ChatId(5), f"{text[:90]}{number}") for number in range(40))
    page = Page(chat, TEXTS.translator(locale), {"economy": "Экономика"}, NOW, follows=follows, typed=text)
    check(settings_screen(name, page) for name in SCREENS)
