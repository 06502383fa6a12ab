"""Opening a PostgreSQL database as a storage; PostgresKeeper does everything else with the database."""

from dataclasses import dataclass

from storage.interface import Storage
from storage.postgres.annotations import PostgresAnnotatedArticles
from storage.postgres.bookmarks import PostgresBookmarks
from storage.postgres.broadcasts import PostgresBroadcasts
from storage.postgres.chats import PostgresChats
from storage.postgres.corrections import PostgresCorrections
from storage.postgres.database import Database
from storage.postgres.drafts import PostgresDrafts
from storage.postgres.feeds import PostgresFeeds
from storage.postgres.follows import PostgresFollows
from storage.postgres.housekeeping import PostgresHousekeeping
from storage.postgres.inbox import PostgresInbox
from storage.postgres.leases import PostgresLeases, PostgresPace
from storage.postgres.newsroom import PostgresNewsroom
from storage.postgres.outbox import PostgresOutbox
from storage.postgres.pages import PostgresPages
from storage.postgres.search import PostgresSearch
from storage.postgres.signals import PostgresSignals
from storage.postgres.stats import PostgresStats
from storage.postgres.stories import PostgresStories
from storage.postgres.told import PostgresTold
from storage.postgres.topics import PostgresTopics
from storage.postgres.troubles import PostgresTroubles


@dataclass(frozen=True, slots=True)
class PostgresStorage:
    storage: Storage
    database: Database

    async def close(self) -> None:
        await self.database.close()


async def open_storage(database: Database) -> PostgresStorage:
    """Connect, and return the storage; the tables must have the latest version."""
    await database.open()
    storage = Storage(
        feeds=PostgresFeeds(database),
        pages=PostgresPages(database),
        articles=PostgresAnnotatedArticles(database),
        stories=PostgresStories(database),
        search=PostgresSearch(database),
        chats=PostgresChats(database),
        follows=PostgresFollows(database),
        bookmarks=PostgresBookmarks(database),
        told=PostgresTold(database),
        outbox=PostgresOutbox(database),
        inbox=PostgresInbox(database),
        topics=PostgresTopics(database),
        drafts=PostgresDrafts(database),
        troubles=PostgresTroubles(database),
        corrections=PostgresCorrections(database),
        broadcasts=PostgresBroadcasts(database),
        stats=PostgresStats(database),
        newsroom=PostgresNewsroom(database),
        housekeeping=PostgresHousekeeping(database),
        leases=PostgresLeases(database),
        pace=PostgresPace(database),
        signals=PostgresSignals(database),
    )
    return PostgresStorage(storage, database)
