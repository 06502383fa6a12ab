"""The storages that tests open, named only here; another database is one more entry."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from storage.interface import StorageKeeper
from storage.interface.moving import TableKeeper
from tests.storage.inside import Inside, KeptDelivery, Opened, Opener
from tests.storage.memory import memory_keeper, open_memory, open_memory_with_odd_ids
from tests.storage.postgres.opener import open_postgres, postgres_keeper
from tests.storage.sqlite.opener import open_sqlite, sqlite_keeper


class MovableKeeper(StorageKeeper, TableKeeper, Protocol):
    """A keeper of a storage that can be moved."""


OPENERS: dict[str, Opener] = {
    "memory": open_memory_with_odd_ids,
    "postgres": open_postgres,
    "sqlite": open_sqlite,
}
KEEPERS: dict[str, Callable[[Path], StorageKeeper]] = {
    "memory": memory_keeper,
    "postgres": postgres_keeper,
    "sqlite": sqlite_keeper,
}
TABLES: dict[str, Callable[[Path], MovableKeeper]] = {  # storages that can be moved into each other
    "postgres": postgres_keeper,
    "sqlite": sqlite_keeper,
}
open_storage: Opener = open_sqlite  # for tests that need a file: processes, crashes, the whole bot

__all__ = ["KEEPERS", "OPENERS", "TABLES", "Inside", "KeptDelivery", "Opened", "Opener", "open_memory", "open_storage"]
