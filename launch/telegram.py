"""All parts between Telegram and the storage: the connection with its pace, the inbox, the handlers, the outbox.

The outermost edges are arguments: the server's address, the pace, the clocks, the storage, and a wrapper for the
handlers. The bot, tests and benchmarks all use this assembly.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from aiohttp import TCPConnector

from delivery.inbox import Handle, Inbox
from delivery.membership import Membership
from delivery.outbox import Outbox
from delivery.pacing import Pacing
from delivery.session import Session
from delivery.shared_pace import SharedPace
from delivery.throttle import Throttle
from digest.builder import DigestBuilder
from digest.told import ToldHistory
from domain.clock import Clock
from domain.ids import PersonId, PostId
from domain.lease import Work
from domain.process_role import ProcessRole
from feeds.admin import FeedAdmin
from feeds.topics import TopicAdmin
from handlers.dispatcher import build_dispatcher
from handlers.newsroom.corrections import WITHOUT_WINDOW, StoryWindow
from handlers.on_demand import Desk, DigestDesk
from launch.sharing import Sharing
from render.texts import Texts
from storage.interface import Signal, Storage
from text.lexicon.lexicon import Lexicon
from text.phrases import NO_PHRASES, Phrases
from text.topics import CurrentTopics
from workers.pool import WorkerPool

LOCALES = Path(__file__).resolve().parent.parent / "locales"


@dataclass(frozen=True, slots=True)
class Line:
    """The connection to Telegram, which makes every call at the permitted pace."""

    bot: Bot
    throttle: Throttle


@dataclass(frozen=True, slots=True)
class Telegram:
    """The assembled parts that serve people; they run only inside started()."""

    line: Line
    texts: Texts
    digests: DigestBuilder
    history: ToldHistory
    outbox: Outbox
    inbox: Inbox
    handle: Handle  # the inbox calls this for each update
    desks: tuple[Desk | DigestDesk, ...]  # they answer requests that need much computing, in threads of their own
    sharing: Sharing = field(default_factory=Sharing)

    @property
    def tasks(self) -> Mapping[str, Callable[[], "asyncio.Task[None] | None"]]:
        """Name → task that runs from started() to the end; if such a task ends before, its part has died."""
        return {
            "updates": lambda: self.inbox.queue.task,
            "marks": lambda: self.inbox.marks.task,
            "records": lambda: self.outbox.records.commits.task,
        }

    @property
    def serves(self) -> bool:
        return ProcessRole.SERVE in self.sharing.roles

    @property
    def delivers(self) -> bool:
        return ProcessRole.DELIVER in self.sharing.roles

    @contextlib.asynccontextmanager
    async def started(self) -> AsyncIterator[None]:
        """Start the parts that this process's roles need and finish what a crash left behind; close them at the end."""
        async with contextlib.AsyncExitStack() as stack:
            for desk in self.desks:
                stack.callback(desk.close)
            if self.delivers:
                await self.outbox.start()
                stack.push_async_callback(self.outbox.close)
            if self.serves:
                await self.inbox.start()
                stack.push_async_callback(self.inbox.close)
            yield


@contextlib.asynccontextmanager
async def connect(
    token: str,
    api_url: str,
    pacing: Pacing,
    *,
    connect: Callable[..., TCPConnector] = TCPConnector,
    shared: SharedPace | None = None,
    monotonic: Callable[[], float] = time.monotonic,
) -> AsyncIterator[Line]:
    """Open the connection without making a call.

    `connect` makes its connector; `shared` is the pace that several processes share, None for a single process.
    """
    throttle = Throttle(pacing, shared=shared, monotonic=monotonic)
    session = Session(api=TelegramAPIServer.from_base(api_url), connect=connect)
    session.middleware(throttle)
    default = DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True)
    try:
        yield Line(Bot(token, session=session, default=default), throttle)
    finally:
        await session.close()


def assemble(
    line: Line,
    storage: Storage,
    clock: Clock,
    *,
    feeds: FeedAdmin,
    window: StoryWindow = WITHOUT_WINDOW,
    topics: CurrentTopics,
    topic_admin: TopicAdmin,
    pool: WorkerPool,
    phrases: Phrases = NO_PHRASES,
    lexicon: Lexicon | None = None,
    admin_ids: frozenset[PersonId],
    default_locale: str,
    default_zone: str,
    texts: Texts | None = None,
    monotonic: Callable[[], float] = time.monotonic,
    in_flight: int = 20,
    poll_seconds: int = 30,
    around: Callable[[Handle], Handle] = lambda answer: answer,
    sharing: Sharing | None = None,
) -> Telegram:
    """Assemble the parts that serve people over `line`.

    `window` is the live window of stories, in which editors merge and split stories. `pool` draws the picture of the
    statistics. With a `lexicon`, searches and follows also match other languages. `monotonic` is the clock for rate
    limits and the outbox; `in_flight` is how many messages may be sent at once; `around` takes the handlers and returns
    what is called in their place. `sharing`: how the work is shared with other processes; None if there are none.
    """
    texts = texts or Texts(LOCALES)
    sharing = sharing or Sharing()
    digests = DigestBuilder(storage, phrases, lexicon)
    history = ToldHistory(storage, is_shared=not sharing.is_alone)
    desk, digest_desk = Desk("words"), DigestDesk(storage, phrases, lexicon)
    outbox = Outbox(
        line.bot,
        storage,
        texts,
        line.throttle,
        clock=clock,
        titles=lambda: topics.all_titles,
        in_flight=in_flight,
        monotonic=monotonic,
        process=sharing.leases.process,
    )

    def withdraw(posts: Collection[PostId]) -> None:
        outbox.withdraw(posts)
        sharing.tell(Signal.POSTS, posts)

    dispatcher = build_dispatcher(
        news=storage,
        texts=texts,
        digests=digest_desk,
        desk=desk,
        feeds=feeds,
        bot=line.bot,
        topics=topics,
        topic_admin=topic_admin,
        pool=pool,
        lexicon=lexicon,
        clock=clock,
        admin_ids=admin_ids,
        default_locale=default_locale,
        default_zone=default_zone,
        history=history,
        window=window,
        withdraw=withdraw,
        ready=line.throttle.ready,
        monotonic=monotonic,
    )
    membership = Membership(line.bot, storage, clock)
    answer = around(lambda update: dispatcher.feed_update(line.bot, update))

    async def handle(update: Update) -> None:
        await membership.apply(update)
        await answer(update)

    return Telegram(
        line=line,
        texts=texts,
        digests=digests,
        history=history,
        outbox=outbox,
        inbox=Inbox(
            line.bot,
            storage.inbox,
            handle,
            clock=clock,
            poll_seconds=poll_seconds,
            process=sharing.leases.process,
            may_poll=sharing.lease(Work.UPDATES),
            on_received=partial(sharing.tell, Signal.UPDATES),
        ),
        handle=handle,
        desks=(desk, digest_desk),
        sharing=sharing,
    )
