"""/addfeed URL: checks the address first; for a web page, offers its feeds to choose from."""

import re

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from feeds.admin import Added, AddResult, AlreadyThere, Choices, FeedAdmin, Rejected
from feeds.fetching.addresses import first_address
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.masks import mask
from render.admin import added_message, address_wanted, already_message, choices_messages, rejected_message
from render.buttons import Press
from render.message import OutgoingMessage
from render.texts import Translator

_ADDRESS = re.compile(r"://|^@|\w\.\w")
MOST_AT_ONCE = 10  # addresses; more belong into an OPML file


def router() -> Router:
    routes = Router(name="addfeed")
    routes.message.register(addfeed, Command("addfeed"))
    routes.callback_query.register(choose, PressOf("addfeed"))
    return routes


async def addfeed(_message: Message, command: CommandObject, ask: Ask, feeds: FeedAdmin) -> Answer:
    addresses = addresses_in(command.args or "")
    if not addresses:
        return say(address_wanted(ask.t))
    # Of several, none is marked as done: an address that is added already is known when the update comes again.
    update_id = ask.update_id if len(addresses) == 1 else None
    results = [await feeds.add(address, update_id=update_id, by=ask.person) for address in addresses]
    return say(*(message for result in results for message in result_messages(result, ask.t)))


def addresses_in(typed: str) -> list[str]:
    """Return the addresses among the words that were typed, each once; the first word where none looks like one."""
    words = list(dict.fromkeys(typed.split()))
    found = [word for word in words if _ADDRESS.search(word)]
    return (found or [first_address(typed)])[:MOST_AT_ONCE] if words else []


async def choose(_query: CallbackQuery, press: Press, ask: Ask, feeds: FeedAdmin) -> Answer:
    return say(*result_messages(await feeds.add(":".join(press.values), update_id=ask.update_id, by=ask.person), ask.t))


def result_messages(result: AddResult, t: Translator) -> tuple[OutgoingMessage, ...]:
    match result:
        case Added():
            return (added_message(mask(result.feed), t),)
        case AlreadyThere():
            return (already_message(mask(result.feed), t),)
        case Choices():
            return choices_messages([(found.url, found.title) for found in result.feeds], t)
        case Rejected():
            return (rejected_message(result.reason, t),)
