"""/start: choosing a language, topics and an hour, in one message; "Done" brings a first digest at once."""

from dataclasses import replace

from aiogram import Router
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, Message

from domain.chat import ChatState
from domain.timetable import plan
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import PressOf
from handlers.pages import Pages
from handlers.preferences import activate, with_owner
from handlers.requests import DigestRequests
from render.buttons import Flow, Press
from render.footer import Rest
from render.screens.start import ready_message, welcome_back


def router() -> Router:
    routes = Router(name="start")
    routes.message.register(start, CommandStart(ignore_case=True, ignore_mention=False), flags=CHANGES)
    routes.channel_post.register(start, CommandStart(ignore_case=True, ignore_mention=False), flags=CHANGES)
    routes.callback_query.register(widen, PressOf("wider"), flags=CHANGES)
    routes.callback_query.register(done, PressOf("done"), flags=CHANGES)
    return routes


async def start(_message: Message, ask: Ask, pages: Pages) -> Answer:
    if ask.chat.state is ChatState.NEW:
        return say(await pages.screen("locale", ask.chat, ask.now, flow=Flow.START))
    awake = plan(replace(ask.chat, state=ChatState.ACTIVE), ask.now)
    await pages.news.chats.save(awake, now=ask.now, update_id=ask.update_id)
    return say(welcome_back(awake, ask.t, ask.now), await pages.screen("main", awake, ask.now))


async def done(_query: CallbackQuery, ask: Ask, digests: DigestRequests) -> Answer:
    news = digests.news
    if ask.chat.state is ChatState.ACTIVE and not await news.inbox.is_applied(ask.update_id):
        # A second press on "Done", or on the button in an old message, must not bring a second digest.
        return show(ready_message(ask.chat, ask.t))
    ready = plan(activate(ask.chat, ask.person, ask.now), ask.now)
    await news.chats.save(ready, now=ask.now, update_id=ask.update_id)
    digest, empty, widened = await digests.first(ask, ready)
    parts = digests.drawn(digest, ask, title_key="digest-title-now", empty_key=empty, rest=Rest.ASKED)
    return Answer(edit=ready_message(ready, ask.t, widened), send=parts)


async def widen(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    """Store the choice of languages and countries as it was widened to find news for the first digest."""
    changed = pages.preferences.wanted(ask.chat, press, ask.now)
    if changed != ask.chat:
        changed = plan(with_owner(changed, ask.person, ask.now), ask.now)
        await pages.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
    return show(ready_message(changed, ask.t), ask.t("start-widened" if press.is_current else "button-old"))
