"""/groups: a person's groups and channels, which are set up from the private chat, so that members do not see it."""

from dataclasses import replace

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, Message

from domain.chat import ChatKind, ChatState
from domain.feed import Reason
from domain.timetable import plan
from handlers.access import AFAR, CHANGES
from handlers.answers import Answer, refuse, say, show
from handlers.ask import Ask
from handlers.filters import AnswerTo, Command, FromAfar, PressOf
from handlers.follows import FollowList
from handlers.mutes import mute_of
from handlers.pages import Pages
from handlers.places import places_of
from handlers.preferences import activate, with_owner
from render.buttons import Flow, Press
from render.screens.groups import elsewhere_message, groups_screen, pick_message, picked_message, words_question


def router() -> Router:
    routes = Router(name="groups")
    for observer in (routes.message, routes.channel_post):
        observer.register(groups, Command("groups"), flags=CHANGES)
    routes.callback_query.register(list_, PressOf("groups"), flags=CHANGES)
    routes.callback_query.register(pick, PressOf("pick"), flags=CHANGES)
    return routes


def afar_router() -> Router:
    """Return the router for chats that are set up from a private chat.

    It must come before the routers of the commands, which handle the same updates for any other chat.
    """
    routes = Router(name="groups from afar")
    routes.message.register(picked, F.chat_shared, FromAfar(), flags=AFAR)
    routes.callback_query.register(begin, PressOf("done"), FromAfar(), flags=AFAR)
    routes.callback_query.register(end, PressOf("halt"), FromAfar(), flags=AFAR)
    routes.callback_query.register(ask_words, PressOf("addfollow", "addmute"), FromAfar(), flags=AFAR)
    routes.message.register(add_follow, AnswerTo("addfollow"), FromAfar(), flags=AFAR)
    routes.message.register(add_mute, AnswerTo("addmute"), FromAfar(), flags=AFAR)
    return routes


async def groups(_message: Message, ask: Ask, bot: Bot, pages: Pages) -> Answer:
    if ask.chat.kind is not ChatKind.PRIVATE:
        return say(elsewhere_message(ask.t, bot_name=ask.bot_name))
    return say(groups_screen(await places_of(ask, bot, pages.news), ask.t, bot_name=ask.bot_name))


async def list_(_query: CallbackQuery, ask: Ask, bot: Bot, pages: Pages) -> Answer:
    if ask.chat.kind is not ChatKind.PRIVATE:
        return Answer(toast=ask.t("button-old"))
    return show(groups_screen(await places_of(ask, bot, pages.news), ask.t, bot_name=ask.bot_name))


async def pick(_query: CallbackQuery, ask: Ask) -> Answer:
    """Offer the keys for choosing a chat, in a new message, because an edited message cannot have keys."""
    if ask.chat.kind is not ChatKind.PRIVATE:
        return Answer(toast=ask.t("button-old"))
    return say(pick_message(ask.t))


async def picked(_message: Message, ask: Ask, pages: Pages) -> Answer:
    """Show the settings of the chosen chat."""
    main = await pages.screen("main", ask.chat, ask.now, flow=Flow.SETTINGS, seen_by=ask.seen_by)
    return say(picked_message(ask.t), main)


async def begin(_query: CallbackQuery, ask: Ask, pages: Pages) -> Answer:
    """Turn on the digests of a group or channel; nothing is posted now, since the first digest comes at its hour."""
    ready = plan(activate(ask.chat, ask.person, ask.now), ask.now)
    await pages.news.chats.save(ready, now=ask.now, update_id=ask.update_id)
    main = await pages.screen("main", ready, ask.now, flow=Flow.SETTINGS, seen_by=ask.seen_by)
    return show(main, ask.t("groups-begun"))


async def end(_query: CallbackQuery, ask: Ask, pages: Pages) -> Answer:
    """Turn off the digests of a group or channel; its settings are kept."""
    if ask.chat.state is ChatState.NEW:
        return Answer(toast=ask.t("button-old"))
    stopped = plan(replace(ask.chat, state=ChatState.STOPPED), ask.now)
    await pages.news.chats.save(stopped, now=ask.now, update_id=ask.update_id)
    main = await pages.screen("main", stopped, ask.now, flow=Flow.SETTINGS, seen_by=ask.seen_by)
    return show(main, ask.t("groups-ended"))


async def ask_words(_query: CallbackQuery, press: Press, ask: Ask) -> Answer:
    return say(words_question(press.screen, ask.chat, ask.t, bot_name=ask.bot_name))


async def add_follow(message: Message, ask: Ask, follows: FollowList, pages: Pages) -> Answer:
    """Follow the words in a reply to a question, for the chat that the question is about."""
    added = await follows.add(ask, message.text or "")
    if isinstance(added, Reason):
        return refuse(added, ask.t)
    return say(await pages.screen("follows", ask.chat, ask.now, flow=Flow.SETTINGS, seen_by=ask.seen_by))


async def add_mute(message: Message, ask: Ask, pages: Pages) -> Answer:
    """Mute the words or the source in a reply to a question, for the chat that the question is about."""
    mute = mute_of(message.text or "", {feed.source for feed in await pages.news.feeds.all()})
    changed = with_owner(mute.added_to(ask.chat), ask.person, ask.now) if mute.text else ask.chat
    if changed != ask.chat:
        await pages.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
    return say(await pages.screen("mutes", changed, ask.now, flow=Flow.SETTINGS, seen_by=ask.seen_by))
