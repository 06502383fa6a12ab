"""/deleteme: asks for confirmation, then deletes everything about the chat."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.chat import ChatKind
from domain.roles import GIVEN
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from render.buttons import Press
from render.message import OutgoingMessage
from render.screens.start import delete_question
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="deleteme")
    for observer in (routes.message, routes.channel_post):
        observer.register(deleteme, Command("deleteme"), flags=CHANGES)
    routes.callback_query.register(confirm, PressOf("delete"), flags=CHANGES)
    return routes


async def deleteme(_message: Message, ask: Ask) -> Answer:
    is_member = ask.role in GIVEN and ask.chat.kind is ChatKind.PRIVATE
    return say(delete_question(ask.t, is_member=is_member))


async def confirm(_query: CallbackQuery, press: Press, ask: Ask, news: Storage) -> Answer:
    if not press.is_current:
        return show(delete_question(ask.t), ask.t("button-old"))
    if press.value() != "yes":
        return show(OutgoingMessage(ask.t.html("delete-kept")))
    await news.chats.delete(ask.chat.id, now=ask.now, update_id=ask.update_id)
    return show(OutgoingMessage(ask.t.html("delete-done")))
