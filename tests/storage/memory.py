"""The opener of the storage in memory, with a look at its rows."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from domain.clock import Clock
from domain.ids import PostId
from domain.post import Notice
from storage.memory import MemoryKeeper, Tables
from tests.storage.inside import KeptDelivery, Opened

_KEPT: dict[Path, Tables] = {}  # the tables of each folder in this run of tests
_COPIES: dict[Path, Tables] = {}


class MemoryInside:
    """The look behind the interface of the storage in memory."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def deliveries(self, chat_id: int | None = None) -> list[KeptDelivery]:
        return [
            KeptDelivery(row.post_id, row.place.chat_id, row.state, row.parts_sent, row.message_ids, row.created_at)
            for _, row in sorted(self._tables.deliveries.items())
            if chat_id in (None, row.place.chat_id)
        ]

    async def posts(self) -> list[PostId]:
        return sorted(self._tables.posts)

    async def notices(self) -> list[str]:
        contents = (post.content for post in self._tables.posts.values())
        return [str(content) for content in contents if isinstance(content, Notice)]

    async def updates(self) -> list[tuple[int, int, object]]:
        return [(key, row.chat_id, row.payload) for key, row in sorted(self._tables.updates.items())]

    async def traces(self, chat_id: int) -> list[str]:
        return sorted({name for name in (one.name for one in fields(self._tables)) if self._names(name, chat_id)})

    def _names(self, table: str, chat_id: int) -> bool:
        rows = getattr(self._tables, table)
        if not isinstance(rows, dict):
            return False
        return any(chat_id in _ids(row) for row in rows.values())


def _ids(row: object) -> set[object]:
    """Return the ids of chats and people in a row."""
    found: set[object] = set()
    if is_dataclass(row):
        for one in fields(row):
            value = getattr(row, one.name)
            if one.name in ("chat_id", "set_up_by", "person", "about") or (
                type(row).__name__ == "Chat" and one.name == "id"
            ):
                found.add(value)
            elif one.name == "place":
                found.add(value.chat_id)
            elif one.name in ("change", "draft"):
                found |= _ids(value)
    return found


def memory_keeper(folder: Path) -> MemoryKeeper:
    return MemoryKeeper(_KEPT.setdefault(folder, Tables()), _COPIES)


@contextlib.asynccontextmanager
async def open_memory(folder: Path, *, clock: Clock | None = None) -> AsyncIterator[Opened]:
    keeper = memory_keeper(folder)
    async with keeper.open() as storage:
        yield Opened(storage, MemoryInside(keeper.tables))


@contextlib.asynccontextmanager
async def open_memory_with_odd_ids(folder: Path, *, clock: Clock | None = None) -> AsyncIterator[Opened]:
    """Open a storage that numbers each kind of thing from another number, so that no test relies on ids 1, 2, 3."""
    nouns = ("feed", "article", "follow", "post", "delivery")
    _KEPT.setdefault(folder, Tables(last_ids={noun: 1009 * place for place, noun in enumerate(nouns, 1)}))
    async with open_memory(folder, clock=clock) as opened:
        yield opened
