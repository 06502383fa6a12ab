"""The composition root: opens worker → storage → HTTP → Bot → scheduler in that order and closes them in reverse.

Nothing heavy is imported at module level: the worker processes import this module again, and `python bot.py --help` is
to answer at once.
"""

import asyncio
import contextlib
import fcntl
import gc
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from cli.app import main
from cli.context import CommandFailed, Context
from cli.faults import STORAGE_FAULTS, storage_fault, token_fault
from cli.loop import unless_stopped
from domain.clock import AdjustableClock

if TYPE_CHECKING:
    from domain.feed import NewFeed
    from feeds.admin import FeedAdmin
    from feeds.annotator import Annotator
    from feeds.fetching.fetch import FeedFetcher
    from feeds.pages import PageReader
    from feeds.poller import FeedPoller
    from feeds.workers.worker import WorkerPool
    from settings import Settings
    from storage.interface import Storage

T = TypeVar("T")
HERE = Path(__file__).resolve().parent


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
    from feeds.workers.worker import WorkerPool
    from settings import user_agent

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
        from feeds.fetching.fetch import FeedFetcher
        from feeds.fetching.hosts import PAUSE
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
                await unless_stopped(stop, asyncio.gather(_read_news(news), asyncio.to_thread(_load_telegram)))
                if stop.is_set():
                    return 0
            from serving import serve  # aiogram, and with it everything that speaks to Telegram

            return await serve(settings, news, clock, stop, on_ready)


async def _read_news(news: News) -> None:
    """One round of all feeds, as far as annotated stories."""
    await news.annotator.start()
    await news.poller.poll_due()
    while await news.annotator.run_once():
        pass


def _load_telegram() -> None:
    """Import the heaviest part beside the reading of news; thousands of models, and no garbage worth collecting."""

    gc.disable()
    try:
        import serving  # noqa: F401
    finally:
        gc.enable()


async def run_demo(
    settings: "Settings", clock: AdjustableClock, port: int, *, live: bool, on_ready: Callable[[str], None]
) -> int:
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
            say_ready = partial(on_ready, f"{emulator.url}/")

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
    configure(
        settings.log_level,
        settings.log_format,
        secrets=[secret.get_secret_value() for secret in (settings.bot_token, settings.webhook_secret)],
    )
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

    token = settings.bot_token.get_secret_value()
    return Context(
        clock=clock,
        catalogue_dir=settings.catalogue_dir,
        database_path=settings.database_path,
        has_token=bool(token),
        open_storage=partial(open_storage, settings.database_path, clock),
        open_news=news_alone,
        open_news_beside=partial(open_news, settings, clock),
        restore=restore,
        run_bot=partial(run_bot, settings, clock),
        run_demo=lambda port, live, on_ready: run_demo(settings, clock, port, live=live, on_ready=on_ready),
        token_fault=token_fault(token) if token else "",
    )


if __name__ == "__main__":
    sys.exit(main(make_context))
