"""The opener of the SQLite storage, with a look at its tables."""

import contextlib
import json
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from domain.clock import AdjustableClock, Clock, from_seconds
from domain.ids import PostId
from storage.sqlite import SqliteKeeper, open_storage
from storage.sqlite.database import Database
from tests.storage.inside import KeptDelivery, Opened


class SqliteInside:
    """The look behind the interface of the SQLite storage."""

    def __init__(self, database: Database) -> None:
        self.database = database

    async def deliveries(self, chat_id: int | None = None) -> list[KeptDelivery]:
        rows = await self.database.read(
            "SELECT post_id, chat_id, state, parts_sent, message_ids, created_at FROM deliveries"
            " WHERE ?1 IS NULL OR chat_id = ?1 ORDER BY id",
            (chat_id,),
        )
        return [
            KeptDelivery(post_id, chat_id, state, parts_sent, tuple(json.loads(message_ids)), from_seconds(created_at))
            for post_id, chat_id, state, parts_sent, message_ids, created_at in rows
        ]

    async def posts(self) -> list[PostId]:
        return [row[0] for row in await self.database.read("SELECT id FROM posts ORDER BY id")]

    async def notices(self) -> list[str]:
        rows = await self.database.read("SELECT content FROM posts WHERE kind = 'notice' AND content IS NOT NULL")
        return [row[0] for row in rows]

    async def updates(self) -> list[tuple[int, int, object]]:
        rows = await self.database.read("SELECT update_id, chat_id, payload FROM inbox ORDER BY update_id")
        return [(row[0], row[1], row[2] and json.loads(row[2])) for row in rows]

    async def traces(self, chat_id: int) -> list[str]:
        found = []
        for (table,) in await self.database.read("SELECT name FROM sqlite_schema WHERE type = 'table'"):
            columns = [row[1] for row in await self.database.read(f"PRAGMA table_info({table})")]
            for column in set(columns) & {"chat_id", "set_up_by", "user_id", "about_id"}:
                if await self.database.read(f"SELECT 1 FROM {table} WHERE {column} = ?", (chat_id,)):
                    found.append(f"{table}.{column}")
        return found


def sqlite_keeper(folder: Path) -> SqliteKeeper:
    return SqliteKeeper(folder / "jarchi.db")


_NEW: list[bytes] = []  # the file of a new database, once this process has made one


async def _new_database() -> bytes:
    """Return the content of a new database's file; a copy takes a fifth of the time that all migrations take."""
    if not _NEW:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "jarchi.db"
            await (await open_storage(path, clock=AdjustableClock())).close()
            _NEW.append(path.read_bytes())
    return _NEW[0]


@contextlib.asynccontextmanager
async def open_sqlite(folder: Path, *, clock: Clock | None = None) -> AsyncIterator[Opened]:
    path = folder / "jarchi.db"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(0o600)
        path.write_bytes(await _new_database())
    opened = await open_storage(path, clock=clock or AdjustableClock())
    try:
        yield Opened(opened.storage, SqliteInside(opened.database))
    finally:
        await opened.close()
