"""The composition root: opens worker → storage → HTTP → Bot → scheduler in that order and closes them in reverse.

Nothing heavy is imported at module level: the worker processes import this module again, and `python bot.py --help` is
to answer at once.
"""

import asyncio
import contextlib
import fcntl
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from cli.app import main
from cli.context import CommandFailed, Context
from domain.clock import AdjustableClock

if TYPE_CHECKING:
    from aiogram import Bot

    from delivery.inbox import Inbox
    from delivery.outbox import Outbox
    from delivery.throttle import Throttle
    from digest.builder import DigestBuilder
    from domain.feed import NewFeed
    from feeds.admin import FeedAdmin
    from feeds.annotator import Annotator
    from feeds.fetch import FeedFetcher
    from feeds.pages import PageReader
    from feeds.poller import FeedPoller
    from feeds.worker import WorkerPool
    from jobs.timetable import Ticks
    from settings import Settings
    from storage.interface import Storage, StorageError

T = TypeVar("T")
HERE = Path(__file__).resolve().parent
VERSION = "0.1.0"
POLL_JOINS, POLL_ROUND = 5.0, 600.0  # seconds: see FeedPoller.poll_due
STORAGE_FAULTS = {
    "storage-newer": "{path} was made by a newer version of Jarchi (schema {version}, this one knows {known}); update.",
    "storage-damaged": "{path} is damaged ({reason}). It was left as it is: restore a backup, or keep it for repair.",
    "storage-full": "There is no room left on the disk of {path}.",
    "storage-unwritable": "{path} cannot be opened or written ({reason}).",
    "storage-absent": "There is no file {path}.",
    "storage-foreign": "{path} is no database of Jarchi; nothing was changed.",
    "storage-itself": "{path} is the database itself; name another file.",
}


@dataclass(frozen=True, slots=True)
class News:
    """Everything between a feed and an annotated article, opened."""

    storage: "Storage"
    clock: AdjustableClock
    fetcher: "FeedFetcher"
    pool: "WorkerPool"
    poller: "FeedPoller"
    pages: "PageReader"
    annotator: "Annotator"
    feed_admin: "FeedAdmin"


@contextlib.contextmanager
def hold_lock(database: Path) -> Iterator[None]:
    """Be the only one that polls, sends or replaces this database; the lock goes with the process, however it ends."""
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        file = Path(f"{database}.lock").open("w")  # noqa: SIM115 - closed below
    except OSError as error:
        details = {"path": database, "reason": error.strerror or error}
        raise CommandFailed(STORAGE_FAULTS["storage-unwritable"].format(**details)) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandFailed(
                f"{database} is in use by a running bot or another command; stop that first."
            ) from error
        yield


def storage_fault(error: "StorageError", path: Path) -> str:
    """What the operator reads of a storage that cannot be opened or copied."""
    details: dict[str, Any] = {"path": path, **error.details}
    return STORAGE_FAULTS.get(error.key, f"{{path}}: {error.key}").format(**details)


@contextlib.asynccontextmanager
async def open_storage(database: Path, clock: AdjustableClock, *, is_alone: bool = False) -> AsyncIterator["Storage"]:
    """The storage of that file, made when absent; `is_alone`: under the lock, so that a crash is noticed."""
    from storage import sqlite
    from storage.interface import StorageError

    try:
        opened = await sqlite.open_storage(database, clock=clock, is_alone=is_alone)
        try:
            yield opened.storage
        finally:
            await opened.close()
    except StorageError as error:
        raise CommandFailed(storage_fault(error, database)) from error


