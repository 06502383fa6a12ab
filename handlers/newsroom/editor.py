"""The buttons by which an editor corrects a story, and /headline NUMBER TEXT."""

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.correction import CorrectionKind
from domain.ids import ArticleId
from domain.story import Story
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.corrections import StoryDesk, stamp_of
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.corrections import (
    chosen_of,
    edit_screen,
    headline_asked,
    headline_stands,
    merge_screen,
    split_screen,
    tell_screen,
    topic_screen,
)
from render.screens.story import origin_of

LONGEST_HEADLINE = 200  # the most characters of a headline
_MOST_DIGITS = 18  # the most digits of an article's number; a longer one would not fit into the database


def router() -> Router:
    routes = Router(name="editor")
    routes.callback_query.register(edit, PressOf("edit"))
    routes.callback_query.register(hide, PressOf("hide"))
    routes.callback_query.register(pin, PressOf("pin"))
    routes.callback_query.register(split, PressOf("split"))
    routes.callback_query.register(merge, PressOf("merge"))
    routes.callback_query.register(join, PressOf("join"))
    routes.callback_query.register(subject, PressOf("subject"))
    routes.callback_query.register(headline, PressOf("headline"))
    routes.message.register(write_headline, Command("headline"), F.chat.type == "private")
    return routes


async def edit(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    story = await _story(press, editing)
    return _gone(ask) if story is None else show(_screen(story, press.value(1), ask))


async def hide(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Hide a story, with or without a notice to chats that were told it, or show it again.

    Before the chats get a notice, the editor is told their number and asked again.
    """
    if (story := await _story(press, editing)) is None:
        return _gone(ask)
    if press.value(3) == "ask" and press.value(2) == stamp_of(story):
        return show(tell_screen(story, press.value(2), press.value(1), await editing.reach(story, ask), ask.t))
    if press.value(3) == "ask":
        return await _done("edit-changed", press, ask, editing)
    if press.value(3) == "off":
        return await _done(await editing.remove(story, press.value(2), CorrectionKind.HIDDEN, ask), press, ask, editing)
    said = await editing.hide(story, press.value(2), ask, tells=press.value(3) == "tell")
    return await _done(said, press, ask, editing)


async def pin(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Pin a story, so that it is the first one in the next digests, or unpin it."""
    if (story := await _story(press, editing)) is None:
        return _gone(ask)
    change = editing.put if press.is_on else editing.remove
    return await _done(await change(story, press.value(2), CorrectionKind.PINNED, ask), press, ask, editing)


async def split(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Let the editor choose some articles of a story; with the last button, move these to a new story."""
    mask, stamp = _mask(press.value(3)), press.value(2)
    if (story := await _story(press, editing)) is None or mask is None:
        return _gone(ask)
    if stamp_of(story) != stamp:
        return await _done(await editing.stale("edit-done-split", ask), press, ask, editing)
    if press.value(4) == "go":
        return await _done(await editing.split(story, stamp, chosen_of(story, mask), ask), press, ask, editing)
    return show(split_screen(story, stamp, press.value(1), mask, ask.t))


async def merge(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Offer the most similar stories for a merge."""
    if (story := await _story(press, editing)) is None:
        return _gone(ask)
    alike = [(other, stamp_of(story, other)) for other in await editing.alike(story)]
    return show(merge_screen(story, press.value(1), alike, ask.t))


async def join(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Merge two stories."""
    story, other = await _story(press, editing), await editing.stories.find(press.id(ArticleId, 2))
    if story is None or other is None:
        return _gone(ask)
    if story.id == other.id:
        return await _done(await editing.stale("edit-done-merged", ask), press, ask, editing)
    return await _done(await editing.merge(story, other, press.value(1), ask), press, ask, editing)


async def subject(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Offer the topics; if a topic was pressed, move the story to it."""
    titles = editing.stories.topic_names.titles[ask.t.locale]
    if (story := await _story(press, editing)) is None:
        return _gone(ask)
    if press.value(2) not in titles:
        return show(topic_screen(story, stamp_of(story), press.value(1), titles, ask.t))
    said = await editing.put(story, press.value(1), CorrectionKind.TOPIC, ask, press.value(2))
    return await _done(said, press, ask, editing)


async def headline(_query: CallbackQuery, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Explain how to write a better headline, or remove the editors' headline, as the button says."""
    if (story := await _story(press, editing)) is None:
        return _gone(ask)
    if press.value(3) != "off":
        return say(headline_asked(story, ask.t))
    said = await editing.remove(story, press.value(2), CorrectionKind.HEADLINE, ask)
    return await _done(said, press, ask, editing)


async def write_headline(_message: Message, command: CommandObject, ask: Ask, editing: StoryDesk) -> Answer:
    """/headline NUMBER TEXT: give the story of that article a headline in the article's language.

    If editors wrote another headline before, it is shown and stays; NUMBER:STAMP TEXT, with the story's present stamp,
    replaces it.
    """
    which, _, text = " ".join((command.args or "").split()).partition(" ")
    number, _, stamp = which.partition(":")
    is_number = number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS
    story = await editing.stories.find(ArticleId(int(number))) if is_number else None
    told = next((one for one in story.articles if str(one.id) == number), None) if story else None
    if story is None or told is None or not 0 < len(text) <= LONGEST_HEADLINE:
        return say(OutgoingMessage(ask.t.html("edit-headline-wrong", most=LONGEST_HEADLINE)))
    standing, present = story.corrected.headline(told.language), stamp_of(story)
    if standing not in (None, text) and stamp != present:
        return say(headline_stands(told.id, present, standing or "", text, ask.t))
    said = await editing.put(story, present, CorrectionKind.HEADLINE, ask, text, told.language)
    return say(OutgoingMessage(ask.t.html(said)))


async def _story(press: Press, editing: StoryDesk) -> Story | None:
    return await editing.stories.find(press.id(ArticleId)) if press.is_current else None


async def _done(said: str, press: Press, ask: Ask, editing: StoryDesk) -> Answer:
    """Draw the story as it is now, with the result of the change."""
    story = await _story(press, editing)
    return _gone(ask) if story is None else show(_screen(story, press.value(1), ask), ask.t(said))


def _screen(story: Story, origin: str, ask: Ask) -> OutgoingMessage:
    return edit_screen(story, stamp_of(story), str(origin_of(origin)), ask.t, zone=ask.zone, now=ask.now)


def _mask(text: str) -> int | None:
    """Return the bit mask of the articles that an editor has chosen.

    None if the text cannot be from one of our buttons.
    """
    return int(text, 16) if text and len(text) <= 6 and all(one in "0123456789abcdef" for one in text) else None


def _gone(ask: Ask) -> Answer:
    return Answer(toast=ask.t("story-gone"))
