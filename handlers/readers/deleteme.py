"""/deleteme: asked again, then everything about the chat is gone."""

from datetime import datetime

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.chat import Chat
from handlers.access import CHANGES
from handlers.answers import Answer, say, show
from handlers.filters import Command, Pressed
from render.buttons import Press
from render.message import OutgoingMessage
from render.screens.start import delete_question
from render.texts import Translator
from storage.interface import Storage


def router() -> Router:
    routes = Router(name="deleteme")
    for observer in (routes.message, routes.channel_post):
        observer.register(deleteme, Command("deleteme"), flags=CHANGES)
    routes.callback_query.register(confirmed, Pressed("delete"), flags=CHANGES)
    return routes


async def deleteme(_message: Message, t: Translator) -> Answer:
    return say(delete_question(t))


async def confirmed(
    _query: CallbackQuery, press: Press, chat: Chat, news: Storage, t: Translator, now: datetime, update_id: int
) -> Answer:
    if not press.is_current:
        return show(delete_question(t), t("button-old"))
    if press.value() != "yes":
        return show(OutgoingMessage(t.html("delete-kept")))
    await news.chats.delete(chat.id, now=now, update_id=update_id)
    return show(OutgoingMessage(t.html("delete-done")))
