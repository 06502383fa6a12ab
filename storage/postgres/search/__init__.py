"""The archive's search over an index of terms, which is read from the newest articles on."""

from storage.postgres.search.store import PostgresSearch

__all__ = ["PostgresSearch"]
