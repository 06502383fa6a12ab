"""/broadcast TEXT: a message to readers, previewed, aimed, sent, watched and stopped."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.broadcast import SEGMENTS, Broadcast, BroadcastState
from domain.feed import Reason
from handlers.answers import Answer, refuse, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.broadcast_desk import BroadcastDesk, announcement_of
from render.announcement import render_announcement
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.broadcasts import segment_screen, sure_screen


def router() -> Router:
    routes = Router(name="broadcast")
    routes.message.register(compose, Command("broadcast"), F.chat.type == "private")
    routes.callback_query.register(press_, PressOf("broadcast"))
    return routes


async def compose(message: Message, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    """Take the words after the command as a draft, and show whom it would go to."""
    content = announcement_of(message)
    if isinstance(content, Reason):
        return refuse(content, ask.t)
    draft = await broadcasts.news.broadcasts.compose(ask.chat.place, content, now=ask.now, update_id=ask.update_id)
    if draft is None:
        return Answer()
    return say(render_announcement(content, ask.t), await broadcasts.screen(draft, ask))


async def press_(query: CallbackQuery, press: Press, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    """Do what a button of a broadcast says; one that was started has only Stop."""
    found = await broadcasts.own(press.number(), ask) if press.is_current else None
    if found is None:
        return Answer(toast=ask.t("broadcast-gone"))
    wish, value = press.value(1), press.value(2)
    if found.state is not BroadcastState.DRAFT:
        if wish == "stop":
            found = await broadcasts.stop(found, ask)
        return show(await broadcasts.progress(found, ask))
    if wish == "see" and value in broadcasts.texts.locales:
        return say(render_announcement(found.content, broadcasts.texts.translator(value)))
    if wish in SEGMENTS:
        return await _aim(found, press, ask, broadcasts)
    count = await broadcasts.news.broadcasts.count(found.segment)
    if wish == "ask" and count:
        return show(sure_screen(found, count, ask.t))
    if wish == "discard":
        await broadcasts.news.broadcasts.discard(found.id, now=ask.now)
        return show(OutgoingMessage(ask.t.html("broadcast-discarded")))
    if wish == "send" and (started := await broadcasts.start(found, _message_id(query), ask)):
        return show(await broadcasts.progress(started, ask))
    return show(await broadcasts.screen(found, ask))


async def _aim(draft: Broadcast, press: Press, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    letter, key = press.value(1), press.value(2)
    names = broadcasts.names(ask)
    if key in names[letter]:
        draft = await broadcasts.toggle(draft, letter, key, ask, is_on=press.is_on)
    return show(segment_screen(draft, letter, names, ask.t))


def _message_id(query: CallbackQuery) -> int | None:
    return query.message.message_id if query.message else None
