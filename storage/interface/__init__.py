"""The contract of the storage: small Protocols that use domain types, and a bundle of them all.

One method is one transaction, and every method that writes takes the current time as `now`. A method that changes
something because of an update from Telegram takes its `update_id`, and records in the same transaction that this update
was applied. If it is called again with the same id, it changes nothing and returns what it returns when there is
nothing to change. For one update, several methods may each make their own change. Moments are timezone-aware, in UTC,
and stored in whole seconds.
"""

from storage.interface.bookmarks import BookmarkStore
from storage.interface.broadcasts import BroadcastStore
from storage.interface.bundle import Storage
from storage.interface.chats import ChatStore, FollowStore, ToldStore
from storage.interface.corrections import CorrectionStore, LabelledArticle
from storage.interface.drafts import DraftStore
from storage.interface.faults import StorageError, StorageFault
from storage.interface.feeds import DueFeed, FeedStore, PageArticle, PageStore, PollResult, SavedPoll
from storage.interface.housekeeping import Housekeeping, Size
from storage.interface.inbox import InboxStore, StoredUpdate
from storage.interface.keeper import Step, StorageKeeper, no_step
from storage.interface.leases import LeaseStore, PaceStore, Sent, Signal, SignalStore
from storage.interface.newsroom import NewsroomStore
from storage.interface.outbox import Addressee, DeliveryOutcome, OutboxStore, QueuedDigest
from storage.interface.search import Cursor, SearchPage, SearchRequest, SearchStore
from storage.interface.stats import StatStore
from storage.interface.stories import Annotated, ArticleStore, FreshArticle, StoryQuery, StoryStore, Unread
from storage.interface.topics import TopicStore
from storage.interface.troubles import TroubleStore

__all__ = [
    "Addressee",
    "Annotated",
    "ArticleStore",
    "BookmarkStore",
    "BroadcastStore",
    "ChatStore",
    "CorrectionStore",
    "Cursor",
    "DeliveryOutcome",
    "DraftStore",
    "DueFeed",
    "FeedStore",
    "FollowStore",
    "FreshArticle",
    "Housekeeping",
    "InboxStore",
    "LabelledArticle",
    "LeaseStore",
    "NewsroomStore",
    "OutboxStore",
    "PaceStore",
    "PageArticle",
    "PageStore",
    "PollResult",
    "QueuedDigest",
    "SavedPoll",
    "SearchPage",
    "SearchRequest",
    "SearchStore",
    "Sent",
    "Signal",
    "SignalStore",
    "Size",
    "StatStore",
    "Step",
    "Storage",
    "StorageError",
    "StorageFault",
    "StorageKeeper",
    "StoredUpdate",
    "StoryQuery",
    "StoryStore",
    "ToldStore",
    "TopicStore",
    "TroubleStore",
    "Unread",
    "no_step",
]
