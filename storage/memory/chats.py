"""The chats in memory with their preferences, and the words and names that they follow."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.broadcast import BroadcastState
from domain.chat import Chat, ChatKind, ChatState, Follow, Place
from domain.delivery_rules import LOSABLE, people_to_tell, person_to_tell
from domain.ids import ChatId, FollowId, PersonId, UpdateId, person_id
from domain.post import DeliveryReason, DeliveryState, Notice, PostKind
from domain.stats import event_of
from storage.interface import Addressee, StorageError
from storage.memory.newsroom import forget_person
from storage.memory.outbox import drop, queue_post
from storage.memory.readers import count_readers
from storage.memory.rows import DeliveryRow
from storage.memory.tables import Tables, second, to_seconds


class MemoryChats:
    """The in-memory implementation of storage.interface.ChatStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def get(self, place: Place) -> Chat | None:
        return self._tables.chats.get(place)

    async def save(self, chat: Chat, *, now: datetime, update_id: UpdateId | None = None) -> None:
        if not self._tables.mark_applied(update_id, now, "save"):
            return
        known = self._tables.chats.get(chat.place)
        if known is not None:
            # These two say what digests have covered. The outbox changes them, possibly after the caller of `save` has
            # read the chat, so that saving a chat must not overwrite them.
            chat = replace(chat, last_digest_end=known.last_digest_end, served_slot=known.served_slot)
        count_readers(self._tables, [event_of(known.state if known else None, chat.state)], now)
        self._tables.chats[chat.place] = to_seconds(chat)
        if chat.state is ChatState.STOPPED:
            self._drop_waiting(
                lambda row: row.place == chat.place and self._tables.posts[row.post_id].kind is not PostKind.NOTICE,
                DeliveryReason.STOPPED,
            )

    async def delete(self, chat_id: ChatId, *, now: datetime, update_id: UpdateId | None = None) -> None:
        tables = self._tables
        if not tables.mark_applied(update_id, now, "delete"):
            return
        for key in [key for key, row in tables.updates.items() if row.chat_id == chat_id]:
            if update_id is None or key < update_id:
                del tables.updates[key]
        if update_id is not None and (update := tables.updates.get(update_id)):
            update.chat_id, update.payload = ChatId(0), None
        posts = {row.post_id for row in tables.deliveries.values() if row.place.chat_id == chat_id}
        tables.deliveries = {key: row for key, row in tables.deliveries.items() if row.place.chat_id != chat_id}
        for post_id in posts:
            tables.forget_words(post_id)
        tables.follows = {key: row for key, row in tables.follows.items() if row.chat_id != chat_id}
        tables.bookmarks = {key: row for key, row in tables.bookmarks.items() if row.place.chat_id != chat_id}
        gone = [chat.state for place, chat in tables.chats.items() if place.chat_id == chat_id]
        count_readers(tables, [event_of(state, None) for state in gone], now)
        tables.chats = {
            place: replace(chat, set_up_by=None) if chat.set_up_by == chat_id else chat
            for place, chat in tables.chats.items()
            if place.chat_id != chat_id
        }
        for number, one in list(tables.broadcasts.items()):
            if one.place.chat_id == chat_id and one.state is BroadcastState.DRAFT:
                del tables.broadcasts[number]
            elif one.place.chat_id == chat_id:
                tables.broadcasts[number] = replace(one, place=Place(ChatId(0)), message_id=None)
        forget_person(tables, person_id(chat_id))

    async def migrate(
        self, old_id: ChatId, new_id: ChatId, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        tables = self._tables
        if not tables.mark_applied(update_id, now, "migrate"):
            return
        for place in [place for place in tables.chats if place.chat_id == old_id]:
            chat = replace(tables.chats.pop(place), id=new_id)
            tables.chats[chat.place] = chat
        for place, chat in tables.chats.items():
            if place.chat_id == new_id and chat.kind is ChatKind.GROUP:
                tables.chats[place] = replace(chat, kind=ChatKind.SUPERGROUP)
        moved = {key: row for key, row in tables.follows.items() if row.chat_id == old_id}
        queries = {row.query for row in moved.values()}
        for key in [key for key, row in tables.follows.items() if row.chat_id == new_id and row.query in queries]:
            del tables.follows[key]
        tables.follows |= {key: replace(row, chat_id=new_id) for key, row in moved.items()}
        for (place, kind, article_id), one in list(tables.bookmarks.items()):
            if place.chat_id == old_id:
                del tables.bookmarks[place, kind, article_id]
                to = Place(new_id, place.thread_id)
                tables.bookmarks[to, kind, article_id] = replace(one, place=to)
        for row in tables.drafts.values():
            if row.draft.person == old_id:
                row.draft = replace(row.draft, person=new_id)
        _move_deliveries(tables, old_id, new_id)
        for update in tables.updates.values():
            if update.chat_id == old_id:
                update.chat_id = new_id

    async def threads_of(self, chat_id: ChatId) -> tuple[Chat, ...]:
        found = [chat for place, chat in self._tables.chats.items() if place.chat_id == chat_id]
        return tuple(sorted(found, key=lambda chat: chat.thread_id or 0))

    async def set_up_by(self, person: PersonId) -> tuple[Chat, ...]:
        found = [chat for chat in self._tables.chats.values() if chat.set_up_by == person]
        return tuple(sorted(found, key=lambda chat: (chat.id, chat.thread_id or 0)))

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        due = [
            (chat.next_due_at, place)
            for place, chat in self._tables.chats.items()
            if chat.state is ChatState.ACTIVE and chat.next_due_at is not None and chat.next_due_at <= second(now)
        ]
        due.sort(key=lambda one: one[0])
        return tuple(self._tables.chats[place] for _, place in due[:limit])

    async def planned_after(self, moment: datetime, *, served_after: datetime | None = None) -> tuple[Chat, ...]:
        def is_ahead(chat: Chat) -> bool:
            if chat.next_due_at is None:
                return False
            end = chat.last_digest_end
            return chat.next_due_at > second(moment) or bool(end and served_after and end > second(served_after))

        return tuple(filter(is_ahead, await self.readers()))

    async def readers(self, *, wants_breaking: bool = False) -> tuple[Chat, ...]:
        active = (chat for chat in self._tables.chats.values() if chat.state is ChatState.ACTIVE)
        return tuple(chat for chat in active if chat.wants_breaking or not wants_breaking)

    async def lose(
        self, chat_id: ChatId, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        return self._lose(lambda place: place.chat_id == chat_id, state, now, notice)

    async def lose_thread(
        self, place: Place, state: ChatState, *, now: datetime, notice: Notice | None = None
    ) -> tuple[Chat, ...]:
        return self._lose(lambda other: other == place, state, now, notice)

    def _lose(
        self, is_meant: Callable[[Place], bool], state: ChatState, now: datetime, notice: Notice | None
    ) -> tuple[Chat, ...]:
        chats = [chat for place, chat in self._tables.chats.items() if is_meant(place) and chat.state in LOSABLE]
        for chat in chats:
            self._tables.chats[chat.place] = replace(chat, state=state, next_due_at=None)
        self._drop_waiting(lambda row: is_meant(row.place), DeliveryReason(state))
        lost = tuple(chat for chat in chats if chat.state is not state)
        count_readers(self._tables, [event_of(chat.state, state) for chat in lost], now)
        if notice is not None:
            tell_people(self._tables, lost, notice, now)
        return lost

    def _drop_waiting(self, is_meant: Callable[[DeliveryRow], bool], reason: DeliveryReason) -> None:
        for row in self._tables.deliveries.values():
            if row.state is DeliveryState.WAITING and is_meant(row):
                drop(self._tables, row, reason)


def tell_people(tables: Tables, chats: Sequence[Chat], notice: Notice, now: datetime) -> None:
    """Queue the notice for the people who set up these chats."""
    addressees = [
        Addressee(person_to_tell(person, tables.chats.get(Place(person)), chat), None)
        for person, chat in people_to_tell(chats).items()
    ]
    if addressees:
        queue_post(tables, PostKind.NOTICE, notice, addressees, now)


class MemoryFollows:
    """The in-memory implementation of storage.interface.FollowStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def of(self, chat_id: ChatId) -> tuple[Follow, ...]:
        return tuple(follow for follow in await self.all() if follow.chat_id == chat_id)

    async def all(self) -> tuple[Follow, ...]:
        return tuple(self._tables.follows[key] for key in sorted(self._tables.follows))

    async def add(
        self, chat_id: ChatId, query: str, *, at_once: bool, now: datetime, update_id: UpdateId | None = None
    ) -> Follow:
        known = next((one for one in await self.of(chat_id) if one.query == query), None)
        if not self._tables.mark_applied(update_id, now, "add_follow"):
            if known is None:
                raise StorageError("follow-error-gone")
            return known
        if known is None:
            known = Follow(FollowId(self._tables.next_id("follow")), chat_id, query, at_once, second(now))
        self._tables.follows[known.id] = replace(known, at_once=at_once)
        return self._tables.follows[known.id]

    async def remove(
        self, chat_id: ChatId, follow_id: FollowId, *, now: datetime, update_id: UpdateId | None = None
    ) -> bool:
        known = self._tables.follows.get(follow_id)
        if not self._tables.mark_applied(update_id, now, "remove_follow") or known is None or known.chat_id != chat_id:
            return False
        del self._tables.follows[follow_id]
        return True


def _move_deliveries(tables: Tables, old_id: ChatId, new_id: ChatId) -> None:
    """Give deliveries the group's new id.

    Where a post was queued under both ids, the delivery of the old id is kept.
    """
    moved = {key: row for key, row in tables.deliveries.items() if row.place.chat_id == old_id}
    for row in moved.values():
        row.place = Place(new_id, row.place.thread_id)
    theirs = {(row.place, row.post_id) for row in moved.values()}
    tables.deliveries = {
        key: row for key, row in tables.deliveries.items() if key in moved or (row.place, row.post_id) not in theirs
    }
