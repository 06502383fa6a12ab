"""The record of what the newsroom changed, as its members see it."""

from dataclasses import dataclass

from domain.ids import ChangeId
from handlers.ask import Ask
from handlers.newsroom.team.people import People
from handlers.newsroom.topics.desk import TopicDesk
from render.message import OutgoingMessage
from render.newsroom.audit import audit_page
from storage.interface import NewsroomStore

PAGE = 10  # changes


@dataclass(frozen=True, slots=True)
class AuditDesk:
    """Draws changes with the names of people, and with the titles of topics in the language of who asks."""

    newsroom: NewsroomStore
    people: People
    topics: TopicDesk

    async def page(self, before: ChangeId | None, ask: Ask) -> OutgoingMessage:
        """Draw the changes older than `before`, or the newest ones."""
        found = await self.newsroom.changes(limit=PAGE + 1, before=before)
        shown = found[:PAGE]
        ids = [person for one in shown for person in (one.change.person, one.change.about) if person is not None]
        return audit_page(
            shown,
            await self.people.names(ids),
            self.topics.titles(ask),
            ask.t,
            zone=ask.zone,
            is_first=before is None,
            has_more=len(found) > PAGE,
        )
