"""The search in PostgreSQL. It reads posting lists, those of the newest articles first."""

from storage.postgres.search.store import PostgresSearch

__all__ = ["PostgresSearch"]