@contextlib.asynccontextmanager
async def open_news(
    settings: "Settings",
    clock: AdjustableClock,
    *,
    feeds: Sequence["NewFeed"] | None = None,
    host_pause: float | None = None,
    is_alone: bool = False,
) -> AsyncIterator[News]:
    """Worker processes first (before any thread), then storage, then HTTP.

    `feeds` None takes the catalogue's; `host_pause` is seconds between two requests to one host, None the polite ones.
    `is_alone`: the caller holds the lock.
    """
    from feeds.annotator import Annotator
    from feeds.catalogue import CatalogueError, load_feeds, load_phrases, load_topics
    from feeds.worker import WorkerPool

    try:
        known = load_feeds(settings.catalogue_dir) if feeds is None else feeds
        load_topics(settings.catalogue_dir), load_phrases(settings.catalogue_dir)
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    async with contextlib.AsyncExitStack() as stack:
        pool = WorkerPool(settings.catalogue_dir, processes=settings.worker_processes)
        await pool.start()
        stack.push_async_callback(pool.close)
        storage = await stack.enter_async_context(open_storage(settings.database_path, clock, is_alone=is_alone))

        from feeds.admin import FeedAdmin
        from feeds.fetch import FeedFetcher
        from feeds.hosts import PAUSE
        from feeds.pages import PageReader
        from feeds.poller import FeedPoller

        pause = PAUSE if host_pause is None else host_pause
        await storage.feeds.add_many(known, now=clock.now())
        fetcher = FeedFetcher(
            allowed_private_networks=settings.allowed_private_networks,
            user_agent=user_agent(settings.user_agent_contact),
            clock=clock,
            host_pause=pause,
        )
        stack.push_async_callback(fetcher.close)
        annotator = Annotator(storage, pool, clock)
        stack.push_async_callback(annotator.close)
        yield News(
            storage=storage,
            clock=clock,
            fetcher=fetcher,
            pool=pool,
            poller=FeedPoller(storage, fetcher, pool, clock, host_pause=pause),
            pages=PageReader(storage, fetcher, pool, clock),
            annotator=annotator,
            feed_admin=FeedAdmin(storage, fetcher, pool, clock),
        )


def user_agent(contact: str) -> str:
    """What publishers see of us: name, version, and where they may write to."""
    return f"Jarchi/{VERSION} (news digests for Central Asia{f'; +{contact}' if contact else ''})"


def token_fault(token: str) -> str:
    """What is wrong with the look of a token, in one line that does not show it; empty when nothing is."""
    if not token:
        return "BOT_TOKEN is not set; @BotFather gives one, .env keeps it. (`python bot.py demo` needs none.)"
    number, colon, secret = token.partition(":")
    is_one = token.isascii() and number.isdigit() and all(c.isalnum() or c in "-_" for c in secret)
    if not (colon and is_one and len(secret) >= 20):
        return "BOT_TOKEN is malformed; a token looks like 123456789:AAE… with 35 characters after the colon."
    return ""


async def run_bot(
    settings: "Settings",
    clock: AdjustableClock,
    *,
    feeds: Sequence["NewFeed"] | None = None,
    host_pause: float | None = None,
    stop: asyncio.Event | None = None,
    reads_first: bool = False,
    on_ready: Callable[[], None] = lambda: None,
) -> int:
    """Serve Telegram until SIGINT, SIGTERM or `stop`; the process's exit status.

    `feeds` and `host_pause` are open_news()'s; with `reads_first` every feed has been read before anybody is served.
    """
    if fault := token_fault(settings.bot_token.get_secret_value()):
        raise CommandFailed(fault, status=2)
    stop = stop or asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    with hold_lock(settings.database_path):
        async with open_news(settings, clock, feeds=feeds, host_pause=host_pause, is_alone=True) as news:
            if reads_first:
                await asyncio.gather(_read_news(news), asyncio.to_thread(_load_telegram))
            return await _serve(settings, news, stop, on_ready)


async def _read_news(news: News) -> None:
    """One round of all feeds, as far as annotated stories."""
    await news.annotator.start()
    await news.poller.poll_due()
    while await news.annotator.run_once():
        pass


def _load_telegram() -> None:
    """Import the heaviest part beside the reading of news; thousands of models, and no garbage worth collecting."""
    import gc

    gc.disable()
    try:
        import handlers.dispatcher  # noqa: F401
    finally:
        gc.enable()


