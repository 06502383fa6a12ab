"""The record of the newsroom's changes, as its people see it."""

from dataclasses import dataclass

from domain.ids import ChangeId
from handlers.ask import Ask
from handlers.newsroom.team.people import People
from handlers.newsroom.topics.desk import TopicDesk
from render.message import OutgoingMessage
from render.newsroom.audit import audit_page
from storage.interface import NewsroomStore

PAGE = 10  # the most changes on a page of /audit


@dataclass(frozen=True, slots=True)
class AuditDesk:
    """Draws changes with people's names, and with topics' titles in the language of the person who asks."""

    newsroom: NewsroomStore
    people: People
    topics: TopicDesk

    async def page(self, before: ChangeId | None, ask: Ask) -> OutgoingMessage:
        """Draw the changes that are older than the change `before`, or the newest ones."""
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
