"""/follow words: their stories come in a section of the digest, or at once.

/mute words or a source: they are hidden.
"""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from domain.feed import Reason
from handlers.access import AFAR, CHANGES
from handlers.answers import Answer, refuse, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.follows import FollowList, change_follow
from handlers.mutes import mute_of
from handlers.pages import Pages
from handlers.preferences import with_owner
from render.buttons import Press
from render.screens.follow import followed_message, muted_message


def router() -> Router:
    routes = Router(name="follow")
    for observer in (routes.message, routes.channel_post):
        observer.register(follow, Command("follow", with_words=True), flags=CHANGES)
        observer.register(follows, Command("follow"), flags=CHANGES)
        observer.register(mute, Command("mute", with_words=True), flags=CHANGES)
        observer.register(mutes, Command("mute"), flags=CHANGES)
    routes.callback_query.register(change, PressOf("follows"), flags=AFAR)
    return routes


async def follow(_message: Message, command: CommandObject, ask: Ask, follows: FollowList) -> Answer:
    added = await follows.add(ask, command.args or "")
    return refuse(added, ask.t) if isinstance(added, Reason) else say(followed_message(added, ask.chat, ask.t))


async def follows(_message: Message, ask: Ask, pages: Pages) -> Answer:
    return say(await pages.screen("follows", ask.chat, ask.now))


async def change(_query: CallbackQuery, press: Press, ask: Ask, pages: Pages) -> Answer:
    await change_follow(pages.news.follows, ask, press)
    return show(await pages.screen("follows", ask.chat, ask.now, flow=press.flow, seen_by=ask.seen_by))


async def mute(_message: Message, command: CommandObject, ask: Ask, pages: Pages) -> Answer:
    sources = {feed.source for feed in await pages.news.feeds.all()}
    mute = mute_of(command.args or "", sources)
    if not mute.text:
        return say(await pages.screen("mutes", ask.chat, ask.now))
    changed = with_owner(mute.added_to(ask.chat), ask.person, ask.now)
    await pages.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
    return say(muted_message(mute.text, ask.t, is_source=mute.is_source))


async def mutes(_message: Message, ask: Ask, pages: Pages) -> Answer:
    return say(await pages.screen("mutes", ask.chat, ask.now))
