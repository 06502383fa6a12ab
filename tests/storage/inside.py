"""A look behind the interface, for tests only, with the same form for every storage."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from domain.clock import Clock
from domain.ids import ChatId, MessageId, PostId
from storage.interface import Storage


@dataclass(frozen=True, slots=True)
class KeptDelivery:
    """A delivery in the storage, whatever its outcome."""

    post_id: PostId
    chat_id: ChatId
    state: str
    parts_sent: int
    message_ids: tuple[MessageId, ...]
    created_at: datetime


class Inside(Protocol):
    async def deliveries(self, chat_id: int | None = None) -> list[KeptDelivery]:
        """Return all deliveries of one chat or of all, in the order of queueing."""
        ...

    async def posts(self) -> list[PostId]:
        """Return the ids of all posts, oldest first."""
        ...

    async def notices(self) -> list[str]:
        """Return the contents of notices that the storage still has."""
        ...

    async def updates(self) -> list[tuple[int, int, object]]:
        """Return (update id, chat id, payload) of every stored update."""
        ...

    async def traces(self, chat_id: int) -> list[str]:
        """Return the names of all places where the storage has something with this id."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    storage: Storage
    inside: Inside


class Opener(Protocol):
    """A function that opens the storage in a folder; its contents last beyond closing."""

    def __call__(self, folder: Path, *, clock: Clock | None = None) -> AbstractAsyncContextManager[Opened]: ...
