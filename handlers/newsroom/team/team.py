"""/team: owners see the people of the newsroom, and give and take roles.

A person is chosen by a reply to one of their messages, which may be forwarded, by their id, or with the key for
choosing a contact.
"""

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.types import CallbackQuery, Message, MessageOriginUser

from domain.chat import ChatKind
from domain.ids import PersonId, person_id
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, May, PressOf
from handlers.newsroom.team.people import People
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.team import choose_person

_MOST_DIGITS = 16  # the most digits of a person's id: https://core.telegram.org/bots/api#user


def router() -> Router:
    routes = Router(name="team")
    routes.message.register(team, Command("team"))
    routes.message.register(chosen, F.users_shared, May("team"))
    routes.callback_query.register(press_, PressOf("team"))
    return routes


async def team(message: Message, command: CommandObject, ask: Ask, people: People) -> Answer:
    person, typed = _replied(message), (command.args or "").strip()
    if typed:
        person = _number(typed)
    if person is not None:
        return say(await people.card(person, ask))
    if typed or message.reply_to_message is not None:
        return say(OutgoingMessage(ask.t.html("team-no-person")))
    if ask.chat.kind is not ChatKind.PRIVATE:
        return say(OutgoingMessage(ask.t.html("team-only-private")))
    return say(await people.list(ask))


async def chosen(message: Message, ask: Ask, people: People) -> Answer:
    assert message.users_shared is not None
    return say(*[await people.card(person_id(user.user_id), ask) for user in message.users_shared.users])


async def press_(_query: CallbackQuery, press: Press, ask: Ask, people: People) -> Answer:
    person, wanted = press.id(person_id), press.value(1)
    if press.value() == "choose" and ask.chat.kind is ChatKind.PRIVATE:
        return say(choose_person(ask.t))
    if person is None or not press.is_current:
        return show(await people.list(ask))
    toast = ask.t(await people.set_role(person, wanted, ask)) if wanted else None
    return show(await people.card(person, ask), toast)


def _number(typed: str) -> PersonId | None:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
    return person_id(int(typed)) if is_number and int(typed) else None


def _replied(message: Message) -> PersonId | None:
    """Return the author of the message to which this one replies; None for a bot, or if Telegram does not say."""
    replied = message.reply_to_message
    if replied is None or replied.sender_chat is not None:
        return None
    origin = replied.forward_origin
    if origin is not None and not isinstance(origin, MessageOriginUser):
        return None
    user = origin.sender_user if isinstance(origin, MessageOriginUser) else replied.from_user
    return None if user is None or user.is_bot else person_id(user.id)
