"""The bot as people use it: the real emulator, inbox, dispatcher and storage, over HTTP."""

import contextlib
import itertools
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Network
from pathlib import Path

from aiogram import Bot
from aiogram.types import Update

from delivery.inbox import Handle, Inbox
from delivery.pacing import Limits, Pacing
from domain.article import Annotation, Name, NewArticle
from domain.chat import Chat, Place
from domain.clock import AdjustableClock
from domain.feed import NewFeed, PollState
from domain.ids import StoryId, person_id
from emulator import Emulator
from emulator.people import MessageView, Person
from feeds.jobs import make_pool
from launch import pipeline
from launch.telegram import assemble, connect
from storage.interface import Annotated, PollResult, Storage
from tests.lexicon import LEXICON
from tests.storage.openers import Inside, Opener, open_memory
from tests.texts import TEXTS
from text.mentions import named_in
from text.topics import CurrentTopics, Topic
from text.words import index_words

ROOT = Path(__file__).resolve().parents[2]
FAST = Limits(per_second=1000, burst=1000, per_chat_second=1000, chat_burst=1000, per_group_minute=1000)
ADMIN = 900_000_001
TOPICS = (
    Topic("economy", {"ru": "Экономика", "ky": "Экономика", "en": "Economy", "uz": "Iqtisodiyot"}, {}),
    Topic("culture", {"ru": "Культура", "ky": "Маданият", "en": "Culture", "uz": "Madaniyat"}, {}),
)


@dataclass
class Rig:
    emulator: Emulator
    clock: AdjustableClock
    storage: Storage
    inside: Inside
    bot: Bot
    inbox: Inbox
    updates: list[Update]
    handle: Handle
    news: pipeline.Pipeline

    async def newcomer(self, language_code: str = "ru") -> Person:
        return await self.emulator.person("Айзада", language_code)

    async def reader(self, language_code: str = "ru") -> Person:
        """Return a person who has finished /start with what the bot proposes."""
        person = await self.newcomer(language_code)
        await person.send("/start")
        await person.reads(lambda seen: seen.buttons)
        await person.press_data("1:b:done")
        await self.emulator.wait_for(lambda: len(person.received) >= 2)
        return person

    async def chat(self, person: Person) -> Chat:
        chat = await self.storage.chats.get(Place(person.chat.id))
        assert chat is not None
        return chat

    async def answer(self, person: Person, text: str) -> MessageView:
        """Send a message and return the first one that the bot sends afterwards."""
        before = len(person.received)
        await person.send(text)
        await self.emulator.wait_for(lambda: len(person.received) > before)
        await self.inbox.settle()
        return person.received[before]

    async def silence(self, person: Person, text: str) -> bool:
        """Return whether the bot does not answer a message."""
        before = len(person.received)
        await person.send(text)
        await self.settle(person)
        return len(person.received) == before

    async def settle(self, person: Person) -> None:
        """Wait until everything sent so far is handled, by waiting for the answer to another person."""
        other = await self.emulator.person("Бакыт", "ru")
        await other.send("/privacy")
        await other.reads("")
        await self.inbox.settle()

    async def pressed(self, person: Person, data: str, message: MessageView | None = None) -> str:
        """Press a button and wait until the screen has changed; return the text of the toast."""
        query = await person.press_data(data, message)
        toast = await person.answered(query, timeout=30)
        await self.inbox.settle()
        return toast

    async def tell(self, title: str, text: str = "", *, topics: tuple[str, ...] = ("economy",), source: str = "Тандем",
                   language: str = "ru", countries: tuple[str, ...] = ("kg",),
                   names: tuple[str, ...] = ()) -> StoryId:  # fmt: skip
        """Store an annotated article in a story of its own; return the story's id."""
        now = self.clock.now()
        feed, _ = await self.storage.feeds.add(
            NewFeed(f"https://{abs(hash(source))}.example/rss", source, source, "kg", language), now=now
        )
        number = await self.storage.stories.reserve_ids(1, now=now)
        state = PollState(next_poll_at=now + timedelta(hours=1), last_success_at=now - timedelta(hours=2))
        url = f"https://tandem.example/{number}"
        article = NewArticle(f"f{number}", "h", url, title, text or f"{title}.", language, now - timedelta(minutes=5))
        await self.storage.feeds.save_poll(PollResult(feed.id, now, state, (article,)))
        (stored,) = await self.storage.articles.without_annotation(limit=10)
        annotation = Annotation(
            language=language,
            topics=topics,
            countries=countries,
            headline=title,
            names=tuple(Name(name, "person", name) for name in names),
            sentences=(text or f"{title}.",),
            words=index_words(title, text or title, language, named_in(title, text or title, language, LEXICON)),
        )
        await self.storage.articles.save_annotations([Annotated(stored.id, annotation, number)], now=now)
        self.clock.advance(60)
        return number


@contextlib.asynccontextmanager
async def open_rig(
    folder: Path,
    *,
    admin_ids: frozenset[int] = frozenset({ADMIN}),
    with_workers: bool = False,
    patient: bool = False,
    topics: Sequence[Topic] = TOPICS,
    opener: Opener = open_memory,
) -> AsyncIterator[Rig]:
    """Open a rig; with `patient` the monotonic clock advances a minute at each reading, so no rate limit applies."""
    clock = AdjustableClock()
    clock.adjust((datetime(2026, 11, 24, 6, 0, tzinfo=UTC) - clock.now()).total_seconds())  # a Tuesday, noon in Bishkek
    async with contextlib.AsyncExitStack() as stack:
        emulator = await stack.enter_async_context(Emulator(clock=clock, limits=False))
        opened = await stack.enter_async_context(opener(folder, clock=clock))
        storage = opened.storage
        line = await stack.enter_async_context(connect(emulator.token, emulator.url, Pacing(FAST, now=0)))
        pool = make_pool(ROOT / "catalogue", processes=1)
        if with_workers:
            await pool.start()
            stack.push_async_callback(pool.close)
        current = CurrentTopics(topics)
        news = await stack.enter_async_context(
            pipeline.assemble(
                storage,
                pool,
                clock,
                topics=current,
                user_agent="Jarchi tests",
                allowed_private_networks=[IPv4Network("127.0.0.2/32")],
                host_pause=0,
            )
        )
        updates: list[Update] = []

        def noted(answer: Handle) -> Handle:
            async def handle(update: Update) -> None:
                updates.append(update)
                await answer(update)

            return handle

        telegram = assemble(
            line,
            storage,
            clock,
            feeds=news.feed_admin,
            window=news.annotator,
            topics=current,
            topic_admin=news.topic_admin,
            pool=pool,
            lexicon=LEXICON,
            admin_ids=frozenset(map(person_id, admin_ids)),
            default_locale="ru",
            default_zone="Asia/Bishkek",
            texts=TEXTS,
            monotonic=itertools.count(0, 60).__next__ if patient else time.monotonic,
            around=noted,
        )
        await stack.enter_async_context(telegram.started())
        async with _polling(telegram.inbox):
            yield Rig(emulator, clock, storage, opened.inside, line.bot, telegram.inbox, updates, telegram.handle, news)


@contextlib.asynccontextmanager
async def _polling(inbox: Inbox) -> AsyncIterator[None]:
    import asyncio

    task = asyncio.create_task(inbox.run_polling())  # noqa: TID251 - ended right below
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
