"""The storage in a PostgreSQL database; it implements storage.interface."""

from storage.postgres.keeper import PostgresKeeper
from storage.postgres.storage import PostgresStorage, open_storage

__all__ = ["PostgresKeeper", "PostgresStorage", "open_storage"]
