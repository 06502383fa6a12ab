"""What the rest of the program may ask of the storage: small Protocols in domain types, and their bundle.

One method is one transaction. A method that changes something on behalf of an update takes its `update_id` and marks it
applied in the same transaction; called again with the same one it changes nothing. Moments are aware, in UTC.
"""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from domain.article import Annotation, Article, IndexWords, NewArticle
from domain.chat import Chat, ChatState, Follow
from domain.digest import Digest, Window
from domain.feed import Feed, NewFeed, PollState
from domain.post import Delivery, Notice, Post, PostKind
from domain.story import Story


class StorageError(Exception):
    """The storage cannot do what was asked; `key` is a text key of locales/, `args` its arguments."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


# Feeds ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PollResult:
    """What one poll leaves behind; saved in one transaction."""

    feed_id: int
    polled_at: datetime
    state: PollState
    articles: tuple[NewArticle, ...] = ()
    url: str | None = None  # the new address, when the feed has moved for good
    holds: Mapping[str, datetime] = field(default_factory=dict)  # host → not before, as its Retry-After asked
    title: str | None = None  # the name to take from now on, for a feed that was added without one


@dataclass(frozen=True, slots=True)
class DueFeed:
    """A feed whose moment has come; enough to take hosts in turn before the whole row is claimed."""

    id: int
    host: str  # domain.feed.host_of its address


@dataclass(frozen=True, slots=True)
class SavedPoll:
    new: int
    edited: int  # articles whose text the publisher changed; annotated again, never sent again


class FeedStore(Protocol):
    async def add(self, feed: NewFeed, *, now: datetime, update_id: int | None = None) -> tuple[Feed, bool]:
        """The feed with that URL and whether it is new; a new one is due at once."""
        ...

    async def add_many(self, feeds: Sequence[NewFeed], *, now: datetime, update_id: int | None = None) -> int:
        """Add those whose URL is not known yet, all or none; how many were new."""
        ...

    async def all(self) -> tuple[Feed, ...]: ...

    async def get(self, feed_id: int) -> Feed | None: ...

    async def by_url(self, url: str) -> Feed | None: ...

    async def set_full_text(self, feed_id: int, *, is_on: bool) -> None:
        """Whether the pages of its articles are fetched from now on."""
        ...

    async def remove(self, feed_id: int, *, update_id: int | None = None) -> bool:
        """Stop polling a feed. Its articles stay until retention takes them."""
        ...

    async def due(self, *, now: datetime, everything: bool = False) -> tuple[DueFeed, ...]:
        """Due feeds, longest due first; `everything` ignores next_poll_at. Hosts that asked us to wait are left out."""
        ...

    async def claim(
        self, ids: Sequence[int], *, now: datetime, lease: timedelta, everything: bool = False
    ) -> tuple[Feed, ...]:
        """Those of them that are still due, as they were, in the order asked for.

        Their next_poll_at moves on by their interval (at least `lease`) at once, so that a process that dies between
        the request and save_poll does not make the next one ask the publisher again.
        """
        ...

    async def holds(self, *, now: datetime) -> dict[str, datetime]:
        """Host → not before, of the hosts that asked us to wait."""
        ...

    async def save_poll(self, result: PollResult) -> SavedPoll:
        """Articles in and validators saved, or neither."""
        ...

    async def overdue(self, *, now: datetime) -> int:
        """How many feeds are due and have not been tried."""
        ...


@dataclass(frozen=True, slots=True)
class PageArticle:
    """An article whose page is to be fetched, because its feed gives only a teaser."""

    article_id: int
    url: str
    text: str  # the feed's own
    attempts: int  # that failed so far


class PageStore(Protocol):
    """Articles of feeds with `full_text` wait here once stored, and are annotated when their page was tried."""

    async def due(self, *, now: datetime, limit: int) -> tuple[PageArticle, ...]: ...

    async def save(self, article_id: int, text: str | None) -> None:
        """The page was read: `text` takes the place of the feed's own, None keeps that."""
        ...

    async def retry(self, article_id: int, at: datetime) -> None:
        """The page could not be had now; meanwhile the feed's own text is annotated."""
        ...


