"""A greeting when the bot is added to a group. delivery.membership handles all other changes of membership."""

from aiogram import F, Router
from aiogram.types import ChatMemberUpdated, Message

from handlers.answers import Answer, say
from handlers.ask import Ask
from render.message import OutgoingMessage

_OUT = ("left", "kicked")
_SERVICE = F.migrate_to_chat_id | F.migrate_from_chat_id | F.forum_topic_closed | F.forum_topic_reopened


def router() -> Router:
    routes = Router(name="membership")
    routes.my_chat_member.register(greet)
    routes.message.register(service, _SERVICE)
    return routes


async def greet(event: ChatMemberUpdated, ask: Ask) -> Answer:
    if ask.is_known or not is_arrival(event):
        return Answer()
    return say(OutgoingMessage(ask.t.html("group-welcome")))


async def service(_message: Message) -> Answer:
    return Answer()


def is_arrival(event: ChatMemberUpdated) -> bool:
    """Return whether the bot was added to a group just now. In a channel every subscriber would see a greeting."""
    is_group = event.chat.type in ("group", "supergroup")
    return is_group and event.old_chat_member.status in _OUT and event.new_chat_member.status not in _OUT