async def _serve(settings: "Settings", news: News, stop: asyncio.Event, on_ready: Callable[[], None]) -> int:
    """Telegram's side, after the fork server: aiogram takes seconds and 165 MB that no worker should carry."""
    import structlog
    from aiogram.types import Update

    from delivery.inbox import Inbox
    from delivery.membership import Membership
    from delivery.outbox import Outbox
    from delivery.pacing import Limits, Pacing
    from delivery.throttle import Throttle
    from digest.builder import DigestBuilder
    from feeds.catalogue import load_topics
    from handlers.commands import set_commands
    from handlers.dispatcher import build_dispatcher
    from jobs import timetable
    from render.texts import Texts

    clock, storage = news.clock, news.storage
    async with contextlib.AsyncExitStack() as stack:
        limits = Limits(
            per_second=settings.messages_per_second,
            burst=settings.messages_burst,
            per_chat_second=settings.messages_per_chat_second,
            per_group_minute=settings.messages_per_group_minute,
        )
        throttle = Throttle(Pacing(limits))
        bot = _open_bot(settings, throttle)
        stack.push_async_callback(bot.session.close)
        me = await _patiently(bot.get_me, stop)
        if me is None:
            return 0
        if not settings.user_agent_contact and me.username:
            news.fetcher.introduce(user_agent(f"https://t.me/{me.username}"))
        texts = Texts(HERE / "locales")
        digests = DigestBuilder(storage)
        dispatcher = build_dispatcher(
            news=storage,
            texts=texts,
            digests=digests,
            feeds=news.feed_admin,
            topics=load_topics(settings.catalogue_dir),
            clock=clock,
            admin_ids=settings.admin_ids,
            default_locale=settings.default_locale,
            default_zone=settings.default_time_zone,
        )
        membership = Membership(bot, storage, clock)

        async def handle(update: Update) -> None:
            await membership.apply(update)
            await dispatcher.feed_update(bot, update)

        outbox = Outbox(bot, storage, texts, throttle, clock=clock)
        inbox = Inbox(bot, storage.inbox, handle, clock=clock)
        # Where the texts are read, and where updates come in, are ready before anybody is served.
        await news.annotator.start()
        await outbox.start()
        stack.push_async_callback(outbox.close)
        await inbox.start()
        stack.push_async_callback(inbox.close)
        receive = await _open_door(settings, bot, inbox, outbox, storage, stack, stop)
        await set_commands(bot, texts, settings.admin_ids)
        scheduler = timetable.start(_ticks(settings, news, digests, outbox))
        stack.callback(scheduler.shutdown, wait=False)
        structlog.get_logger("bot").info("the bot is running", username=me.username)
        on_ready()
        return await _until_stopped(stop, receive, outbox.run)


def _open_bot(settings: "Settings", throttle: "Throttle") -> "Bot":
    from aiogram import Bot
    from aiogram.client.default import DefaultBotProperties
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.telegram_api_url))
    session.middleware(throttle)
    return Bot(
        settings.bot_token.get_secret_value(),
        session=session,
        default=DefaultBotProperties(parse_mode="HTML", link_preview_is_disabled=True),
    )


async def _open_door(
    settings: "Settings",
    bot: "Bot",
    inbox: "Inbox",
    outbox: "Outbox",
    storage: "Storage",
    stack: contextlib.AsyncExitStack,
    stop: asyncio.Event,
) -> Callable[[], Awaitable[None]]:
    """How updates come in, a webhook or long polling, with /health and /metrics beside it; what to run for it."""
    from delivery.payload import ALLOWED_UPDATES
    from delivery.webhook import PATH, Webhook
    from jobs.health import HealthServer

    secret = settings.webhook_secret.get_secret_value()
    routes = Webhook(inbox, secret).routes if settings.webhook_url else []
    if settings.http_port:

        async def checks() -> Mapping[str, str | None]:
            return {
                "telegram": None if inbox.is_polling_well else "updates cannot be fetched",
                "workload": None if inbox.waiting < 5_000 else f"{inbox.waiting} updates wait",
            }

        async def figures() -> Mapping[str, float]:
            rows = await storage.housekeeping.counts()
            return {
                **{f"{noun}_rows": float(count) for noun, count in rows.items()},
                "messages_sent": float(outbox.sent),
                "updates_received": float(inbox.received),
                "updates_waiting": float(inbox.waiting),
            }

        server = HealthServer(checks, figures, routes=routes)
        await server.start(settings.http_host, settings.http_port)
        stack.push_async_callback(server.close)
    if not settings.webhook_url:
        await _patiently(bot.delete_webhook, stop)
        return inbox.run_polling
    address = settings.webhook_url.rstrip("/") + PATH
    await _patiently(
        partial(bot.set_webhook, address, secret_token=secret, allowed_updates=list(ALLOWED_UPDATES)), stop
    )

    async def wait_for_calls() -> None:
        await asyncio.Event().wait()

    return wait_for_calls


