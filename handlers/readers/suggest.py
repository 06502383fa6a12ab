"""/suggest ADDRESS: a source that a reader suggests; it is not fetched before the newsroom accepts it."""

from urllib.parse import urlsplit

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import Message

from domain.draft import Draft, DraftKind
from domain.feed import Reason
from feeds.fetching.addresses import BadAddress, clean_address, first_address, mask_address
from handlers.access import CHANGES
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command
from render.screens.suggest import refused, suggested, thanks, usage
from storage.interface import Storage

MOST_OF_ONE, MOST = 3, 300  # the most suggestions of one chat, and of all chats, that may wait
_LONGEST = 300  # the most characters of an address


def router() -> Router:
    routes = Router(name="suggest")
    for observer in (routes.message, routes.channel_post):
        observer.register(suggest, Command("suggest"), flags=CHANGES)
    return routes


async def suggest(_message: Message, command: CommandObject, ask: Ask, news: Storage) -> Answer:
    if not command.args:
        own = [one for one in await news.drafts.of(DraftKind.SUGGESTION) if one.person == ask.chat.id]
        return say(usage([mask_address(one.content["url"]) for one in own], ask.t))
    try:
        address = clean_address(first_address(command.args))
    except BadAddress as bad:
        return say(refused(bad.reason, ask.t))
    # A single word is not the address of a site.
    if len(address) > _LONGEST or "." not in (urlsplit(address).hostname or ""):
        return say(refused(Reason("feed-error-address"), ask.t))
    if (known := await news.feeds.by_url(address)) is not None:
        return say(suggested(known.title, ask.t))
    waiting = await news.drafts.of(DraftKind.SUGGESTION)
    if all(one.content["url"] != address for one in waiting):
        if sum(one.person == ask.chat.id for one in waiting) >= MOST_OF_ONE:
            return say(refused(Reason("suggest-too-many", {"count": MOST_OF_ONE}), ask.t))
        if len(waiting) >= MOST:
            return say(refused(Reason("suggest-full"), ask.t))
        draft = Draft(DraftKind.SUGGESTION, ask.chat.id, {"url": address})
        await news.drafts.put(draft, now=ask.now, update_id=ask.update_id)
    return say(thanks(mask_address(address), ask.t))
