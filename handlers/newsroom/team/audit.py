"""/audit: the changes made by the newsroom, in pages, newest first."""

from collections.abc import Mapping

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.ids import ChangeId
from handlers.answers import Answer, say, show
from handlers.ask import Ask
from handlers.filters import Command, PressOf
from handlers.newsroom.team.people import People
from handlers.newsroom.topics.desk import TopicDesk
from render.buttons import Press
from render.message import OutgoingMessage
from render.newsroom.audit import audit_page

PAGE = 10


def router() -> Router:
    routes = Router(name="audit")
    routes.message.register(audit, Command("audit"), F.chat.type == "private")
    routes.callback_query.register(turn, PressOf("audit"))
    return routes


async def audit(_message: Message, ask: Ask, people: People, topic_desk: TopicDesk) -> Answer:
    return say(await _page(None, ask, people, topic_desk.titles(ask)))


async def turn(_query: CallbackQuery, press: Press, ask: Ask, people: People, topic_desk: TopicDesk) -> Answer:
    before = press.id(ChangeId) if press.is_current else None
    return show(await _page(before, ask, people, topic_desk.titles(ask)))


async def _page(before: ChangeId | None, ask: Ask, people: People, topics: Mapping[str, str]) -> OutgoingMessage:
    found = await people.news.newsroom.changes(limit=PAGE + 1, before=before)
    shown = found[:PAGE]
    ids = [person for one in shown for person in (one.change.person, one.change.about) if person is not None]
    return audit_page(
        shown,
        await people.names(ids),
        topics,
        ask.t,
        zone=ask.zone,
        is_first=before is None,
        has_more=len(found) > PAGE,
    )
