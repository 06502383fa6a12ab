"""The posts and their deliveries in memory: queueing, claiming, and recording what became of them."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.ahead import LONGEST_LEASE, LONGEST_WAIT
from domain.chat import Chat, ChatState, Place
from domain.correction import CorrectionKind, without
from domain.delivery_rules import (
    OPEN,
    PRIORITIES,
    is_final,
    is_received,
    may_be_queued,
    may_be_queued_again,
    may_wait,
    reopened,
)
from domain.digest import Digest
from domain.ids import ChatId, DeliveryId, PostId
from domain.post import Delivery, DeliveryReason, DeliveryState, Notice, Post, PostKind, SentPost, Wishes
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest
from storage.memory.leases import is_live
from storage.memory.rows import DeliveryRow, PostRow
from storage.memory.tables import Tables, second, second_or_none


class MemoryOutbox:
    """The in-memory implementation of storage.interface.OutboxStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def enqueue_digests(self, digests: Sequence[QueuedDigest], *, now: datetime) -> tuple[PostId | None, ...]:
        tables = self._tables
        posts: list[PostId | None] = []
        moved: list[Addressee] = []
        for digest in digests:
            due = [to for to in digest.addressees if self._is_due(to.chat)]
            post_id = digest.post_id
            if digest.content is None:
                post_id = None
            elif not post_id:
                post_id = add_post(tables, PostKind.DIGEST, digest.content, now)
            if post_id is not None:
                for to in due:
                    _queue(tables, post_id, PostKind.DIGEST, to, now)
            posts.append(post_id)
            moved += due
        for to in moved:
            if self._is_due(to.chat):
                self._move(to)
        return tuple(posts)

    async def enqueue(
        self,
        kind: PostKind,
        content: Digest | Notice,
        addressees: Sequence[Addressee],
        *,
        now: datetime,
        post_id: PostId | None = None,
    ) -> PostId:
        return queue_post(self._tables, kind, content, addressees, now, post_id)

    async def claim(self, *, now: datetime, limit: int, lease: timedelta, owner: str = "") -> tuple[Delivery, ...]:
        rows = self._tables.deliveries
        busy = {row.place.chat_id for row in rows.values() if row.state is DeliveryState.SENDING}
        free = sorted(
            (row.priority, row.not_before, key)
            for key, row in rows.items()
            if row.state is DeliveryState.WAITING and row.not_before <= second(now) and row.place.chat_id not in busy
        )
        chosen: dict[ChatId, tuple[int, DeliveryId]] = {}  # chat → (priority, id) of its claimed delivery
        for priority, _, key in free[:limit]:
            chat_id = rows[key].place.chat_id
            chosen[chat_id] = min(chosen.get(chat_id, (priority, key)), (priority, key))
        for _, key in chosen.values():
            row = rows[key]
            other = self._tables.posts[row.post_id].replaced_by
            if other and not row.parts_sent and not self._has(row.place, other):
                row.post_id = other
            row.state, row.attempts = DeliveryState.SENDING, row.attempts + 1
            row.leased_until, row.owner = second(now + lease), owner or None
        return tuple(self._delivery(key) for _, key in sorted(chosen.values()))

    async def post(self, post_id: PostId) -> Post | None:
        row = self._tables.posts.get(post_id)
        if row is None or row.content is None:
            return None
        other = self._tables.posts[row.replaced_by].told_stories if row.replaced_by else None
        return Post(post_id, row.kind, row.created_at, row.content, other)

    def _has(self, place: Place, post_id: PostId) -> bool:
        return any(row.place == place and row.post_id == post_id for row in self._tables.deliveries.values())

    # `now` is not needed here, but the method has it in storage.interface.
    async def record(self, outcomes: Sequence[DeliveryOutcome], *, now: datetime) -> None:  # noqa: ARG002
        for outcome in {outcome.delivery_id: outcome for outcome in outcomes}.values():
            row = self._tables.deliveries.get(outcome.delivery_id)
            if row is None:
                continue
            if outcome.parts_sent >= row.parts_sent:
                row.parts_sent, row.message_ids = outcome.parts_sent, tuple(outcome.message_ids)
            state = DeliveryState(outcome.state)
            if row.owner == (outcome.owner or None):
                row.not_before = second_or_none(outcome.not_before) or row.not_before
            elif state in OPEN:  # another process has taken over the delivery and decides its state
                continue
            if state is DeliveryState.WAITING and not self._may_wait(row):
                state = DeliveryState.DROPPED
            settle(self._tables, row, state, outcome.reason)

    async def of(self, chat_id: ChatId) -> tuple[SentPost, ...]:
        rows = [self._tables.deliveries[key] for key in sorted(self._tables.deliveries)]
        return tuple(
            SentPost(self._tables.posts[row.post_id].kind, row.created_at, row.state, row.message_ids)
            for row in rows
            if row.place.chat_id == chat_id
        )

    async def recover(
        self, *, now: datetime, expired_only: bool = False, held: Collection[DeliveryId] = (), owner: str = ""
    ) -> int:
        count = 0
        for key, row in self._tables.deliveries.items():
            if row.state is not DeliveryState.SENDING:
                continue
            until = row.leased_until
            is_over = until is None or not second(now) < until <= second(now + LONGEST_LEASE)
            is_ours = (row.owner or "") == owner
            is_free = is_over and key not in held if is_ours else not is_live(self._tables, row.owner or "")
            if expired_only and not is_free:
                continue
            count += 1
            row.owner = None
            row.not_before = min(row.not_before, second(now))
            settle(
                self._tables,
                row,
                DeliveryState.WAITING if self._may_wait(row) else DeliveryState.DROPPED,
                row.reason,
            )
        for row in self._tables.deliveries.values():
            # A wait longer than LONGEST_WAIT was set by a wrong clock (domain.ahead), so it ends now.
            if row.state is DeliveryState.WAITING and row.not_before > second(now + LONGEST_WAIT):
                row.not_before = second(now)
        return count

    async def flood_until(self, *, now: datetime) -> datetime | None:
        waits = (
            row.not_before
            for row in self._tables.deliveries.values()
            if row.state is DeliveryState.WAITING and row.reason is DeliveryReason.FLOOD
        )
        return max((until for until in waits if second(now) < until <= second(now + LONGEST_WAIT)), default=None)

    async def received(self, kind: PostKind, *, since: datetime, until: datetime | None = None) -> dict[Place, int]:
        counts: dict[Place, int] = {}
        for row in self._tables.deliveries.values():
            is_meant = self._tables.posts[row.post_id].kind is kind and row.priority == PRIORITIES[kind]
            is_then = second(since) <= row.created_at <= second(until or row.created_at)
            if is_meant and is_then and is_received(row.state):
                counts[row.place] = counts.get(row.place, 0) + 1
        return counts

    async def oldest_due(self, *, now: datetime) -> datetime | None:
        waiting = (row for row in self._tables.deliveries.values() if row.state is DeliveryState.WAITING)
        return min((row.not_before for row in waiting if row.not_before <= second(now)), default=None)

    async def waiting(self) -> int:
        return sum(row.state in OPEN for row in self._tables.deliveries.values())

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        tables, moment = self._tables, second(older_than)
        oldest = sorted(tables.deliveries)[:batch]
        done = [
            key
            for key in oldest
            if tables.deliveries[key].created_at < moment and tables.deliveries[key].state not in OPEN
        ]
        for key in done:
            tables.forget_words(tables.deliveries.pop(key).post_id)
        held = {row.post_id for row in tables.deliveries.values()}
        tables.posts = {key: post for key, post in tables.posts.items() if key in held or post.created_at >= moment}
        return len(done)

    def _is_due(self, chat: Chat) -> bool:
        """Return whether the stored chat is active and still has the next_due_at that `chat` had when it was read."""
        known = self._tables.chats.get(chat.place)
        if known is None or known.state is not ChatState.ACTIVE or known.next_due_at is None:
            return False
        return known.next_due_at == second_or_none(chat.next_due_at)

    def _move(self, to: Addressee) -> None:
        known = self._tables.chats[to.chat.place]
        self._tables.chats[to.chat.place] = replace(
            known,
            next_due_at=second_or_none(to.next_due_at),
            last_digest_end=second_or_none(to.window_end) or known.last_digest_end,
            served_slot=known.served_slot if to.served_slot is None else to.served_slot,
        )

    def _may_wait(self, row: DeliveryRow) -> bool:
        chat = self._tables.chats.get(row.place)
        return may_wait(self._tables.posts[row.post_id].kind, chat.state if chat else None)

    def _delivery(self, key: DeliveryId) -> Delivery:
        row = self._tables.deliveries[key]
        chat = self._tables.chats.get(row.place)
        is_active = chat is not None and chat.state is ChatState.ACTIVE
        return Delivery(
            id=key,
            post_id=row.post_id,
            chat_id=row.place.chat_id,
            thread_id=row.place.thread_id,
            locale=row.locale,
            zone=row.zone,
            is_silent=row.is_silent,
            reply_to=row.reply_to,
            state=row.state,
            not_before=row.not_before,
            parts_sent=row.parts_sent,
            message_ids=row.message_ids,
            attempts=row.attempts,
            chat_kind=chat.kind if chat else None,
            owner=row.owner or "",
            wishes=Wishes(chat.timetable, chat.breaking_in_quiet_hours, chat.look) if chat and is_active else None,
        )