def _ticks(settings: "Settings", news: News, digests: "DigestBuilder", outbox: "Outbox") -> "Ticks":
    from jobs.breaking import BreakingRule, BreakingTick
    from jobs.clock_file import ClockFile
    from jobs.digests import DigestTick
    from jobs.follows import FollowTick
    from jobs.retention import Retention
    from jobs.timetable import Ticks

    storage, clock = news.storage, news.clock
    rule = BreakingRule(
        sources=settings.breaking_sources,
        span=timedelta(minutes=settings.breaking_minutes),
        per_day=settings.breaking_per_day,
    )

    async def annotate() -> None:
        while await news.annotator.run_once():
            pass

    async def forget_updates() -> None:
        await storage.inbox.forget(now=clock.now())

    telling = asyncio.Lock()
    return Ticks(
        clock_file=ClockFile(settings.clock_file, clock).run_once if settings.clock_file else None,
        poll=partial(news.poller.poll_due, joins=POLL_JOINS, seconds=POLL_ROUND),
        pages=news.pages.run_once,
        annotate=annotate,
        digests=DigestTick(
            storage, digests, clock, on_queued=outbox.wake, is_polling=lambda: news.poller.is_polling, telling=telling
        ).run_once,
        breaking=BreakingTick(storage, clock, rule, on_queued=outbox.wake, telling=telling).run_once,
        forget_updates=forget_updates,
        follows=FollowTick(storage, clock, on_queued=outbox.wake).run_once,
        retention=Retention(storage, clock, keep_articles=timedelta(days=settings.retention_days)).run_once,
    )


async def _patiently(call: Callable[[], Coroutine[Any, Any, T]], stop: asyncio.Event) -> T | None:
    """What Telegram answers, asked again and again: after a power cut the server may be up before its line is.

    None when stopped before.
    """
    import structlog
    from aiogram.exceptions import (
        ClientDecodeError,
        TelegramNetworkError,
        TelegramNotFound,
        TelegramRetryAfter,
        TelegramServerError,
        TelegramUnauthorizedError,
    )

    pause = 1.0
    while not stop.is_set():
        asked = asyncio.create_task(call())  # noqa: TID251 - both are ended right below
        stopped = asyncio.create_task(stop.wait())  # noqa: TID251
        try:
            await asyncio.wait((asked, stopped), return_when=asyncio.FIRST_COMPLETED)
            if asked.done():
                return asked.result()
        except (TelegramUnauthorizedError, TelegramNotFound) as error:
            raise CommandFailed(
                "Telegram refused the token in BOT_TOKEN; @BotFather shows the right one.", 2
            ) from error
        except (TelegramNetworkError, TelegramServerError, TelegramRetryAfter, ClientDecodeError) as error:
            structlog.get_logger("bot").warning("Telegram does not answer", error=type(error).__name__, pause=pause)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)
            pause = min(pause * 2, 60)
        finally:
            asked.cancel()
            stopped.cancel()
            await asyncio.gather(asked, stopped, return_exceptions=True)
    return None


async def _until_stopped(stop: asyncio.Event, *loops: Callable[[], Awaitable[None]]) -> int:
    """Run the loops until `stop`, or until one of them ends, which is a fault; the exit status."""
    from aiogram.exceptions import TelegramUnauthorizedError

    async def run(loop: Callable[[], Awaitable[None]]) -> None:
        await loop()
        stop.set()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(loop)) for loop in loops]
            await stop.wait()
            for task in tasks:
                task.cancel()
    except* TelegramUnauthorizedError as error:
        raise CommandFailed("Telegram no longer takes the token in BOT_TOKEN.", 2) from error
    return 0


