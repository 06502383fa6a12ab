"""The corrections by editors in memory; each belongs to an article."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from domain.audit import Change
from domain.chat import Place
from domain.correction import Correction, CorrectionKind, Pair, SeenStory, is_as_seen, is_finished, judged, without
from domain.delivery_rules import PRIORITIES, is_received_in_part, is_under_way, may_be_queued, may_be_withdrawn
from domain.digest import Digest
from domain.ids import ArticleId, DeliveryId, PostId, StoryId, UpdateId
from domain.post import DeliveryReason, DeliveryState, Notice, PostKind
from storage.interface import LabelledArticle, StorageError, StorageFault
from storage.memory.newsroom import keep_changes
from storage.memory.outbox import add_post
from storage.memory.rows import DeliveryRow, RetractionRow
from storage.memory.tables import Tables, second, second_or_none


class MemoryCorrections:
    """The in-memory implementation of storage.interface.CorrectionStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def put(
        self,
        corrections: Sequence[Correction],
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        if not self._begin(seen, update_id, now, "put_corrections"):
            return False
        self._put(corrections)
        keep_changes(self._tables, [change] if change else [], now)
        return True

    async def remove(
        self,
        articles: Collection[ArticleId],
        kind: CorrectionKind,
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        if not self._begin(seen, update_id, now, "remove_corrections"):
            return False
        gone = [key for key in self._tables.corrections if key[0] is kind and key[1] in set(articles)]
        for key in gone:
            del self._tables.corrections[key]
        if change and gone:
            keep_changes(self._tables, [change], now)
        if kind is CorrectionKind.HIDDEN:
            self._take_back(frozenset(articles))
        return bool(gone)

    def _take_back(self, articles: frozenset[ArticleId]) -> None:
        """Drop the waiting notices that the story of these articles was hidden, because it is shown again."""
        open_ = {post_id for post_id, row in self._tables.retractions.items() if row.articles & articles}
        for post_id in open_:
            del self._tables.retractions[post_id]
        for one in self._tables.deliveries.values():
            if one.post_id in open_ and may_be_withdrawn(one.state, one.parts_sent):
                one.state, one.reason = DeliveryState.DROPPED, DeliveryReason.WITHDRAWN

    async def hide(
        self,
        articles: Collection[ArticleId],
        *,
        since: datetime,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        notice: Notice | None = None,
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> tuple[PostId, ...]:
        tables, hidden = self._tables, frozenset(articles)
        if not self._begin(seen, update_id, now, "hide_story"):
            return ()
        self._put([Correction(one, CorrectionKind.HIDDEN, now) for one in hidden])
        keep_changes(self._tables, [change] if change else [], now)
        replaced = []
        for post_id in self._telling(hidden, second(since)):
            post = tables.posts[post_id]
            if post.replaced_by is None and isinstance(post.content, Digest):
                new_id = add_post(tables, post.kind, without(post.content, hidden), now)
                old = [key for key, one in tables.posts.items() if key == post_id or one.replaced_by == post_id]
                for key in old:
                    tables.posts[key].replaced_by = new_id
                replaced += old
        if notice is not None:
            notice_id = add_post(tables, PostKind.CORRECTION, notice, now)
            tables.retractions[notice_id] = RetractionRow(hidden, second(since), second(now))
            self._notify(notice_id, self._telling(hidden, second(since)), now)
        return tuple(replaced)

    async def reach(self, articles: Collection[ArticleId], *, since: datetime) -> int:
        told = self._last_told(self._telling(frozenset(articles), second(since)))
        return sum(1 for row in told if self._may_be_told(row))

    async def tell(self, *, now: datetime) -> int:
        told = 0
        for post_id, row in list(self._tables.retractions.items()):
            telling = self._telling(row.articles, row.since)
            told += self._notify(post_id, telling, now)
            deliveries = [one for one in self._tables.deliveries.values() if one.post_id in telling]
            if is_finished(
                row.made_at, now, is_under_way=any(is_under_way(one.state, one.parts_sent) for one in deliveries)
            ):
                del self._tables.retractions[post_id]
        return told

    async def tie(
        self,
        pairs: Sequence[Pair],
        moves: Mapping[ArticleId, StoryId],
        *,
        now: datetime,
        seen: Sequence[SeenStory] = (),
        change: Change | None = None,
        update_id: UpdateId | None = None,
    ) -> bool:
        tables = self._tables
        if not self._begin(seen, update_id, now, "tie_articles"):
            return False
        for pair in pairs:
            known = tables.pairs.get((pair.one, pair.other))
            was_stated = known is not None and known.is_stated and known.is_same is pair.is_same
            tables.pairs[pair.one, pair.other] = replace(
                pair, made_at=second(pair.made_at), is_stated=pair.is_stated or was_stated
            )
        for article_id in judged(pairs):
            if article := tables.article(article_id):
                kept = LabelledArticle(
                    article_id, article.title or "", article.text, article.source, article.url, article.published_at
                )
                tables.labelled.setdefault(article_id, kept)
        tables.move_articles(moves, now)
        keep_changes(self._tables, [change] if change else [], now)
        return True

    async def said(self, *, since: datetime) -> tuple[Pair, ...]:
        articles = self._tables.articles
        found = [
            pair
            for pair in self._tables.pairs.values()
            if pair.one in articles
            and pair.other in articles
            and max(articles[pair.one].stored_at, articles[pair.other].stored_at) >= second(since)
        ]
        return tuple(sorted(found, key=lambda pair: (-pair.made_at.timestamp(), pair.one, pair.other)))

    async def labelled(self) -> tuple[tuple[Pair, ...], tuple[LabelledArticle, ...]]:
        pairs = sorted(
            (pair for pair in self._tables.pairs.values() if pair.is_stated), key=lambda pair: (pair.one, pair.other)
        )
        labelled = self._tables.labelled
        return tuple(pairs), tuple(labelled[one] for one in judged(pairs) if one in labelled)

    def _begin(self, seen: Sequence[SeenStory], update_id: UpdateId | None, now: datetime, step: str) -> bool:
        """Record that the change `step` is made for the update; return False if it was made before.

        Raises StorageError with STORY_CHANGED if one of the stories is not as in `seen`.
        """
        tables = self._tables
        if (update_id, step) not in tables.applied:
            for one in seen:
                row = tables.annotations.get(one.articles[0])
                members = tables.members(row.story_id) if row else []
                corrections = [known for known in tables.corrections.values() if known.article_id in members]
                if not is_as_seen(one, members, corrections):
                    raise StorageError(StorageFault.STORY_CHANGED)
        return tables.mark_applied(update_id, now, step)

    def _put(self, corrections: Sequence[Correction]) -> None:
        for one in corrections:
            if one.article_id in self._tables.articles:
                kept = replace(one, made_at=second(one.made_at), until=second_or_none(one.until))
                self._tables.corrections[one.kind, one.article_id, one.language] = kept

    def _telling(self, articles: frozenset[ArticleId], since: datetime) -> list[PostId]:
        return [
            key
            for key, post in self._tables.posts.items()
            if post.created_at >= since and not post.told.isdisjoint(articles)
        ]

    def _last_told(self, telling: Collection[PostId]) -> Collection[DeliveryRow]:
        """Return, for each chat that got at least a part of one of these posts, the latest delivery by which it did."""
        last: dict[Place, DeliveryRow] = {}
        for _, row in sorted(self._tables.deliveries.items()):
            if row.post_id in telling and is_received_in_part(row.state, row.parts_sent):
                last[row.place] = row
        return last.values()

    def _may_be_told(self, row: DeliveryRow) -> bool:
        chat = self._tables.chats.get(row.place)
        return may_be_queued(PostKind.CORRECTION, chat.state if chat else None)

    def _notify(self, post_id: PostId, telling: Collection[PostId], now: datetime) -> int:
        tables = self._tables
        known = {row.place for row in tables.deliveries.values() if row.post_id == post_id}
        told = 0
        for row in self._last_told(telling):
            if row.place in known or not self._may_be_told(row):
                continue
            told, chat = told + 1, tables.chats.get(row.place)
            tables.deliveries[DeliveryId(tables.next_id("delivery"))] = DeliveryRow(
                post_id=post_id,
                place=row.place,
                locale=chat.locale if chat else row.locale or "en",
                zone=chat.timetable.zone if chat else row.zone or "UTC",
                is_silent=False,
                reply_to=row.message_ids[-1] if row.message_ids else None,
                priority=PRIORITIES[PostKind.CORRECTION],
                not_before=second(now),
                created_at=second(now),
            )
        return told
