"""/audit: the changes made by the newsroom, in pages, newest first."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.ids import ChangeId
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.team.audit_desk import AuditDesk
from render.buttons import Press


def router() -> Router:
    routes = Router(name="audit")
    routes.message.register(audit, Command("audit"), F.chat.type == "private")
    routes.callback_query.register(turn, PressOf("audit"))
    return routes


async def audit(_message: Message, ask: Ask, audit_desk: AuditDesk) -> Answer:
    return say(await audit_desk.page(None, ask))


async def turn(_query: CallbackQuery, press: Press, ask: Ask, audit_desk: AuditDesk) -> Answer:
    return show(await audit_desk.page(press.id(ChangeId) if press.is_current else None, ask))
