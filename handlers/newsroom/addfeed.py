"""/addfeed URL: checks the address first; for a web page, offers its feeds to choose from."""

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message

from feeds.admin import Added, AddResult, AlreadyThere, Choices, FeedAdmin, Rejected
from feeds.fetching.addresses import first_address
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.masking import mask
from render.admin import added_message, address_wanted, already_message, choices_messages, rejected_message
from render.buttons import Press
from render.message import OutgoingMessage
from render.texts import Translator


def router() -> Router:
    routes = Router(name="addfeed")
    routes.message.register(addfeed, Command("addfeed"))
    routes.callback_query.register(choose, PressOf("addfeed"))
    return routes


async def addfeed(_message: Message, command: CommandObject, ask: Ask, feeds: FeedAdmin) -> Answer:
    if not command.args:
        return say(address_wanted(ask.t))
    return say(
        *result_messages(await feeds.add(first_address(command.args), update_id=ask.update_id, by=ask.person), ask.t)
    )


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
