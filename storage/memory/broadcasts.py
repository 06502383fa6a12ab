"""The broadcasts in memory: composing and changing a draft, sending it through the outbox, stopping it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from domain.audit import Change
from domain.broadcast import Broadcast, BroadcastState, Fates, Segment
from domain.chat import Chat, ChatState, Place
from domain.delivery_rules import PRIORITIES
from domain.ids import BroadcastId, DeliveryId, MessageId, PostId, UpdateId
from domain.post import Announcement, DeliveryReason, DeliveryState, PostKind
from storage.memory.newsroom import keep_changes
from storage.memory.rows import DeliveryRow, PostRow
from storage.memory.tables import Tables, second
from storage.rows.broadcasts import fate_counts

_OPEN = (BroadcastState.RUNNING, BroadcastState.STOPPED)


class MemoryBroadcasts:
    """The in-memory implementation of storage.interface.BroadcastStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def compose(
        self, place: Place, content: Announcement, *, now: datetime, update_id: UpdateId | None = None
    ) -> Broadcast | None:
        rows = self._tables.broadcasts
        if not self._tables.mark_applied(update_id, now, "compose_broadcast"):
            return None
        for key in [key for key, one in rows.items() if one.place == place and one.state is BroadcastState.DRAFT]:
            del rows[key]
        made = Broadcast(BroadcastId(self._tables.next_id("broadcast")), place, content)
        rows[made.id] = made
        return made

    async def get(self, broadcast_id: BroadcastId) -> Broadcast | None:
        return self._tables.broadcasts.get(broadcast_id)

    async def reword(self, broadcast_id: BroadcastId, content: Announcement, *, now: datetime) -> None:  # noqa: ARG002 - likewise
        if draft := self._draft(broadcast_id):
            self._tables.broadcasts[broadcast_id] = replace(draft, content=content)

    async def aim(self, broadcast_id: BroadcastId, segment: Segment, *, now: datetime) -> None:  # noqa: ARG002 - the contract's
        if draft := self._draft(broadcast_id):
            self._tables.broadcasts[broadcast_id] = replace(draft, segment=segment)

    async def discard(self, broadcast_id: BroadcastId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        if self._draft(broadcast_id):
            del self._tables.broadcasts[broadcast_id]

    async def count(self, segment: Segment) -> Mapping[str, int]:
        counts = Counter(chat.locale for chat in self._readers(segment))
        return {locale: counts[locale] for locale in sorted(counts)}

    async def start(
        self, broadcast_id: BroadcastId, *, message_id: MessageId | None, now: datetime, change: Change | None = None
    ) -> PostId | None:
        tables, draft = self._tables, self._draft(broadcast_id)
        if draft is None:
            return None
        post_id = PostId(tables.next_id("post"))
        tables.posts[post_id] = PostRow(PostKind.BROADCAST, second(now), draft.content, frozenset())
        for chat in sorted(self._readers(draft.segment), key=lambda one: (one.id, one.thread_id or 0)):
            tables.deliveries[DeliveryId(tables.next_id("delivery"))] = DeliveryRow(
                post_id=post_id,
                place=chat.place,
                locale=chat.locale,
                zone=chat.timetable.zone,
                is_silent=False,
                priority=PRIORITIES[PostKind.BROADCAST],
                not_before=second(now),
                created_at=second(now),
            )
        tables.broadcasts[broadcast_id] = replace(
            draft, state=BroadcastState.RUNNING, post_id=post_id, message_id=message_id
        )
        keep_changes(tables, [change] if change else [], now)
        return post_id

    async def stop(self, broadcast_id: BroadcastId, *, now: datetime, change: Change | None = None) -> PostId | None:
        found = self._tables.broadcasts.get(broadcast_id)
        if found is None or found.state is not BroadcastState.RUNNING or found.post_id is None:
            return None
        for row in self._tables.deliveries.values():
            if row.post_id == found.post_id and row.state is DeliveryState.WAITING:
                row.state, row.reason = DeliveryState.DROPPED, DeliveryReason.ENDED
        self._tables.posts[found.post_id].content = None
        self._tables.broadcasts[broadcast_id] = replace(found, state=BroadcastState.STOPPED)
        keep_changes(self._tables, [change] if change else [], now)
        return found.post_id

    async def fates(self, broadcast_id: BroadcastId) -> Mapping[str, Fates]:
        found = self._tables.broadcasts.get(broadcast_id)
        rows = self._tables.deliveries.values() if found and found.post_id else ()
        return fate_counts(
            (row.locale, row.state, row.reason, 1) for row in rows if found and row.post_id == found.post_id
        )

    async def running(self) -> tuple[Broadcast, ...]:
        rows = self._tables.broadcasts
        return tuple(rows[key] for key in sorted(rows) if rows[key].state in _OPEN)

    async def finish(self, broadcast_id: BroadcastId, *, now: datetime) -> None:  # noqa: ARG002 - part of the contract
        found = self._tables.broadcasts.get(broadcast_id)
        if found is not None and found.state in _OPEN:
            done = replace(found, state=BroadcastState.DONE, content=Announcement(""))
            self._tables.broadcasts[broadcast_id] = done

    def _draft(self, broadcast_id: BroadcastId) -> Broadcast | None:
        found = self._tables.broadcasts.get(broadcast_id)
        return found if found is not None and found.state is BroadcastState.DRAFT else None

    def _readers(self, segment: Segment) -> Iterator[Chat]:
        for chat in self._tables.chats.values():
            is_meant = chat.state is ChatState.ACTIVE and (not segment.locales or chat.locale in segment.locales)
            if is_meant and _meets(chat.countries, segment.countries) and _meets(chat.topics, segment.topics):
                yield chat


def _meets(chosen: Collection[str], wanted: Collection[str]) -> bool:
    return not wanted or not chosen or not set(chosen).isdisjoint(wanted)