# Articles, annotations, stories ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation and the story its article was put into."""

    article_id: int
    annotation: Annotation
    story_id: int
    is_news: bool = True  # False for an edited article or one that moved: its story gets no new revision


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """What StoryIndex is rebuilt from."""

    article_id: int
    story_id: int
    source: str
    language: str
    published_at: datetime
    stored_at: datetime
    features: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FreshArticle:
    """What follows are matched against; its words are those of the search index."""

    article_id: int
    story_id: int
    source: str
    language: str
    topics: tuple[str, ...]
    countries: tuple[str, ...]
    stored_at: datetime
    words: IndexWords


@dataclass(frozen=True, slots=True)
class StoryQuery:
    """Which stories; every empty field means any."""

    window: Window | None = None  # stories with an article stored in it
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()  # stories with an article in one of them
    pushable_only: bool = False
    limit: int = 200  # newest first


class ArticleStore(Protocol):
    async def get(self, ids: Sequence[int]) -> tuple[Article, ...]: ...

    async def without_annotation(self, *, limit: int) -> tuple[Article, ...]:
        """The queue of the annotator, in id order; edited articles among them."""
        ...

    async def save_annotations(self, batch: Sequence[Annotated], *, now: datetime) -> None:
        """Annotation, search index and story of each, in one transaction."""
        ...

    async def texts_since(self, moment: datetime, *, limit: int) -> tuple[tuple[str, str], ...]:
        """(source, text) of the latest annotated articles stored since, in the order they came."""
        ...

    async def stories_of(self, ids: Sequence[int]) -> dict[int, int]:
        """Article id → story id, of those that have one."""
        ...


class StoryStore(Protocol):
    async def find(self, query: StoryQuery) -> tuple[Story, ...]: ...

    async def get(self, ids: Sequence[int]) -> tuple[Story, ...]:
        """In the order asked for; unknown ids are left out."""
        ...

    def indexed_since(self, moment: datetime) -> AsyncIterator[IndexedArticle]:
        """Every annotated article stored since, in id order, for rebuilding the index."""
        ...

    async def fresh(self, *, after: int, since: datetime, limit: int) -> tuple[FreshArticle, ...]:
        """Pushable articles in stories, with ids above `after` and stored since, in id order."""
        ...

    async def last_story_id(self) -> int:
        """Of all there are and that were told of; 0 when there is none. StoryIndex numbers new stories from here."""
        ...

    async def regroup(self, moves: Mapping[int, int], *, now: datetime) -> None:
        """Move articles (id → story id); what chats were told moves along. Empty stories go."""
        ...


