"""Searching with the index of words in an SQLite file."""

from functools import partial

from storage.archive import ArchiveSearch
from storage.interface import SearchPage, SearchRequest
from storage.sqlite.connections import Readable
from storage.sqlite.database import Database
from storage.sqlite.search.index import SqliteIndex
from storage.sqlite.search.suggestions import similar_words


class SqliteSearch:
    """The SQLite implementation of storage.interface.SearchStore."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def search(self, request: SearchRequest) -> SearchPage:
        """Search in a reader's thread, so that the event loop neither ranks matches nor waits for each query."""
        return await self._db.read_at_once(partial(_search, request))

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        return await similar_words(self._db, word, limit=limit)


async def _search(request: SearchRequest, connection: Readable) -> SearchPage:
    return await ArchiveSearch(SqliteIndex(connection)).search(request)
