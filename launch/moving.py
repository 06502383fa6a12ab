"""Moving everything from one database to another of a different kind."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from pydantic import SecretStr

from cli.context import CommandFailed
from domain.faults import StorageBug
from launch.storage import Database, hold_lock, name_of, said, tables_of
from settings import postgres_address
from storage.interface import Step
from storage.moving import MoveFailedError, move_tables

_FILLED_AT_FIRST = {"story_ids"}  # tables that have a row from the beginning


async def move(source: Database, target: str, on_step: Step) -> dict[str, int]:
    """Copy everything into an empty database, given by its address or path; return table → number of rows."""
    to = _database_at(target)
    if isinstance(to, Path) and to.exists():
        raise CommandFailed(f"{to} is there already; nothing was moved.")
    if isinstance(source, Path) is isinstance(to, Path):
        raise CommandFailed("From a file it goes to postgresql://…, and from there to a file; `backup` copies a file.")
    try:
        # Reports errors as errors of the target, except those in the inner block, which `said(source)` reports as
        # errors of the source.
        with hold_lock(to), said(to):
            async with tables_of(to).filling() as filled:
                if any([await filled.count(table) for table in await filled.tables() if table not in _FILLED_AT_FIRST]):
                    raise CommandFailed(f"{name_of(to)} holds something already; nothing was moved.")
                with said(source):
                    async with tables_of(source).reading() as read:
                        return await move_tables(read, filled, on_step)
    except (MoveFailedError, StorageBug) as error:  # a StorageBug names the rule of the target that a row breaks
        raise CommandFailed(f"Nothing was moved: {error}.") from error


def _database_at(target: str) -> Database:
    """Return the database at an address or path; raises CommandFailed, which does not show the address."""
    if not target.startswith(("postgresql://", "postgres://")):
        return Path(target)
    try:
        address = postgres_address(SecretStr(target))
    except ValueError as error:
        raise CommandFailed(f"--to: {error}.", status=2) from None
    parts = urlsplit(target)
    if parts.password or "password" in parse_qs(parts.query):
        raise CommandFailed(
            "--to holds a password, which others could read in the list of processes: leave it out, and set PGPASSWORD"
            " or write it into ~/.pgpass.",
            status=2,
        )
    return address
