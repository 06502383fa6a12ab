"""Opening an SQLite file as a storage; SqliteKeeper does everything else with the file."""

from dataclasses import dataclass
from pathlib import Path

from domain.clock import Clock
from storage.interface import Storage
from storage.signals import LocalSignals
from storage.sqlite.annotations import SqliteAnnotatedArticles
from storage.sqlite.bookmarks import SqliteBookmarks
from storage.sqlite.broadcasts import SqliteBroadcasts
from storage.sqlite.chats import SqliteChats
from storage.sqlite.corrections import SqliteCorrections
from storage.sqlite.database import Database
from storage.sqlite.drafts import SqliteDrafts
from storage.sqlite.feeds import SqliteFeeds
from storage.sqlite.follows import SqliteFollows
from storage.sqlite.housekeeping import SqliteHousekeeping
from storage.sqlite.inbox import SqliteInbox
from storage.sqlite.leases import SqliteLeases, SqlitePace
from storage.sqlite.newsroom import SqliteNewsroom
from storage.sqlite.outbox import SqliteOutbox
from storage.sqlite.pages import SqlitePages
from storage.sqlite.search import SqliteSearch
from storage.sqlite.stats import SqliteStats
from storage.sqlite.stories import SqliteStories
from storage.sqlite.told import SqliteTold
from storage.sqlite.topics import SqliteTopics
from storage.sqlite.troubles import SqliteTroubles


@dataclass(frozen=True, slots=True)
class SqliteStorage:
    storage: Storage
    database: Database

    async def close(self) -> None:
        await self.database.close()


async def open_storage(
    path: Path,
    *,
    clock: Clock | None = None,  # noqa: ARG001 - other storages need the clock
    is_alone: bool = False,
    migrates: bool = True,
) -> SqliteStorage:
    """Open the file; create it if it is missing, migrate it if it is older.

    If it raises StorageError, nothing has been changed.

    Without `migrates`, a missing file and one of an older version are refused. `is_alone` says that the caller has the
    bot's lock; then a file that a crash left behind is checked first.
    """
    database = Database(path)
    await database.open(is_alone=is_alone, migrates=migrates)
    storage = Storage(
        feeds=SqliteFeeds(database),
        pages=SqlitePages(database),
        articles=SqliteAnnotatedArticles(database),
        stories=SqliteStories(database),
        search=SqliteSearch(database),
        chats=SqliteChats(database),
        follows=SqliteFollows(database),
        bookmarks=SqliteBookmarks(database),
        told=SqliteTold(database),
        corrections=SqliteCorrections(database),
        broadcasts=SqliteBroadcasts(database),
        stats=SqliteStats(database),
        outbox=SqliteOutbox(database),
        inbox=SqliteInbox(database),
        newsroom=SqliteNewsroom(database),
        topics=SqliteTopics(database),
        drafts=SqliteDrafts(database),
        troubles=SqliteTroubles(database),
        housekeeping=SqliteHousekeeping(database),
        leases=SqliteLeases(database),
        pace=SqlitePace(database),
        signals=LocalSignals(),
    )
    return SqliteStorage(storage, database)
