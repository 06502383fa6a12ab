"""/broadcast TEXT: a message to readers, which is previewed, aimed at a segment, sent, watched and stopped."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.broadcast import SEGMENTS, Broadcast, BroadcastState
from domain.feed import Reason
from domain.ids import BroadcastId, MessageId
from handlers.albums import Albums
from handlers.answers import Answer, refuse, say, show
from handlers.ask import Ask
from handlers.filters import AnswerTo, Command, PressOf
from handlers.newsroom.broadcast_desk import BroadcastDesk
from handlers.newsroom.wording import EMPTY, wording_of
from render.announcement import render_announcement
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.broadcasts import ask_version, segment_screen, sure_screen, versions_screen
from render.notice import reason_html


def router() -> Router:
    routes = Router(name="broadcast")
    routes.message.register(compose, Command("broadcast"), F.chat.type == "private")
    routes.message.register(write_version, AnswerTo("broadcast", takes_pictures=True), F.chat.type == "private")
    routes.callback_query.register(press_, PressOf("broadcast"))
    return routes


async def compose(message: Message, ask: Ask, broadcasts: BroadcastDesk, albums: Albums) -> Answer:
    """Store the words after the command as a draft, and show whom it would go to.

    Without words, show the broadcasts that are being sent.
    """
    albums.is_met(message)  # records the album, so that its other pictures get no answer
    wording = wording_of(message)
    if wording == EMPTY:
        return say(*await broadcasts.running(ask), OutgoingMessage(reason_html(EMPTY, ask.t)))
    draft = wording if isinstance(wording, Reason) else await broadcasts.compose(wording, ask)
    if isinstance(draft, Reason):
        return refuse(draft, ask.t)
    return Answer() if draft is None else say(await broadcasts.screen(draft, ask))


async def write_version(message: Message, press: Press, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    """Use a reply as the version for one language; if it cannot be sent, say why and ask again."""
    draft, locale = await _draft(press, ask, broadcasts), press.value(1)
    if draft is None or locale not in broadcasts.texts.locales:
        return say(OutgoingMessage(ask.t.html("broadcast-gone")))
    wording = wording_of(message, has_picture=bool(draft.content.photo))
    changed = wording if isinstance(wording, Reason) else await broadcasts.reword(draft, locale, wording, ask)
    if isinstance(changed, Reason):
        return say(ask_version(draft, locale, ask.t, bot_name=ask.bot_name, fault=changed))
    return say(await broadcasts.screen(changed, ask))


async def press_(query: CallbackQuery, press: Press, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    """Do what a button of a broadcast says; a broadcast that was started has only the button Stop."""
    found = await broadcasts.find(press.id(BroadcastId), ask) if press.is_current else None
    if found is None:
        return Answer(toast=ask.t("broadcast-gone"))
    if found.state is BroadcastState.DRAFT:
        return await _change(found, query, press, ask, broadcasts)
    if press.value(1) == "stop":
        await broadcasts.stop(found, ask)
    return await _progress(found, ask, broadcasts)


async def _change(draft: Broadcast, query: CallbackQuery, press: Press, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    wish, value = press.value(1), press.value(2)
    if wish in SEGMENTS:
        return await _aim(draft, press, ask, broadcasts)
    if value in broadcasts.texts.locales:
        return await _version(draft, wish, value, ask, broadcasts)
    match wish:
        case "texts":
            return show(versions_screen(draft, ask.t))
        case "ask" if (audience := await broadcasts.audience(draft)).languages:
            return show(sure_screen(draft, audience, ask.t))
        case "discard":
            await broadcasts.news.broadcasts.discard(draft.id, now=ask.now)
            return show(OutgoingMessage(ask.t.html("broadcast-discarded")))
        case "send":
            await broadcasts.start(draft, MessageId(query.message.message_id) if query.message else None, ask)
            return await _progress(draft, ask, broadcasts)
        case _:
            return show(await broadcasts.screen(draft, ask))


async def _version(draft: Broadcast, wish: str, locale: str, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    """Show a draft as readers of a language get it, ask for its version in that language, or delete that version."""
    match wish:
        case "see":
            return say(render_announcement(draft.content, broadcasts.texts.translator(locale)))
        case "write":
            return say(ask_version(draft, locale, ask.t, bot_name=ask.bot_name))
        case "drop":
            changed = await broadcasts.reword(draft, locale, None, ask)
            return show(versions_screen(draft if isinstance(changed, Reason) else changed, ask.t))
        case _:
            return show(await broadcasts.screen(draft, ask))


async def _aim(draft: Broadcast, press: Press, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    letter, key = press.value(1), press.value(2)
    names = broadcasts.names(ask)
    if key in names[letter]:
        draft = await broadcasts.toggle(draft, letter, key, ask, is_on=press.is_on)
    return show(segment_screen(draft, letter, await broadcasts.audience(draft), names, ask.t))


async def _progress(started: Broadcast, ask: Ask, broadcasts: BroadcastDesk) -> Answer:
    """Show the present progress of a broadcast."""
    now = await broadcasts.find(started.id, ask)
    return Answer(toast=ask.t("broadcast-gone")) if now is None else show(await broadcasts.progress(now, ask))


async def _draft(press: Press, ask: Ask, broadcasts: BroadcastDesk) -> Broadcast | None:
    found = await broadcasts.find(press.id(BroadcastId), ask)
    return found if found is not None and found.state is BroadcastState.DRAFT else None
