"""Follows that push at once: each new article is compared with all follows, and its story is pushed.

The outbox applies quiet hours; mutes and languages are applied when the push is composed. A story that a chat was told
before is left to the next digest, which tells what is new in it.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from digest.builder import DigestBuilder
from digest.follows import FollowMatcher
from digest.matching import Matchable, Words, answers, stored_query
from digest.requests import request_of
from digest.told import ToldHistory
from domain.chat import Chat, ChatState, Follow
from domain.clock import Clock
from domain.digest import Digest, DigestRequest, Window
from domain.faults import place_of
from domain.ids import ArticleId, ChatId, StoryId
from domain.lease import Lease
from domain.post import PostKind
from domain.story import Story
from domain.timetable import is_paused
from jobs.fresh import FreshArticles
from jobs.pushes import day_counts, one_story
from storage.interface import Addressee, FreshArticle, Storage
from text.lexicon.lexicon import Lexicon

log = structlog.get_logger(__name__)

PER_DAY = 30  # pushes to one chat in a day; if a follow matches more, the rest comes in the digest


@dataclass(slots=True)
class _Match:
    """A story, and the chats with a follow that matches it."""

    story_id: StoryId
    since: datetime
    queries: dict[ChatId, set[str]] = field(default_factory=dict)  # chat → those of its queries that match the story
    # Chat → those of its queries that match by their own words, not by the same words in another language.
    by_word: dict[ChatId, set[str]] = field(default_factory=dict)

    def wanted_by(self, chat: Chat) -> set[str]:
        """Return those of the chat's queries that match the story.

        If the chat wants matches in its own language only, queries that match only by words of another language are
        left out.
        """
        return (self.by_word if chat.own_language_only else self.queries).get(chat.id, set())


class FollowTick:
    """The tick for follows; `on_queued` is called after something was queued for the outbox.

    With a lexicon, follows match articles in other languages as well, except for chats that want their own words only.
    If the `lease` is lost, it raises LeaseLost and queues nothing, since another process may be pushing the same story.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        history: ToldHistory,
        builder: DigestBuilder,
        lexicon: Lexicon | None = None,
        *,
        on_queued: Callable[[], None] = lambda: None,
        lease: Lease | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._history = history
        self._builder = builder
        self._lexicon = lexicon
        self._on_queued = on_queued
        self._lease = lease or Lease.forever()
        self._fresh = FreshArticles(storage.stories)
        self._matcher = FollowMatcher(())
        self._known: tuple[Follow, ...] = ()

    async def run_once(self) -> int:
        """Push the stories of new articles to their followers; return the number of queued pushes."""
        queued = 0
        now = self._clock.now()
        while articles := await self._fresh.next(now):
            await self._read_follows()
            moved: set[StoryId] = set()
            if len(self._matcher):
                wanted, failed = await asyncio.to_thread(_matches, self._matcher, articles)
                for article_id, error in failed.items():
                    log.error("an article could not be matched", article=article_id, error=place_of(error))
                found = await self._storage.stories.get([one.story_id for one in wanted])
                stories = {story.id: story for story in found}
                moved = {one.story_id for one in wanted} - stories.keys()
                queued += await self._push([one for one in wanted if one.story_id in stories], stories, now)
            self._fresh.done(articles, moved=moved)
        if queued:
            log.info("stories for follows queued", pushes=queued)
            self._on_queued()
        return queued

    async def _read_follows(self) -> None:
        follows = tuple(follow for follow in await self._storage.follows.all() if follow.at_once)
        if follows != self._known:
            self._matcher = await asyncio.to_thread(FollowMatcher, follows, self._lexicon)
            self._known = follows

    async def _push(self, wanted: Sequence[_Match], stories: Mapping[StoryId, Story], now: datetime) -> int:
        if not wanted:
            return 0
        counts = await day_counts(self._storage.outbox, PostKind.FOLLOW, now=now)
        chats = await self._chats({chat_id for one in wanted for chat_id in one.queries}, now)
        queued = 0
        for one in wanted:
            groups: dict[DigestRequest, list[Chat]] = {}
            for chat in [chat for chat_id in one.queries for chat in chats.get(chat_id, ())]:
                queries = one.wanted_by(chat)
                if queries and counts.of(chat.place) < PER_DAY:
                    groups.setdefault(_request(chat, queries, one.since, now), []).append(chat)
            for request, group in groups.items():
                with one_story("a followed story could not be told", one.story_id):
                    reached = await self._queue(stories[one.story_id], request, group, now)
                    counts.add(reached)
                    queued += len(reached)
        return queued

    async def _queue(self, story: Story, request: DigestRequest, chats: Sequence[Chat], now: datetime) -> list[Chat]:
        """Queue the story for the chats that were not told it yet; return these chats."""
        digest = await self._builder.compose([story], request, now=now)
        if not digest.stories:
            return []
        async with self._history.untold(story, chats, now=now) as untold:
            if untold:
                followed = Digest(digest.window, digest.stories)
                addressees = [Addressee(chat, chat.next_due_at) for chat in untold]
                self._lease.check()
                await self._storage.outbox.enqueue(PostKind.FOLLOW, followed, addressees, now=now)
        return untold

    async def _chats(self, ids: Iterable[ChatId], now: datetime) -> Mapping[ChatId, list[Chat]]:
        """Return chat id → the active chat and its active threads; paused ones are left out."""
        found: dict[ChatId, list[Chat]] = {}
        for chat_id in ids:
            for chat in await self._storage.chats.threads_of(chat_id):
                if chat.state is ChatState.ACTIVE and not is_paused(chat.timetable, now):
                    found.setdefault(chat_id, []).append(chat)
        return found


def _matches(
    matcher: FollowMatcher, articles: Sequence[FreshArticle]
) -> tuple[list[_Match], dict[ArticleId, Exception]]:
    """Return the stories with their followers, in order, and the articles that could not be compared, with the error.

    A follow matches only articles that were stored after the follow was added.
    """
    wanted: dict[StoryId, _Match] = {}
    failed: dict[ArticleId, Exception] = {}
    for article in articles:
        try:
            read = Matchable(Words(article.words), article.topics, article.countries, article.language, article.source)
            follows = matcher.match(read)
        except Exception as error:  # noqa: BLE001 - the tick logs it, and the other articles are matched
            failed[article.article_id] = error
            continue
        for follow in follows:
            if follow.created_at is None or follow.created_at <= article.stored_at:
                one = wanted.setdefault(article.story_id, _Match(article.story_id, article.stored_at))
                one.queries.setdefault(follow.chat_id, set()).add(follow.query)
                if answers(read, stored_query(follow.query)):
                    one.by_word.setdefault(follow.chat_id, set()).add(follow.query)
    return list(wanted.values()), failed


def _request(chat: Chat, queries: Iterable[str], since: datetime, now: datetime) -> DigestRequest:
    """Return the request for a push of one story; it names no topics, because the story matches one of the follows."""
    request = request_of(chat, Window(min(since, now), now), follows=queries, is_pushed=True)
    return replace(request, topics=(), tastes=(), limit=1)
