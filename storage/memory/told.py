"""What chats were told, read in memory from the posts that were delivered to them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.chat import Place
from domain.delivery_rules import comes_again, is_told, may_be_taken_back
from domain.digest import Digest
from domain.ids import ArticleId, DeliveryId, UpdateId
from domain.post import DeliveryReason, DeliveryState, PostKind
from storage.memory.outbox import add_post, drop
from storage.memory.rows import DeliveryRow
from storage.memory.tables import Tables, second


class MemoryTold:
    """The in-memory implementation of storage.interface.ToldStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def articles(self, places: Sequence[Place], *, since: datetime) -> dict[Place, frozenset[ArticleId]]:
        posts = {key for key, post in self._tables.posts.items() if post.created_at >= second(since)}
        told: dict[Place, set[ArticleId]] = {place: set() for place in places}
        for row in self._tables.deliveries.values():
            if row.place in told and row.post_id in posts and is_told(row.state, row.parts_sent):
                told[row.place] |= self._tables.posts[row.post_id].told
        return {place: frozenset(articles) for place, articles in told.items()}

    async def record_shown(
        self, place: Place, digest: Digest, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        tables = self._tables
        if not digest.stories or not tables.mark_applied(update_id, now, "record_shown"):
            return
        post_id = add_post(tables, PostKind.DIGEST, digest, now)
        tables.posts[post_id].content = None
        shown = tables.posts[post_id].told
        tables.deliveries[DeliveryId(tables.next_id("delivery"))] = DeliveryRow(
            post_id=post_id,
            place=place,
            locale="",
            zone="",
            is_silent=False,
            priority=0,
            not_before=second(now),
            created_at=second(now),
            state=DeliveryState.SENT,
        )
        taken = [
            row
            for row in tables.deliveries.values()
            if row.place == place
            and may_be_taken_back(row.state, row.parts_sent, tables.posts[row.post_id].told, shown)
        ]
        for row in taken:
            drop(tables, row, DeliveryReason.SHOWN)
        chat = tables.chats.get(place)
        kinds = [tables.posts[row.post_id].kind for row in taken]
        if chat is not None and comes_again(kinds, chat.state, chat.next_due_at):
            tables.chats[place] = replace(chat, next_due_at=second(now))
