"""The archive's search by posting lists, which are read from the newest articles on."""

from storage.postgres.search.store import PostgresSearch

__all__ = ["PostgresSearch"]
