"""All parts of a storage in one value."""

from dataclasses import dataclass

from storage.interface.bookmarks import BookmarkStore
from storage.interface.broadcasts import BroadcastStore
from storage.interface.chats import ChatStore, FollowStore, ToldStore
from storage.interface.corrections import CorrectionStore
from storage.interface.drafts import DraftStore
from storage.interface.feeds import FeedStore, PageStore
from storage.interface.housekeeping import Housekeeping
from storage.interface.inbox import InboxStore
from storage.interface.leases import LeaseStore, PaceStore, SignalStore
from storage.interface.newsroom import NewsroomStore
from storage.interface.outbox import OutboxStore
from storage.interface.search import SearchStore
from storage.interface.stats import StatStore
from storage.interface.stories import ArticleStore, StoryStore
from storage.interface.topics import TopicStore
from storage.interface.troubles import TroubleStore


@dataclass(frozen=True, slots=True)
class Storage:
    """The parts of an open storage, one for each Protocol of this package.

    launch/ opens the storage and passes it on; a handler receives it as its argument `news`.
    """

    feeds: FeedStore
    pages: PageStore
    articles: ArticleStore
    stories: StoryStore
    search: SearchStore
    chats: ChatStore
    follows: FollowStore
    bookmarks: BookmarkStore
    told: ToldStore
    corrections: CorrectionStore
    broadcasts: BroadcastStore
    stats: StatStore
    outbox: OutboxStore
    inbox: InboxStore
    newsroom: NewsroomStore
    topics: TopicStore
    drafts: DraftStore
    troubles: TroubleStore
    housekeeping: Housekeeping
    leases: LeaseStore
    pace: PaceStore
    signals: SignalStore