# Search ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One thing that must, may or must not be there; alternatives are terms of the index, made by text.query."""

    alternatives: tuple[str, ...]  # any of these, best first: exact, lemmas, stems, prefixes (ending in *)
    phrase: tuple[str, ...] = ()  # consecutive exact forms, when quoted
    is_excluded: bool = False
    lemmas: int = 0  # how many of the alternatives, after the first, are lemmas


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A parsed query: all groups must match, each group by any of its terms."""

    groups: tuple[tuple[SearchTerm, ...], ...] = ()
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # publishers, or the openings of their names, in any case of letters
    muted_sources: tuple[str, ...] = ()  # publishers left out
    since: datetime | None = None
    until: datetime | None = None
    newest_first: bool = False
    limit: int = 5
    offset: int = 0
    as_of: int | None = None  # highest article id of the first page, which keeps later pages stable


@dataclass(frozen=True, slots=True)
class SearchPage:
    stories: tuple[Story, ...]
    best: tuple[int, ...]  # the article of each story that matched best
    as_of: int
    has_more: bool


class SearchStore(Protocol):
    async def search(self, request: SearchRequest) -> SearchPage: ...

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        """Words of the index nearest to one that was not found, best first."""
        ...


# Chats ----------------------------------------------------------------------------------------------------------------


class ChatStore(Protocol):
    async def get(self, chat_id: int, thread_id: int | None = None) -> Chat | None: ...

    async def save(self, chat: Chat, *, update_id: int | None = None) -> None:
        """Add or replace; the caller has computed next_due_at."""
        ...

    async def delete(self, chat_id: int, *, update_id: int | None = None) -> None:
        """Forget everything about it: no row with the chat's id is left in any table."""
        ...

    async def migrate(self, old_id: int, new_id: int, *, update_id: int | None = None) -> None:
        """A group became a supergroup: rewrite its id everywhere."""
        ...

    async def threads_of(self, chat_id: int) -> tuple[Chat, ...]:
        """Everything set up under that chat id: the chat itself and its forum threads."""
        ...

    async def due(self, *, now: datetime, limit: int) -> tuple[Chat, ...]:
        """Active chats with next_due_at <= now, earliest first."""
        ...

    async def planned_after(self, moment: datetime) -> tuple[Chat, ...]:
        """Active chats with next_due_at later than that."""
        ...

    async def readers(self, *, wants_breaking: bool = False) -> tuple[Chat, ...]:
        """Active chats; with `wants_breaking` those that asked for breaking news."""
        ...

    async def lose(
        self,
        chat_id: int,
        state: ChatState,
        *,
        now: datetime,
        thread_id: int | None = None,
        notice: Notice | None = None,
    ) -> tuple[Chat, ...]:
        """Telegram took the chat away: no push is planned and what waits for it is dropped.

        `thread_id` means that thread alone, 0 a forum's general one; None everything of the chat. Only active and
        suspended chats change; nothing is deleted. In the same transaction the notice is queued for whoever set them
        up. The chats that changed, as they were.
        """
        ...

    async def told(
        self, chat_ids: Sequence[int], *, since: datetime, thread_id: int | None = None
    ) -> dict[int, dict[int, int]]:
        """Chat → story → highest revision told, read from its deliveries' posts. Equal values may be one object."""
        ...

    async def record_shown(
        self,
        chat_id: int,
        digest: Digest,
        *,
        now: datetime,
        update_id: int | None = None,
        thread_id: int | None = None,
    ) -> None:
        """A digest that was shown on request counts as told."""
        ...

    async def follows(self, chat_id: int | None = None) -> tuple[Follow, ...]:
        """Of one chat, or of all."""
        ...

    async def add_follow(
        self, chat_id: int, query: str, *, at_once: bool, now: datetime, update_id: int | None = None
    ) -> Follow: ...

    async def remove_follow(self, chat_id: int, follow_id: int, *, update_id: int | None = None) -> bool: ...


# Posts and deliveries -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Addressee:
    """A chat that a post goes to, and, where the post is a digest, what its timetable becomes."""

    chat: Chat
    next_due_at: datetime | None
    is_silent: bool = False
    not_before: datetime | None = None
    window_end: datetime | None = None  # becomes last_digest_end; None leaves that as it is
    served_slot: str | None = None  # becomes served_slot; None leaves that as it is


@dataclass(frozen=True, slots=True)
class QueuedDigest:
    """A digest and the chats it goes to."""

    content: Digest | None  # None: there is nothing to tell, but the hour moves on
    addressees: Sequence[Addressee]
    post_id: int | None = None  # where it was queued for other chats before: what `enqueue_digests` answered then


