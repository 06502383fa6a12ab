"""Migrations: numbered .sql files, to which new ones are only added; missing ones are applied in one transaction."""

from pathlib import Path
from typing import Any

import structlog

from storage.interface import StorageError
from storage.postgres.database import Lock

log = structlog.get_logger(__name__)

FOLDER = Path(__file__).with_name("migrations")
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
_VERSIONS = "CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL)"


def migrations() -> list[tuple[int, str]]:
    """Return the migrations as (version, SQL) in order; versions count from 1."""
    found = [(int(path.name.split("_")[0]), path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.sql"))]
    assert [version for version, _ in found] == list(range(1, len(found) + 1))
    return found


async def version_of(connection: Any) -> int:
    """Return the schema's version, 0 for an empty schema; raises StorageError if it is newer or not ours."""
    tables = {row[0] for row in await connection.fetch(_TABLES)}
    if not tables:
        return 0
    if not {"schema_version", "feeds"} <= tables:
        raise StorageError("storage-foreign")
    version = int(await connection.fetchval("SELECT coalesce(max(version), 0) FROM schema_version"))
    if version > len(migrations()):
        raise StorageError("storage-newer", version=version, known=len(migrations()))
    return version


async def migrate(connection: Any, *, up_to: int | None = None) -> None:
    """Apply the missing migrations, or those up to a version, in the caller's transaction."""
    await connection.execute(f"SELECT pg_advisory_xact_lock({Lock.SCHEMA.key})")
    known, version = migrations()[:up_to], await version_of(connection)
    if 0 < version < len(known):
        log.info("a database of an older version is changed; a large one takes minutes", version=version)
    await connection.execute(_VERSIONS)
    for number, sql in known[version:]:
        await connection.execute(sql)
        await connection.execute("INSERT INTO schema_version (version) VALUES ($1)", number)
