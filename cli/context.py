"""What commands get from bot.py: functions that open things, so that commands know neither database nor settings.

The types are imported for the type checker only, so that `python bot.py --help` loads nothing heavy.
"""

from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from domain.clock import Clock

if TYPE_CHECKING:
    from feeds.admin import FeedAdmin
    from feeds.annotator import Annotator
    from feeds.fetching.fetch import FeedFetcher
    from feeds.pages import PageReader
    from feeds.poller import FeedPoller
    from storage.interface import Storage
    from workers.pool import WorkerPool


class Pipeline(Protocol):
    """The opened parts between a feed and an annotated article."""

    @property
    def storage(self) -> "Storage": ...
    @property
    def clock(self) -> Clock: ...
    @property
    def fetcher(self) -> "FeedFetcher": ...
    @property
    def pool(self) -> "WorkerPool": ...
    @property
    def poller(self) -> "FeedPoller": ...
    @property
    def pages(self) -> "PageReader": ...
    @property
    def annotator(self) -> "Annotator": ...
    @property
    def feed_admin(self) -> "FeedAdmin": ...


class CommandFailed(Exception):
    """A failure to report in one line on standard error, with exit status 1 (failed) or 2 (wrong use)."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Context:
    """The object that every command gets as `ctx.obj`."""

    clock: Clock
    catalogue_dir: Path
    database: str  # the database's path, or its address without the password
    database_path: Path | None  # None for a PostgreSQL database
    has_token: bool
    own_port: int  # the port on which a running bot reports its health; 0 if it has none
    token_fault: str  # what is wrong with the form of the token; empty if nothing is, or without a token
    proxies: tuple[str, ...]  # names of the proxies that a feed may use
    # For reading; safe while the bot runs.
    open_storage: Callable[[], "AbstractAsyncContextManager[Storage, bool | None]"]
    # For writing; takes the bot's lock, and raises CommandFailed if another process has it.
    open_pipeline: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # The same without the lock, since feeds may be added and checked while the bot runs.
    open_pipeline_beside: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # Writes a checked copy into a file, even while the bot runs; is told steps done and steps there are, as the next
    # two are.
    backup: Callable[[Path, Callable[[int, int], object]], Coroutine[Any, Any, None]]
    # Replaces the database with a file, under the lock.
    restore: Callable[[Path, Callable[[int, int], object]], Coroutine[Any, Any, None]]
    # Restores a file into a temporary place; returns the counts of its contents and what is wrong with it.
    drill: Callable[[Path, Callable[[int, int], object]], Coroutine[Any, Any, "tuple[dict[str, int], tuple[str, ...]]"]]
    # Returns what was looked at on the machine, each with what is wrong with it or "".
    look_at_machine: Callable[[], Coroutine[Any, Any, list[tuple[str, str]]]]
    # Copies everything into an empty database, named by address or path; is told rows copied and rows there are.
    # Returns table → rows.
    move: Callable[[str, Callable[[int, int], object]], Coroutine[Any, Any, dict[str, int]]]
    # Takes the roles of the process as a comma-separated list, None for those in the settings.
    run_bot: Callable[[str | None], Coroutine[Any, Any, int]]
    # Takes the page's port, "sample" or "live", and two functions that get lines for the operator and the page's
    # address.
    run_demo: Callable[[int, str, Callable[[str], None], Callable[[str], None]], Coroutine[Any, Any, int]]