def queue_post(
    tables: Tables,
    kind: PostKind,
    content: Digest | Notice,
    addressees: Sequence[Addressee],
    now: datetime,
    post_id: PostId | None = None,
) -> PostId:
    """Queue a delivery of a post for each addressee; return the post's id. Chats keep their next_due_at."""
    if post_id is None:
        post_id = add_post(tables, kind, content, now)
    for to in addressees:
        known = tables.chats.get(to.chat.place)
        if may_be_queued(kind, known.state if known else None):
            _queue(tables, post_id, kind, to, now)
    return post_id


def add_post(tables: Tables, kind: PostKind, content: Digest | Notice, now: datetime) -> PostId:
    if isinstance(content, Digest):
        hidden = [one.article_id for one in tables.corrections.values() if one.kind is CorrectionKind.HIDDEN]
        content = without(content, hidden)
    stories = content.stories if isinstance(content, Digest) else ()
    told = frozenset(article for story in stories for article in story.articles)
    post_id = PostId(tables.next_id("post"))
    tables.posts[post_id] = PostRow(kind, second(now), content, told, frozenset(story.story_id for story in stories))
    return post_id


def drop(tables: Tables, row: DeliveryRow, reason: DeliveryReason) -> None:
    settle(tables, row, DeliveryState.DROPPED, reason)


