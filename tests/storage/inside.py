"""What tests look at behind the interface: each storage shows the same of itself, and nothing but tests asks."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from domain.clock import Clock
from domain.ids import PostId
from storage.interface import Storage


@dataclass(frozen=True, slots=True)
class KeptDelivery:
    """A delivery as it is kept, whatever became of it."""

    post_id: PostId
    chat_id: int
    state: str
    parts_sent: int
    message_ids: tuple[int, ...]
    created_at: datetime


class Inside(Protocol):
    async def deliveries(self, chat_id: int | None = None) -> list[KeptDelivery]:
        """Every delivery that is kept, of one chat or of all, in the order in which they were queued."""
        ...

    async def posts(self) -> list[PostId]:
        """The ids of all posts, oldest first."""
        ...

    async def notices(self) -> list[str]:
        """What is kept of the words of notices."""
        ...

    async def updates(self) -> list[tuple[int, int, object]]:
        """(update id, chat id, payload) of every update, as it is kept."""
        ...

    async def traces(self, chat_id: int) -> list[str]:
        """The names of all places where something with that id is kept."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    storage: Storage
    inside: Inside


class Opener(Protocol):
    """Opens the storage that lives in a folder; opened again after closing, it holds what it held."""

    def __call__(self, folder: Path, *, clock: Clock | None = None) -> AbstractAsyncContextManager[Opened]: ...