async def run_demo(settings: "Settings", clock: AdjustableClock, port: int, *, live: bool) -> int:
    """The bot beside an emulated Telegram, with a database made afresh; both go by `clock`, which the page moves."""
    from ipaddress import IPv4Network

    from pydantic import SecretStr

    from emulator.cast import seat
    from emulator.server import Emulator
    from emulator.world import World

    world = World(clock)
    emulator = Emulator(clock=clock, world=world, clock_file=settings.clock_file)
    with tempfile.TemporaryDirectory(prefix="jarchi-demo-") as folder:
        try:
            await emulator.start(port=port)
        except OSError:
            print(f"Port {port} is taken; another one it is.", file=sys.stderr)  # noqa: T201
            await emulator.start(port=0)
        try:
            cast = await seat(emulator)
            print("Starting the demo; its address comes in some seconds.", file=sys.stderr)  # noqa: T201

            def say_ready() -> None:
                print(f"The chat page: {emulator.url}/", flush=True)  # noqa: T201

            demo = settings.model_copy(
                update={
                    "bot_token": SecretStr(emulator.token),
                    "telegram_api_url": emulator.url,
                    "webhook_url": "",
                    "database_path": Path(folder) / "demo.db",
                    "allowed_private_networks": (IPv4Network("127.0.0.1/32"),),
                    "admin_ids": frozenset({cast.admin.id}),
                }
            )
            if live:
                return await run_bot(demo, clock, on_ready=say_ready)
            # The outlets share one host, our own, which needs no pauses; and the first digest is to be a full one.
            feeds = world.feeds(emulator.url)
            return await run_bot(demo, clock, feeds=feeds, host_pause=0, reads_first=True, on_ready=say_ready)
        finally:
            await emulator.close()


async def check(settings: "Settings", clock: AdjustableClock) -> list[tuple[str, str]]:
    """(what, its fault or "") for catalogue, database and model files; the settings were read before."""
    from feeds.catalogue import CatalogueError, load_feeds, load_phrases, load_topics
    from text.models import ModelsMissing, model_files

    findings = [("settings", "")]
    if token := settings.bot_token.get_secret_value():  # without one the demo runs, and nothing is wrong
        findings.append(("token", token_fault(token)))
    for name, load in (("feeds.toml", load_feeds), ("topics.toml", load_topics), ("phrases.toml", load_phrases)):
        try:
            load(settings.catalogue_dir)
            findings.append((name, ""))
        except CatalogueError as error:
            findings.append((name, str(error)))
    try:
        async with open_storage(settings.database_path, clock) as storage:
            findings.append(("database", "; ".join(await storage.housekeeping.check())))
    except CommandFailed as error:
        findings.append(("database", str(error)))
    try:
        model_files()
        findings.append(("model files", ""))
    except ModelsMissing as error:
        findings.append(("model files", str(error)))
    return findings


def make_context() -> Context:
    """Read the settings and hand the commands the functions that open things."""
    from pydantic import ValidationError

    from cli.logs import configure
    from settings import Settings

    try:
        settings = Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        faults = [
            ": ".join(
                filter(None, (".".join(map(str, fault["loc"])).upper(), fault["msg"].removeprefix("Value error, ")))
            )
            for fault in error.errors()
        ]
        raise CommandFailed("\n".join(faults), status=2) from error
    configure(settings.log_level, settings.log_format)
    clock = AdjustableClock()
    if settings.clock_file:
        from jobs.clock_file import ClockFile

        ClockFile(settings.clock_file, clock).apply()  # before anything asks what time it is

    @contextlib.asynccontextmanager
    async def news_alone() -> AsyncIterator[News]:
        with hold_lock(settings.database_path):
            async with open_news(settings, clock, is_alone=True) as news:
                yield news

    async def restore(source: Path) -> None:
        from storage.interface import StorageError
        from storage.sqlite.housekeeping import restore as put_back

        with hold_lock(settings.database_path):
            try:
                await asyncio.to_thread(put_back, source, settings.database_path)
            except StorageError as error:
                raise CommandFailed(storage_fault(error, source)) from error

    return Context(
        clock=clock,
        catalogue_dir=settings.catalogue_dir,
        database_path=settings.database_path,
        has_token=bool(settings.bot_token.get_secret_value()),
        open_storage=partial(open_storage, settings.database_path, clock),
        open_news=news_alone,
        open_news_beside=partial(open_news, settings, clock),
        restore=restore,
        run_bot=partial(run_bot, settings, clock),
        run_demo=lambda port, live: run_demo(settings, clock, port, live=live),
        check=partial(check, settings, clock),
    )


if __name__ == "__main__":
    sys.exit(main(make_context))
