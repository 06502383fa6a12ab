"""What the rest of the program may ask of the storage: small Protocols in domain types, and their bundle.

One method is one transaction, and a method that writes is told what time it is. A method that changes something on
behalf of an update takes its `update_id` and marks it applied in the same transaction: called again with the same one,
it changes nothing and answers as where nothing is left to change. Several methods may each make their change for one
update. Moments are aware, in UTC, and kept to the second.
"""

from storage.interface.bookmarks import BookmarkStore
from storage.interface.bundle import Storage
from storage.interface.chats import ChatStore, FollowStore, ToldStore
from storage.interface.faults import StorageError, StorageFault
from storage.interface.feeds import DueFeed, FeedStore, PageArticle, PageStore, PollResult, SavedPoll
from storage.interface.housekeeping import Housekeeping, Size
from storage.interface.inbox import InboxStore, StoredUpdate
from storage.interface.keeping import StorageKeeper
from storage.interface.newsroom import NewsroomStore
from storage.interface.outbox import Addressee, DeliveryOutcome, OutboxStore, QueuedDigest
from storage.interface.search import Cursor, SearchPage, SearchRequest, SearchStore
from storage.interface.stories import Annotated, ArticleStore, FreshArticle, StoryQuery, StoryStore, Unread

__all__ = [
    "Addressee",
    "Annotated",
    "ArticleStore",
    "BookmarkStore",
    "ChatStore",
    "Cursor",
    "DeliveryOutcome",
    "DueFeed",
    "FeedStore",
    "FollowStore",
    "FreshArticle",
    "Housekeeping",
    "InboxStore",
    "NewsroomStore",
    "OutboxStore",
    "PageArticle",
    "PageStore",
    "PollResult",
    "QueuedDigest",
    "SavedPoll",
    "SearchPage",
    "SearchRequest",
    "SearchStore",
    "Size",
    "Storage",
    "StorageError",
    "StorageFault",
    "StorageKeeper",
    "StoredUpdate",
    "StoryQuery",
    "StoryStore",
    "ToldStore",
    "Unread",
]
