"""A greeting when the bot is added to a group; delivery.membership handles all other changes of membership."""

from aiogram import F, Router
from aiogram.types import ChatMemberUpdated, Message

from delivery.membership import can_write
from domain.chat import Place
from handlers.answers import Answer, say
from handlers.ask import Ask
from handlers.pages import Pages
from render.message import OutgoingMessage
from render.screens.groups import added_message

_OUT = ("left", "kicked")
_SERVICE = F.migrate_to_chat_id | F.migrate_from_chat_id | F.forum_topic_closed | F.forum_topic_reopened


def router() -> Router:
    routes = Router(name="membership")
    routes.my_chat_member.register(greet)
    routes.message.register(service, _SERVICE)
    return routes


async def greet(event: ChatMemberUpdated, ask: Ask, pages: Pages) -> Answer:
    """Greet a group; for a channel, write to the person who added the bot, since subscribers would see a greeting."""
    if ask.is_known:
        return Answer()
    if is_arrival(event):
        return say(OutgoingMessage(ask.t.html("group-welcome")))
    if ask.person is None or not is_new_channel(event):
        return Answer()
    person = await pages.news.chats.get(Place(ask.person))
    t = ask.t if person is None else pages.texts.translator(person.locale)
    return Answer(send=(added_message(ask.chat, event.chat.title or "", t),), to=ask.person)


async def service(_message: Message) -> Answer:
    return Answer()


def is_arrival(event: ChatMemberUpdated) -> bool:
    """Return whether the bot was just added to a group; False for a channel, where subscribers would see a greeting."""
    is_group = event.chat.type in ("group", "supergroup")
    return is_group and event.old_chat_member.status in _OUT and event.new_chat_member.status not in _OUT


def is_new_channel(event: ChatMemberUpdated) -> bool:
    """Return whether this change allows the bot to post in a channel."""
    could_post = getattr(event.old_chat_member, "can_post_messages", None)
    return event.chat.type == "channel" and not could_post and can_write(event)
