"""A newsroom with a real storage and a clock that is moved by hand, for tests of scheduled jobs."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from digest.builder import DigestBatch, DigestBuilder
from digest.told import ToldHistory
from domain.article import Annotation, NewArticle
from domain.chat import Chat, Place, Timetable
from domain.digest import Digest, DigestRequest
from domain.feed import NewFeed
from domain.ids import ChatId, FeedId, StoryId
from domain.timetable import plan
from jobs.breaking_news import BreakingRule, BreakingTick
from jobs.digests import DigestTick
from jobs.follows import FollowTick
from jobs.reviews import Reviews
from jobs.updates import UpdateTick
from storage.interface import Annotated, PollResult, Storage
from tests import builders
from tests.builders import HandClock
from tests.lexicon import LEXICON
from tests.storage.openers import Inside, open_memory
from text.mentions import named_in
from text.words import index_words

_TIMETABLE = ("zone", "hours", "weekdays", "quiet", "paused_until")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class NotingBuilder:
    """The real builder, with a record of the digests that were requested."""

    def __init__(self, storage: Storage) -> None:
        self._builder = DigestBuilder(storage)
        self.requests: list[DigestRequest] = []
        self.fails_for: str | None = None  # a topic for which composing fails

    def batch(self, *, now: datetime) -> "NotingBatch":
        return NotingBatch(self._builder.batch(now=now), self)

    async def build(self, request: DigestRequest, *, now: datetime) -> Digest:
        return await self._builder.build(request, now=now)


@dataclass(frozen=True)
class NotingBatch:
    batch: DigestBatch
    builder: NotingBuilder

    async def prepare(self, request: DigestRequest) -> object:
        if self.builder.fails_for in request.topics:
            raise ValueError("a bug")
        return await self.batch.prepare(request)

    async def build(self, request: DigestRequest) -> Digest:
        self.builder.requests.append(request)
        await self.prepare(request)
        return await self.batch.build(request)


@dataclass
class Newsroom:
    clock: HandClock
    storage: Storage
    inside: Inside
    builder: NotingBuilder
    seconds: float = 0.0  # time of the monotonic clock by which the tick waits
    stories: int = 0
    articles: int = 0
    feeds: dict[str, FeedId] = field(default_factory=dict)
    tick: DigestTick = field(init=False)
    history: ToldHistory = field(init=False)
    reviews: Reviews = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Make the ticks again, like a restarted bot, which knows only the database."""
        self.history = ToldHistory(self.storage)
        self.reviews = Reviews(self.storage, self.clock, DigestBuilder(self.storage))
        self.tick = DigestTick(
            self.storage,
            self.clock,
            self.history,
            self.builder,
            reviews=self.reviews,
            monotonic=lambda: self.seconds,
        )

    def follow_tick(self) -> FollowTick:
        builder = DigestBuilder(self.storage, lexicon=LEXICON)
        return FollowTick(self.storage, self.clock, self.history, builder, LEXICON)

    def update_tick(self) -> UpdateTick:
        return UpdateTick(self.storage, self.clock, self.history, DigestBuilder(self.storage))

    def breaking_tick(self, rule: BreakingRule | None = None) -> BreakingTick:
        builder = DigestBuilder(self.storage)
        return BreakingTick(self.storage, self.clock, self.history, builder, rule or BreakingRule())

    async def feed(self, source: str) -> FeedId:
        """Return the publisher's feed, after a first poll, so that later articles are news."""
        if source not in self.feeds:
            url = f"https://{len(self.feeds)}.example/feed"
            new = NewFeed(url=url, title=source, source=source, country="kg")
            feed, _ = await self.storage.feeds.add(new, now=self.clock.now())
            self.feeds[source] = feed.id
            await self.poll(source, at=self.clock.now() - timedelta(days=30))
        return self.feeds[source]

    async def poll(self, source: str, *articles: NewArticle, at: datetime | None = None) -> None:
        feed = await self.storage.feeds.get(await self.feed(source))
        assert feed is not None
        moment = at or self.clock.now()
        now = self.clock.now()  # a poll after the clock's time must not look as if the clock had been wrong
        state = replace(
            feed.state, next_poll_at=now + timedelta(days=7), last_success_at=moment, last_polled_at=min(moment, now)
        )
        await self.storage.feeds.save_poll(PollResult(feed.id, moment, state, articles))

    async def article(
        self,
        headline: str,
        *,
        source: str = "Тандем",
        at: datetime | None = None,
        story: int | None = None,
        topics: tuple[str, ...] = ("society",),
        is_read: bool = True,
        language: str = "ru",
    ) -> int:
        """Store an article at a moment and put it into a story, by default a new one; return the story's id."""
        moment = at or self.clock.now()
        self.articles += 1
        text = f"{headline}. Об этом рассказали в мэрии. Подробности будут позже."
        key = f"article {self.articles}"
        url = f"https://tandem.example/{self.articles}"
        await self.poll(source, NewArticle(key, key, url, headline, text, language, moment), at=moment)
        if story is None:
            self.stories += 1
            story = self.stories
        if is_read:
            await self.read(headline, story=story, topics=topics, at=moment, language=language)
        return story

    async def read(
        self,
        headline: str,
        *,
        story: int,
        topics: tuple[str, ...] = ("society",),
        at: datetime | None = None,
        language: str = "ru",
    ) -> None:
        """Annotate the waiting articles."""
        unread = await self.storage.articles.without_annotation(limit=10)
        annotation = Annotation(
            language,
            topics,
            ("kg",),
            headline=headline,
            sentences=(f"{headline}.", "Об этом рассказали в мэрии."),
            words=index_words(
                headline, unread[0].text, language, named_in(headline, unread[0].text, language, LEXICON)
            ),
        )
        await self.storage.articles.save_annotations(
            [Annotated(article.id, annotation, StoryId(story)) for article in unread], now=at or self.clock.now()
        )

    async def chat(self, chat_id: int = 1, *, zone: str = "Asia/Bishkek", hours: str = "08:00", **changes: Any) -> Chat:
        """Set up an active chat whose digests are planned from now on; return it."""
        table = Timetable(zone, tuple(time.fromisoformat(hour) for hour in hours.split()))
        quiet, paused = changes.pop("quiet", None), changes.pop("paused_until", None)
        languages = changes.pop("languages", ("ru",))
        table = replace(table, quiet=quiet, paused_until=paused)
        chat = builders.chat(chat_id, timetable=table, languages=languages, last_digest_end=self.clock.now(), **changes)
        planned = plan(chat, self.clock.now())
        await self.storage.chats.save(planned, now=self.clock.now())
        return planned

    async def change(self, chat_id: int = 1, **changes: Any) -> None:
        """Give the chat another timetable or state and plan its digests again, like a handler."""
        chat = await self.storage.chats.get(Place(ChatId(chat_id)))
        assert chat is not None
        table = {
            name: changes.pop(name)
            for name in ("zone", "hours", "weekdays", "quiet", "paused_until")
            if name in changes
        }
        changed = replace(chat, timetable=replace(chat.timetable, **table), **changes)
        await self.storage.chats.save(plan(changed, self.clock.now()), now=self.clock.now())

    async def pass_time(self, until: datetime, *, step: timedelta = timedelta(minutes=10)) -> None:
        """Let time pass, tick by tick."""
        while self.clock.moment < until:
            self.clock.moment = min(until, self.clock.moment + step)
            await self.tick.run_once()
            await self.reviews.run_once()

    async def queued(self, chat_id: int = 1) -> list[str]:
        """Return the times, in UTC, at which digests were queued for a chat."""
        return [f"{delivery.created_at:%Y-%m-%d %H:%M}" for delivery in await self.inside.deliveries(chat_id)]

    async def headlines(self, chat_id: int = 1) -> list[list[str]]:
        """Return the headlines of each digest that was queued for a chat, in order."""
        return [[story.headline for story in digest.stories] for digest in await self.digests(chat_id)]

    async def digests(self, chat_id: int | None = None) -> list[Digest]:
        """Return the digests that were queued for a chat, or for all chats, in order."""
        found = []
        for delivery in await self.inside.deliveries(chat_id):
            post = await self.storage.outbox.post(delivery.post_id)
            assert post is not None
            assert isinstance(post.content, Digest)
            found.append(post.content)
        return found

    async def put_off(self, moment: datetime) -> None:
        """Make every feed due at that moment."""
        for feed in await self.storage.feeds.all():
            state = replace(feed.state, next_poll_at=moment)
            await self.storage.feeds.save_poll(PollResult(feed.id, self.clock.now(), state))


@contextlib.asynccontextmanager
async def open_newsroom(folder: Path, start: str) -> AsyncIterator[Newsroom]:
    clock = HandClock(utc(start))
    async with open_memory(folder, clock=clock) as opened:
        yield Newsroom(clock, opened.storage, opened.inside, NotingBuilder(opened.storage))
