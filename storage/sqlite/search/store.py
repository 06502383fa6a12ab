"""Searching with the index of words in an SQLite file."""

from storage.archive import ArchiveSearch
from storage.sqlite.database import Database
from storage.sqlite.search.index import SqliteIndex
from storage.sqlite.search.suggestions import similar_words


class SqliteSearch(ArchiveSearch):
    """The SQLite implementation of storage.interface.SearchStore."""

    def __init__(self, db: Database) -> None:
        super().__init__(SqliteIndex(db))
        self._db = db

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        return await similar_words(self._db, word, limit=limit)
