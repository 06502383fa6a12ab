"""The archive's search: an index of terms, asked newest first."""

from storage.postgres.search.store import PostgresSearch

__all__ = ["PostgresSearch"]