def settle(tables: Tables, row: DeliveryRow, state: DeliveryState, reason: DeliveryReason | None) -> None:
    """Set a delivery's state unless it is final; if a digest is dropped unsent, the next one also covers its window."""
    if is_final(row.state, state):
        return
    row.state, row.reason = state, reason
    content = tables.posts[row.post_id].content
    if state is DeliveryState.DROPPED and row.parts_sent == 0 and isinstance(content, Digest):
        chat = tables.chats.get(row.place)
        if chat is not None:
            end = reopened(chat.last_digest_end, second(content.window.start))
            tables.chats[row.place] = replace(chat, last_digest_end=end)
    if state not in OPEN:
        tables.forget_words(row.post_id)


def _queue(tables: Tables, post_id: PostId, kind: PostKind, to: Addressee, now: datetime) -> None:
    place, not_before = to.chat.place, second(to.not_before or now)
    known = next((one for one in tables.deliveries.values() if one.post_id == post_id and one.place == place), None)
    if known is not None:
        if may_be_queued_again(known.state, known.parts_sent):
            known.state, known.reason = DeliveryState.WAITING, None
            known.is_silent, known.not_before, known.created_at = to.is_silent, not_before, second(now)
        return
    tables.deliveries[DeliveryId(tables.next_id("delivery"))] = DeliveryRow(
        post_id=post_id,
        place=place,
        locale=to.chat.locale,
        zone=to.chat.timetable.zone,
        is_silent=to.is_silent,
        reply_to=to.reply_to,
        priority=PRIORITIES[kind],
        not_before=not_before,
        created_at=second(now),
    )
