"""The keeper of a PostgreSQL database: it opens, locks and copies the database, and replaces it with a copy."""

import contextlib
import secrets
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from pathlib import Path

from storage.interface import Step, Storage, StorageError, no_step
from storage.postgres import copies, moving
from storage.postgres.address import Address
from storage.postgres.database import CONNECTIONS, STATEMENT, Database
from storage.postgres.lock import held
from storage.postgres.migrate import migrate, migrations, version_of
from storage.postgres.storage import open_storage


class PostgresKeeper:
    """The PostgreSQL implementation of storage.interface.StorageKeeper.

    `schema` is the schema with our tables; None is the default schema of the database role.
    """

    def __init__(self, url: str, *, schema: str | None = None) -> None:
        self._address = Address(url)
        self._schema = schema

    @property
    def name(self) -> str:
        return self._address.name

    @property
    def takes_several(self) -> bool:
        return True

    def hold(self, *, is_shared: bool = False) -> AbstractContextManager[None]:
        return held(self._address, schema=self._schema, is_shared=is_shared)

    @contextlib.asynccontextmanager
    async def open(self, *, is_alone: bool = False) -> AsyncIterator[Storage]:
        async with self._connected() as database:
            if is_alone or not await self._require_current(database):
                with contextlib.nullcontext() if is_alone else self.hold():
                    async with database.alone() as connection:
                        await migrate(connection)
        opened = await open_storage(self._database())
        try:
            yield opened.storage
        finally:
            await opened.close()

    async def backup(self, target: Path, on_step: Step = no_step) -> None:
        async with self._connected() as database:
            await copies.copy(database, target, on_step)

    async def restore(self, source: Path, on_step: Step = no_step) -> None:
        async with self._connected() as database:
            await copies.restore(source, database, on_step)

    @contextlib.asynccontextmanager
    async def scratch(self) -> "AsyncIterator[PostgresKeeper]":
        """Yield the keeper of an empty schema in the same database, for trying out a copy; it is dropped afterwards."""
        schema = f"jarchi_drill_{secrets.token_hex(4)}"  # in containers, all processes may have the same id
        async with self._connected() as database:
            await database.write_one(f"CREATE SCHEMA {schema}")
            try:
                yield PostgresKeeper(self._address.url, schema=schema)
            finally:
                await database.write_one(f"DROP SCHEMA {schema} CASCADE")

    @contextlib.asynccontextmanager
    async def reading(self) -> AsyncIterator[moving.PostgresTables]:
        async with self._connected() as database, moving.reading(database) as tables:
            yield tables

    @contextlib.asynccontextmanager
    async def filling(self) -> AsyncIterator[moving.PostgresTables]:
        async with self._connected() as database, moving.filling(database) as tables:
            yield tables

    async def _require_current(self, database: Database) -> bool:
        """Return whether our tables exist in the database.

        Raises StorageError `storage-older` if they exist but lack some of the migrations.
        """
        async with database.snapshot() as connection:
            version, known = await version_of(connection), len(migrations())
        if 0 < version < known:
            raise StorageError("storage-older", version=version, known=known)
        return version > 0

    @contextlib.asynccontextmanager
    async def _connected(self) -> AsyncIterator[Database]:
        database = self._database(connections=1, longest=None)
        await database.open()
        try:
            yield database
        finally:
            await database.close()

    def _database(self, *, connections: int = CONNECTIONS, longest: float | None = STATEMENT) -> Database:
        return Database(self._address, schema=self._schema, connections=connections, longest=longest)
