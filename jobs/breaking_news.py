"""Breaking news: a story that many sources report within a short time is sent at once to chats that want that.

The story then counts as told, so that the digest does not repeat it. Chats get it only in the digest if they have quiet
hours, have had all alerts of the day, or do not read about its topics.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from digest.builder import DigestBuilder
from digest.requests import request_of
from digest.told import ToldHistory
from domain.chat import Chat
from domain.clock import Clock
from domain.digest import DigestRequest, Window
from domain.ids import StoryId
from domain.lease import Lease, LeaseLost
from domain.post import PostKind
from domain.story import Story
from domain.timetable import is_paused, quiet_at
from jobs.pushes import DayCounts, day_counts, one_story
from storage.interface import Addressee, Storage, StorageError, StoryQuery

log = structlog.get_logger(__name__)

_BREATH = 500  # chats looked at before other tasks may run
_BOUND = 1_000  # the most chats for which the story is queued in one transaction


@dataclass(frozen=True, slots=True)
class BreakingRule:
    """What makes a story breaking: `sources` distinct publishers within `span`.

    A chat gets `per_day` alerts at most.
    """

    sources: int = 4
    span: timedelta = timedelta(minutes=60)
    per_day: int = 3


class BreakingTick:
    """The tick for breaking news; `on_queued` is called after something was queued for the outbox.

    If the `lease` is lost, it raises LeaseLost and queues nothing, since another process may be telling the same story.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        history: ToldHistory,
        builder: DigestBuilder,
        rule: BreakingRule,
        *,
        on_queued: Callable[[], None] = lambda: None,
        lease: Lease | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._history = history
        self._builder = builder
        self._rule = rule
        self._on_queued = on_queued
        self._lease = lease or Lease.forever()
        self._handled: set[StoryId] = set()  # breaking stories that need no further look; after a restart, all get one

    async def run_once(self) -> int:
        """Queue an alert for each breaking story; return the number of queued alerts."""
        now = self._clock.now()
        query = StoryQuery(window=Window(now - self._rule.span, now + timedelta(seconds=1)), pushable_only=True)
        breaking = [story for story in await self._storage.stories.find(query) if is_breaking(story, self._rule, now)]
        self._handled &= {story.id for story in breaking}
        fresh = [story for story in breaking if story.id not in self._handled]
        if not fresh or self._rule.per_day == 0:
            return 0
        readers = await self._storage.chats.readers(wants_breaking=True)
        counts = await day_counts(self._storage.outbox, PostKind.BREAKING, now=now)
        queued = 0
        for story in fresh:
            self._handled.add(story.id)
            try:
                with one_story("a breaking story could not be told", story.id):
                    wanting = await self._wanting(story, readers, counts, now)
                    async with self._history.untold(story, wanting, now=now) as untold:
                        reached = await self._queue(story, untold, now)
                    counts.add(reached)
                    queued += len(reached)
            except (StorageError, LeaseLost):
                self._handled.discard(story.id)  # so that a later run tries again, when the disk may have space
                raise
        return queued

    async def _wanting(self, story: Story, readers: Sequence[Chat], counts: DayCounts, now: datetime) -> list[Chat]:
        """Return the chats that want the story, are not in quiet hours, and have alerts left today."""
        found = []
        for number, chat in enumerate(readers):
            if number % _BREATH == 0:
                await asyncio.sleep(0)
            if counts.of(chat.place) < self._rule.per_day and concerns(story, chat) and is_awake(chat, now):
                found.append(chat)
        return found

    async def _queue(self, story: Story, untold: Sequence[Chat], now: datetime) -> list[Chat]:
        """Queue the story for the chats that were not told it yet; return these chats."""
        reached: list[Chat] = []
        groups: dict[DigestRequest, list[Chat]] = {}
        for chat in untold:
            groups.setdefault(_request(chat, now - self._rule.span, now), []).append(chat)
        for request, group in groups.items():
            digest = await self._builder.compose([story], request, now=now)
            if not digest.stories:
                continue
            post_id = None
            for first in range(0, len(group), _BOUND):
                part = group[first : first + _BOUND]
                self._lease.check()
                post_id = await self._storage.outbox.enqueue(
                    PostKind.BREAKING, digest, [_to(chat) for chat in part], now=now, post_id=post_id
                )
            reached += group
        if reached:
            log.info("breaking news", story=story.id, chats=len(reached))
            self._on_queued()
        return reached


def is_breaking(story: Story, rule: BreakingRule, now: datetime) -> bool:
    """Return whether enough distinct sources reported the story within `rule.span` before `now`."""
    since = now - rule.span
    return len(_sources(story, since)) >= rule.sources


def concerns(story: Story, chat: Chat) -> bool:
    """Return whether the story has a topic, a country and a language that the chat wants; mutes are applied later."""
    if chat.topics and not set(chat.topics) & set(story.topics):
        return False
    if chat.countries and not set(chat.countries) & set(story.countries):
        return False
    return not chat.languages or any(article.language in chat.languages for article in story.articles)


def is_awake(chat: Chat, now: datetime) -> bool:
    if is_paused(chat.timetable, now):
        return False
    return chat.breaking_in_quiet_hours or quiet_at(chat.timetable, now) is None


def _sources(story: Story, since: datetime) -> set[str]:
    reporting: Iterable[str] = (
        article.source
        for article in story.articles
        if article.is_pushable and article.stored_at >= since and article.published_at >= since
    )
    return set(reporting)


def _request(chat: Chat, since: datetime, now: datetime) -> DigestRequest:
    """Return the request for an alert, which is a digest of one story.

    It names no countries, because `concerns` has already compared the story's with the chat's. The digest's window is
    from `since` to `now`. If the alert is dropped unsent, the chat's next digest begins at `since`.
    """
    return replace(request_of(chat, Window(since, now), is_pushed=True), countries=(), tastes=(), limit=1)


def _to(chat: Chat) -> Addressee:
    return Addressee(chat, chat.next_due_at)
