"""The rows of the tables in which storage.memory keeps its contents."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.article import Annotation, NewArticle
from domain.chat import Place
from domain.digest import Digest
from domain.draft import Draft
from domain.feed import Feed, KeptPoll
from domain.ids import ArticleId, ChatId, FeedId, MessageId, PostId, StoryId, UpdateId
from domain.post import Announcement, DeliveryReason, DeliveryState, Notice, PostKind
from domain.recognition import Kept
from domain.story import Summary


@dataclass(slots=True)
class FeedRow:
    feed: Feed
    removed_at: datetime | None = None
    listed_at: datetime | None = None  # when the last poll that brought entries took place
    has_undated: bool = False  # whether any poll so far brought entries without a date
    polls: list[KeptPoll] = field(default_factory=list)  # oldest first


@dataclass(slots=True)
class ArticleRow:
    """An article with the text from its feed or from its web page."""

    feed_id: FeedId
    fingerprint: str
    is_pushable: bool
    stored_at: datetime
    published_at: datetime
    article: NewArticle
    has_page: bool = False


@dataclass(slots=True)
class ForgottenRow:
    """The identity of an article that retention deleted; it is kept as long as its feed may still list the article."""

    kept: Kept
    listed_at: datetime


@dataclass(slots=True)
class PageRow:
    due_at: datetime
    attempts: int = 0


@dataclass(slots=True)
class FailureRow:
    """The failures to read an article's text: `tries` of them, and the next try at `due_at`, or None if given up."""

    tries: int
    due_at: datetime | None


@dataclass(slots=True)
class AnnotationRow:
    annotation: Annotation
    story_id: StoryId


@dataclass(slots=True)
class StoryRow:
    created_at: datetime
    updated_at: datetime
    needs_summary: bool = True
    summaries: tuple[Summary, ...] = ()
    develops: StoryId | None = None


@dataclass(slots=True)
class UpdateRow:
    chat_id: ChatId
    payload: dict[str, Any] | None
    received_at: datetime
    handled_at: datetime | None = None
    set_aside_at: datetime | None = None
    starts: int = 0
    owner: str | None = None  # the name of the process that handles the update

    @property
    def is_open(self) -> bool:
        return self.handled_at is None and self.set_aside_at is None


@dataclass(slots=True)
class PostRow:
    kind: PostKind
    created_at: datetime
    content: Digest | Notice | Announcement | None
    told: frozenset[ArticleId]
    told_stories: frozenset[StoryId] = frozenset()
    replaced_by: PostId | None = None


@dataclass(slots=True)
class RetractionRow:
    """A notice that a story was hidden, kept for chats to which the story is still being sent."""

    articles: frozenset[ArticleId]
    since: datetime
    made_at: datetime


@dataclass(slots=True)
class DeliveryRow:
    post_id: PostId
    place: Place
    locale: str
    zone: str
    is_silent: bool
    priority: int
    not_before: datetime
    created_at: datetime
    reply_to: MessageId | None = None
    state: DeliveryState = DeliveryState.WAITING
    parts_sent: int = 0
    message_ids: tuple[MessageId, ...] = ()
    attempts: int = 0
    leased_until: datetime | None = None
    owner: str | None = None  # the name of the process that sends the delivery
    reason: DeliveryReason | None = None


@dataclass(slots=True)
class LeaseRow:
    owner: str
    until: float  # end of the lease, in seconds of the monotonic clock


@dataclass(slots=True)
class BucketRow:
    level: float  # number of tokens at the moment `at`
    at: float  # when `level` was computed, in seconds of the monotonic clock
    closed_until: float = 0.0


@dataclass(slots=True)
class DraftRow:
    draft: Draft
    made_at: datetime
    update_id: UpdateId | None = None  # the update because of which the draft was stored