class OutboxStore(Protocol):
    async def enqueue_digests(self, digests: Sequence[QueuedDigest], *, now: datetime) -> tuple[int | None, ...]:
        """Store the posts, a delivery for each chat, and move each chat's next_due_at, all in one transaction.

        A chat whose next_due_at is no longer the one it was selected with is left out, so the same hour is never
        queued twice. The posts' ids, in order; None where there is nothing to tell.
        """
        ...

    async def enqueue(
        self,
        kind: PostKind,
        content: Digest | Notice,
        addressees: Sequence[Addressee],
        *,
        now: datetime,
        post_id: int | None = None,
    ) -> int:
        """Store another post and a delivery for each chat, in one transaction; timetables stay as they are.

        It goes to chats that are active, and a notice to anybody who can be reached. With `post_id` (an earlier answer
        of this method) more chats get the same post. The post's id.
        """
        ...

    async def claim(self, *, now: datetime, limit: int, lease: timedelta) -> tuple[Delivery, ...]:
        """Waiting deliveries whose time has come, leased and marked as being sent."""
        ...

    async def post(self, post_id: int) -> Post | None: ...

    async def record(self, outcomes: Sequence["DeliveryOutcome"], *, now: datetime) -> None:
        """Write the outcomes down. What would wait for a chat that stopped or was lost meanwhile is dropped."""
        ...

    async def recover(self, *, now: datetime, expired_only: bool = False, held: Collection[int] = ()) -> int:
        """What was being sent when whoever had it died is uncertain, and waits again. How many.

        At start that is all there is; later only what is not among the `held` and whose lease is over.
        """
        ...

    async def flood_until(self, *, now: datetime) -> datetime | None:
        """The end of a flood wait that is still to be obeyed, as recorded before a restart."""
        ...

    async def received(self, kind: PostKind, *, since: datetime) -> dict[tuple[int, int | None], int]:
        """(chat, thread) → how many posts of that kind were queued for it since."""
        ...

    async def waiting(self) -> int:
        """How many deliveries are not done yet."""
        ...

    async def forget(self, *, older_than: datetime, batch: int = 1000) -> int:
        """Delete finished deliveries of before that moment, and posts nobody holds any more; how many went."""
        ...


@dataclass(frozen=True, slots=True)
class DeliveryOutcome:
    """What to write down after a call: exactly one of the moments of a delivery's life."""

    delivery_id: int
    state: str  # a DeliveryState
    parts_sent: int = 0
    message_ids: tuple[int, ...] = ()
    not_before: datetime | None = None  # with WAITING: parked until then
    reason: str | None = None  # a word for the log and for flood_until; never a text


# Inbox ----------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StoredUpdate:
    update_id: int
    chat_id: int  # updates of one chat are handled in order
    payload: dict[str, Any]  # only the fields the bot uses


class InboxStore(Protocol):
    async def put(self, updates: Sequence[StoredUpdate], *, now: datetime) -> frozenset[int]:
        """Store those that are not known yet; afterwards Telegram may be told that we have them. The new ones' ids."""
        ...

    async def waiting(self) -> tuple[StoredUpdate, ...]:
        """Not handled to the end yet, by update id; their change may be applied already, their answer not sent."""
        ...

    async def mark_handled(self, update_ids: Sequence[int], *, now: datetime) -> None:
        """Handled to the end (whether or not they changed anything): payload and chat id are erased."""
        ...

    async def is_applied(self, update_id: int) -> bool:
        """Whether a change was made on its behalf."""
        ...

    async def forget(self, *, now: datetime) -> None:
        """Erase payloads older than an hour, and rows older than two days, which Telegram cannot send again."""
        ...


# Housekeeping ---------------------------------------------------------------------------------------------------------


class Housekeeping(Protocol):
    async def backup(self, target: Path) -> None:
        """A consistent, checked copy of a running database."""
        ...

    async def retain(self, *, now: datetime, keep: timedelta, batch: int = 100) -> int:
        """Delete up to `batch` articles older than `keep` that no live story holds; how many went."""
        ...

    async def check(self) -> tuple[str, ...]:
        """What is wrong with the database; empty when nothing is."""
        ...

    async def counts(self) -> dict[str, int]:
        """Rows by noun, for /health and metrics."""
        ...


@dataclass(frozen=True, slots=True)
class Storage:
    """The bundle that bot.py opens and passes on; handlers receive it as `news`."""

    feeds: FeedStore
    pages: PageStore
    articles: ArticleStore
    stories: StoryStore
    search: SearchStore
    chats: ChatStore
    outbox: OutboxStore
    inbox: InboxStore
    housekeeping: Housekeeping
