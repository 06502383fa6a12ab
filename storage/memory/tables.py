"""The contents of a storage in memory, as dictionaries of rows.

A method that does not await between its writes is a transaction, because no other task can run in between.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from domain.article import Article
from domain.audit import KeptChange
from domain.bookmark import Bookmark, BookmarkKind
from domain.broadcast import Broadcast
from domain.chat import Chat, Follow, Place
from domain.correction import Corrected, Correction, CorrectionKind, Pair, corrected
from domain.delivery_rules import OPEN, keeps_words
from domain.ids import (
    ArticleId,
    BroadcastId,
    ChangeId,
    DeliveryId,
    DraftId,
    FeedId,
    FollowId,
    PersonId,
    PostId,
    StoryId,
    UpdateId,
)
from domain.retention import Hold
from domain.roles import Member
from domain.stats import ReaderEvent
from domain.story import Story, StoryArticle, commonest, topics_of
from domain.topic import EditedTopic
from domain.trouble import OpenTrouble, Rest, TroubleKind
from storage.interface import LabelledArticle
from storage.memory.rows import (
    AnnotationRow,
    ArticleRow,
    BucketRow,
    DeliveryRow,
    DraftRow,
    FailureRow,
    FeedRow,
    ForgottenRow,
    LeaseRow,
    PageRow,
    PostRow,
    RetractionRow,
    StoryRow,
    UpdateRow,
)

T = TypeVar("T")


@dataclass(slots=True)
class Tables:
    feeds: dict[FeedId, FeedRow] = field(default_factory=dict)
    holds: dict[str, datetime] = field(default_factory=dict)
    articles: dict[ArticleId, ArticleRow] = field(default_factory=dict)
    forgotten: dict[ArticleId, ForgottenRow] = field(default_factory=dict)
    queue: set[ArticleId] = field(default_factory=set)  # ids of articles that wait for the annotator
    pages: dict[ArticleId, PageRow] = field(default_factory=dict)
    failures: dict[ArticleId, FailureRow] = field(default_factory=dict)
    annotations: dict[ArticleId, AnnotationRow] = field(default_factory=dict)
    stories: dict[StoryId, StoryRow] = field(default_factory=dict)
    chats: dict[Place, Chat] = field(default_factory=dict)
    follows: dict[FollowId, Follow] = field(default_factory=dict)
    bookmarks: dict[tuple[Place, BookmarkKind, ArticleId], Bookmark] = field(default_factory=dict)
    updates: dict[UpdateId, UpdateRow] = field(default_factory=dict)
    applied: dict[tuple[UpdateId, str], datetime] = field(default_factory=dict)
    posts: dict[PostId, PostRow] = field(default_factory=dict)
    deliveries: dict[DeliveryId, DeliveryRow] = field(default_factory=dict)
    newsroom: dict[PersonId, Member] = field(default_factory=dict)
    changes: dict[ChangeId, KeptChange] = field(default_factory=dict)
    corrections: dict[tuple[CorrectionKind, ArticleId, str], Correction] = field(default_factory=dict)
    broadcasts: dict[BroadcastId, Broadcast] = field(default_factory=dict)
    pairs: dict[tuple[ArticleId, ArticleId], Pair] = field(default_factory=dict)
    labelled: dict[ArticleId, LabelledArticle] = field(default_factory=dict)
    retractions: dict[PostId, RetractionRow] = field(default_factory=dict)
    topics: dict[str, EditedTopic] = field(default_factory=dict)
    topic_queue: set[ArticleId] = field(default_factory=set)  # ids of articles whose topics have to be determined again
    drafts: dict[DraftId, DraftRow] = field(default_factory=dict)
    troubles: dict[str, OpenTrouble] = field(default_factory=dict)
    # Person → the kinds of trouble that they want to be told of.
    wishes: dict[PersonId, set[TroubleKind]] = field(default_factory=dict)
    # (person, key of a trouble) → the person's wish not to be told of it.
    rests: dict[tuple[PersonId, str], Rest] = field(default_factory=dict)
    leases: dict[str, LeaseRow] = field(default_factory=dict)
    pace: dict[str, BucketRow] = field(default_factory=dict)
    reader_days: dict[tuple[ReaderEvent, date], int] = field(default_factory=dict)
    retention_hold: Hold | None = None
    last_ids: dict[str, int] = field(default_factory=dict)

    def next_id(self, noun: str) -> int:
        """Return a new id for a row of that kind; an id is never used twice."""
        self.last_ids[noun] = self.last_ids.get(noun, 0) + 1
        return self.last_ids[noun]

    def mark_applied(self, update_id: UpdateId | None, now: datetime, step: str) -> bool:
        """Record that the change `step` is made for an update; return False if it was recorded before.

        Several methods may make changes for one update, so each has a `step` of its own. Without an update nothing is
        recorded, and True is returned.
        """
        if update_id is None:
            return True
        if (update_id, step) in self.applied:
            return False
        self.applied[update_id, step] = second(now)
        return True

    def article(self, article_id: ArticleId) -> Article | None:
        row = self.articles.get(article_id)
        if row is None:
            return None
        feed, article = self.feeds[row.feed_id].feed, row.article
        return Article(
            id=article_id,
            feed_id=row.feed_id,
            source=article.source or feed.source,
            source_country=feed.country,
            fingerprint=row.fingerprint,
            content_hash=article.content_hash,
            url=article.url,
            title=article.title,
            text=article.text,
            language=article.language,
            published_at=row.published_at,
            stored_at=row.stored_at,
            is_pushable=row.is_pushable,
            has_page=row.has_page,
        )

    def members(self, story_id: StoryId) -> list[ArticleId]:
        """Return the ids of a story's articles, oldest first."""
        return sorted(key for key, row in self.annotations.items() if row.story_id == story_id)

    def story_article(self, article_id: ArticleId) -> StoryArticle:
        row, annotation = self.articles[article_id], self.annotations[article_id].annotation
        return StoryArticle(
            id=article_id,
            source=row.article.source or self.feeds[row.feed_id].feed.source,
            url=row.article.url,
            headline=annotation.headline,
            language=annotation.language,
            published_at=row.published_at,
            stored_at=row.stored_at,
            is_pushable=row.is_pushable,
            topics=annotation.topics,
            countries=annotation.countries,
            sentences=annotation.sentences,
            outlet=None if row.article.source else self.feeds[row.feed_id].feed.outlet,
        )

    def story(self, story_id: StoryId, *, is_bare: bool = False) -> Story | None:
        row, members = self.stories.get(story_id), self.members(story_id)
        if row is None or not members:
            return None
        articles = tuple(self.story_article(article_id) for article_id in members)
        said = self.corrected(members)
        develops = None if is_bare or row.develops is None or self.is_hidden(row.develops) else row.develops
        return Story(
            id=story_id,
            created_at=row.created_at,
            updated_at=row.updated_at,
            articles=articles,
            topics=topics_of(articles, said),
            countries=commonest([article.countries for article in articles]),
            summaries=() if is_bare else row.summaries,
            develops=develops,
            earlier=() if develops is None else self._articles_of(develops),
            corrected=said,
            earlier_corrected=Corrected() if develops is None else self.corrected(self.members(develops)),
        )

    def corrected(self, articles: Collection[ArticleId]) -> Corrected:
        return corrected(one for one in self.corrections.values() if one.article_id in articles)

    def is_hidden(self, story_id: StoryId) -> bool:
        return self.corrected(self.members(story_id)).is_hidden

    def move_articles(self, moves: Mapping[ArticleId, StoryId], now: datetime) -> None:
        changed = set(moves.values())
        for article_id, story_id in moves.items():
            self.stories.setdefault(story_id, StoryRow(second(now), second(now)))
            if row := self.annotations.get(article_id):
                changed.add(row.story_id)
                row.story_id = story_id
        self.drop_empty(changed)
        for story_id in changed & self.stories.keys():
            self.stories[story_id].needs_summary = True

    def _articles_of(self, story_id: StoryId) -> tuple[StoryArticle, ...]:
        return tuple(self.story_article(article_id) for article_id in self.members(story_id))

    def forget_words(self, post_id: PostId) -> None:
        """Erase the content of a notice if none of its deliveries waits or is being sent, since it may name a group."""
        post = self.posts.get(post_id)
        has_open = any(row.post_id == post_id and row.state in OPEN for row in self.deliveries.values())
        if post is not None and not keeps_words(post.kind, has_open=has_open):
            post.content = None

    def drop_empty(self, story_ids: set[StoryId]) -> None:
        """Delete those of the given stories that have no articles any more."""
        for story_id in story_ids - {row.story_id for row in self.annotations.values()}:
            self.stories.pop(story_id, None)
            for row in self.stories.values():
                row.develops = None if row.develops == story_id else row.develops


def second(moment: datetime) -> datetime:
    """Return a moment as it is stored: in whole seconds and in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0)


def second_or_none(moment: datetime | None) -> datetime | None:
    return None if moment is None else second(moment)


def to_seconds(value: T) -> T:
    """Return a dataclass with its moments and spans of time cut to whole seconds."""
    changes: dict[str, Any] = {}
    for one in fields(value):  # type: ignore[arg-type]
        found = getattr(value, one.name)
        if isinstance(found, datetime):
            changes[one.name] = second(found)
        elif isinstance(found, timedelta):
            changes[one.name] = timedelta(seconds=int(found.total_seconds()))
    return replace(value, **changes)  # type: ignore[type-var]
