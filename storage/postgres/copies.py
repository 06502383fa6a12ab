"""Copies of a database in one file: a zip with the rows of each table, as COPY writes them, and a list of contents.

The backup commands write and read them. For a large installation, pg_dump and archiving of the server's write-ahead log
are better.
"""

import asyncio
import contextlib
import json
import zipfile
import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from storage.interface import Step, StorageError, no_step
from storage.postgres.database import Database
from storage.postgres.migrate import migrate, migrations, version_of

_CONTENTS = "contents.json"
_CHUNK = 1 << 20  # bytes that are copied at a time
_MADE_BY = "jarchi postgresql"
# The names of all tables that are copied; `tables` sorts them so that they can be filled one after another.
_TABLES = """
SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'schema_version'
"""
_REFERENCES = """
SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
 WHERE contype = 'f' AND connamespace = current_schema()::regnamespace AND conrelid <> confrelid
"""
_COLUMNS = """
SELECT column_name, is_identity = 'YES' FROM information_schema.columns
 WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position
"""


async def copy(database: Database, target: Path, on_step: Step = no_step) -> None:
    """Write all tables as of one moment into `target`; the file appears when it is complete and was read back."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        async with database.snapshot() as connection:
            version = await version_of(connection)
            if not version:
                raise StorageError("storage-absent")
            partial.touch(mode=0o600)
            with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
                rows = {}
                for table in (names := await tables(connection)):
                    rows[table] = await _write(connection, file, table)
                    on_step(len(rows), len(names))
                contents = {"made_by": _MADE_BY, "version": version, "rows": rows}
                file.writestr(_CONTENTS, json.dumps(contents))
        await asyncio.to_thread(_contents, partial)
        partial.replace(target)
    except OSError as error:
        raise StorageError("storage-unwritable", path=str(target), reason=error.strerror or str(error)) from error
    finally:
        with contextlib.suppress(OSError):  # on a file system that is read-only, there is no such file
            partial.unlink(missing_ok=True)


async def restore(source: Path, database: Database, on_step: Step = no_step) -> None:
    """Replace the database with a copy in one transaction; the copy is checked first."""
    contents = await asyncio.to_thread(_contents, source)
    version = int(contents["version"])
    if version > len(migrations()):
        raise StorageError("storage-newer", version=version, known=len(migrations()))
    async with database.alone() as connection:
        for table in [*await tables(connection), "schema_version"]:
            await connection.execute(f"DROP TABLE IF EXISTS {table} CASCADE")
        await migrate(connection, up_to=version)
        with zipfile.ZipFile(source) as file:
            for table in await tables(connection):
                await connection.execute(f"TRUNCATE {table} CASCADE")
            for number, table in enumerate(names := await tables(connection), start=1):
                if table in contents["rows"]:
                    await _read(connection, file, table)
                on_step(number, len(names))
        for table, count in contents["rows"].items():
            if await connection.fetchval(f"SELECT count(*) FROM {table}") != count:
                raise StorageError("storage-damaged", reason=f"{table} has not the rows that were copied")
        await count_on(connection)
        await migrate(connection)


async def tables(connection: Any) -> list[str]:
    """Return the names of the tables; a table comes after all tables that it refers to."""
    names = sorted(row[0] for row in await connection.fetch(_TABLES))
    references = [(row[0], row[1]) for row in await connection.fetch(_REFERENCES)]
    ordered: list[str] = []
    while names:
        free = [name for name in names if not any(one == name and other in names for one, other in references)]
        ordered += free
        names = [name for name in names if name not in free]
    return ordered


async def count_on(connection: Any) -> None:
    """Set the sequences from which new ids are taken, so that new ids are higher than all existing ones."""
    for table in await tables(connection):
        for name, is_identity in await connection.fetch(_COLUMNS, table):
            if is_identity:
                await connection.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', '{name}'),"
                    f" greatest((SELECT max({name}) FROM {table}), 1), EXISTS (SELECT 1 FROM {table}))"
                )


def _contents(path: Path) -> dict[str, Any]:
    """Read a whole copy and return its list of contents; raises StorageError if the copy is damaged or not ours."""
    if not path.is_file():
        raise StorageError("storage-absent")
    try:
        with zipfile.ZipFile(path) as file:
            names = file.namelist()
            contents = json.loads(file.read(_CONTENTS)) if _CONTENTS in names else {}
            if contents.get("made_by") != _MADE_BY:
                raise StorageError("storage-foreign")
            broken = file.testzip()
            if broken is not None or not set(contents["rows"]) <= set(names):
                raise StorageError("storage-damaged", reason=f"{broken or 'a table'} cannot be read")
            return dict(contents)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise StorageError("storage-foreign" if not _is_zip(path) else "storage-damaged", reason=str(error)) from error


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


async def _write(connection: Any, file: zipfile.ZipFile, table: str) -> int:
    """Write a table into the zip file; return its number of rows."""
    with file.open(table, "w", force_zip64=True) as entry:

        async def put(data: bytes) -> None:
            await asyncio.to_thread(entry.write, data)

        await connection.copy_from_query(f"SELECT * FROM {table}", output=put, format="binary")
    return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))


async def _read(connection: Any, file: zipfile.ZipFile, table: str) -> None:
    with file.open(table) as entry:

        async def chunks() -> AsyncIterator[bytes]:
            while data := await asyncio.to_thread(entry.read, _CHUNK):
                yield data

        await connection.copy_to_table(table, source=chunks(), format="binary")
