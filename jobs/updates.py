"""Sending chats the later news of stories for which they have a bookmark that asks for it (FOLLOWED).

The news is a reply to the message that told the story, and has only what is new. Such a chat also gets the later
stories of the affair, for example when a closed road is opened again. The outbox applies quiet hours; languages and
mutes are applied when the message is composed. Nothing is told twice to a chat.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from digest.builder import DigestBuilder
from digest.requests import request_of
from digest.told import ToldHistory
from domain.bookmark import Bookmark
from domain.chat import Chat, ChatState, Place
from domain.clock import Clock
from domain.digest import DigestRequest, Window
from domain.ids import ArticleId, StoryId
from domain.lease import Lease
from domain.post import PostKind
from domain.story import Story
from domain.timetable import is_paused
from jobs.fresh import LOOK_BACK, FreshArticles
from jobs.pushes import DayCounts, day_counts, one_story
from storage.interface import Addressee, Storage, StoryQuery

log = structlog.get_logger(__name__)

# Time between two looks at all recent stories, since stories are clustered and linked only after a while.
_AGAIN = timedelta(minutes=1)
_MOST_LOOKED_AT = 1000  # stories that one run looks at
_MOST_OF_AFFAIR = 40  # stories of an affair that are read
_SURE = 2  # a chat with a bookmark of an earlier story of the affair gets a new one only if this many outlets report it
PER_DAY = 10  # messages to one chat in a day; further news comes in the next digest


class UpdateTick:
    """The tick that sends news of followed stories; `on_queued` is called after some were queued for the outbox.

    If the `lease` is lost, it raises LeaseLost and queues nothing, since another process may be sending the same news.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        history: ToldHistory,
        builder: DigestBuilder,
        *,
        on_queued: Callable[[], None] = lambda: None,
        lease: Lease | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._history = history
        self._builder = builder
        self._on_queued = on_queued
        self._lease = lease or Lease.forever()
        self._fresh = FreshArticles(storage.stories)
        self._looked_at: datetime | None = None

    async def run_once(self) -> int:
        """Queue the news of followed stories; return the number of chats."""
        queued = 0
        now = self._clock.now()
        while articles := await self._fresh.next(now):
            ids = {article.story_id for article in articles}
            stories = await self._storage.stories.get(list(ids))
            queued += await self._tell(stories, now)
            self._fresh.done(articles, moved=ids - {story.id for story in stories})
        if self._looked_at is None or abs(now - self._looked_at) >= _AGAIN:
            self._looked_at = now
            window = Window(now - LOOK_BACK, now + timedelta(seconds=1))
            query = StoryQuery(window=window, pushable_only=True, limit=_MOST_LOOKED_AT)
            queued += await self._tell(await self._storage.stories.find(query), now)
        if queued:
            log.info("news of followed stories queued", chats=queued)
            self._on_queued()
        return queued

    async def _tell(self, stories: Sequence[Story], now: datetime) -> int:
        by_article: dict[ArticleId, list[Story]] = {}
        for story in stories:
            for article_id in await self._followed_by(story):
                by_article.setdefault(article_id, []).append(story)
        wanted: dict[StoryId, dict[Place, Bookmark]] = {}
        for one in await self._storage.bookmarks.followers(by_article):
            for story in by_article[one.article_id]:
                wanted.setdefault(story.id, {}).setdefault(one.place, one)
        if not wanted:
            return 0
        counts = await day_counts(self._storage.outbox, PostKind.UPDATE, now=now)
        queued = 0
        for story in stories:
            with one_story("news of a followed story could not be told", story.id):
                chats = await self._chats(wanted.get(story.id, {}), counts, now)
                reached = await self._queue(story, chats, wanted.get(story.id, {}), now) if chats else []
                counts.add(reached)
                queued += len(reached)
        return queued

    async def _followed_by(self, story: Story) -> list[ArticleId]:
        """Return ids of articles; the story goes to chats that have a bookmark for the news of one of these articles.

        They are the story's own articles and those of earlier stories in its affair. If only one outlet reports the
        story, it may not belong to the affair, and only its own articles count.
        """
        own = [article.id for article in story.articles]
        if story.develops is None or len(story.sources) < _SURE:
            return own
        affair = await self._storage.stories.affair(story.id, limit=_MOST_OF_AFFAIR)
        return own + [article.id for one in affair for article in one.articles if _began(one) < _began(story)]

    async def _chats(self, followers: Mapping[Place, Bookmark], counts: DayCounts, now: datetime) -> list[Chat]:
        """Return the active chats that follow the story, are not paused and may get another message today."""
        found = [await self._storage.chats.get(place) for place in followers if counts.of(place) < PER_DAY]
        return [
            chat
            for chat in found
            if chat is not None and chat.state is ChatState.ACTIVE and not is_paused(chat.timetable, now)
        ]

    async def _queue(
        self, story: Story, chats: Sequence[Chat], followers: Mapping[Place, Bookmark], now: datetime
    ) -> list[Chat]:
        """Queue for each chat the news that it was not told; return the chats for which there was such news."""
        reached = []
        async with self._history.of(chats, now=now) as told:
            groups: dict[DigestRequest, list[Chat]] = {}
            for chat in chats:
                known = told[chat.place] | {
                    article.id for article in story.articles if article.stored_at <= followers[chat.place].made_at
                }
                groups.setdefault(_request(chat, story, known, now), []).append(chat)
            for request, group in groups.items():
                digest = await self._builder.compose([story], request, now=now)
                if not digest.stories:
                    continue
                addressees = [
                    Addressee(chat, chat.next_due_at, reply_to=followers[chat.place].message_id) for chat in group
                ]
                self._lease.check()
                await self._storage.outbox.enqueue(PostKind.UPDATE, digest, addressees, now=now)
                reached += group
        return reached


def _began(story: Story) -> datetime:
    return min(article.published_at for article in story.articles)


def _request(chat: Chat, story: Story, told: frozenset[ArticleId], now: datetime) -> DigestRequest:
    """Return the request for what the chat was not told of the story.

    The story's topics and countries do not matter.
    """
    request = request_of(chat, Window(min(story.updated_at, now), now), is_pushed=True)
    known = frozenset(article.id for article in story.articles if article.id in told)
    return replace(request, topics=(), countries=(), told=known, tastes=(), limit=1)
