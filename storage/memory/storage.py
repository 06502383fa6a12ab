"""Making a storage from tables in memory."""

from storage.interface import Storage
from storage.memory.articles import MemoryArticles
from storage.memory.bookmarks import MemoryBookmarks
from storage.memory.broadcasts import MemoryBroadcasts
from storage.memory.chats import MemoryChats, MemoryFollows
from storage.memory.corrections import MemoryCorrections
from storage.memory.drafts import MemoryDrafts
from storage.memory.feeds import MemoryFeeds
from storage.memory.housekeeping import MemoryHousekeeping
from storage.memory.inbox import MemoryInbox
from storage.memory.leases import MemoryLeases, MemoryPace
from storage.memory.newsroom import MemoryNewsroom
from storage.memory.outbox import MemoryOutbox
from storage.memory.pages import MemoryPages
from storage.memory.search import MemorySearch
from storage.memory.stats import MemoryStats
from storage.memory.stories import MemoryStories
from storage.memory.tables import Tables
from storage.memory.told import MemoryTold
from storage.memory.topics import MemoryTopics
from storage.memory.troubles import MemoryTroubles
from storage.signals import LocalSignals


def open_tables(tables: Tables) -> Storage:
    """Return a storage whose contents are these tables; a storage opened later with the same tables has them, too."""
    return Storage(
        feeds=MemoryFeeds(tables),
        pages=MemoryPages(tables),
        articles=MemoryArticles(tables),
        stories=MemoryStories(tables),
        search=MemorySearch(tables),
        chats=MemoryChats(tables),
        follows=MemoryFollows(tables),
        bookmarks=MemoryBookmarks(tables),
        told=MemoryTold(tables),
        corrections=MemoryCorrections(tables),
        broadcasts=MemoryBroadcasts(tables),
        stats=MemoryStats(tables),
        outbox=MemoryOutbox(tables),
        inbox=MemoryInbox(tables),
        newsroom=MemoryNewsroom(tables),
        topics=MemoryTopics(tables),
        drafts=MemoryDrafts(tables),
        troubles=MemoryTroubles(tables),
        housekeeping=MemoryHousekeeping(tables),
        leases=MemoryLeases(tables),
        pace=MemoryPace(tables),
        signals=LocalSignals(),
    )
