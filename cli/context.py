"""The functions that bot.py gives to the commands to open things, so that no command knows database or settings class.

The types are imported for the type checker alone, so that `python bot.py --help` loads nothing heavy.
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
    """A failure that is told in one line on standard error, with exit status 1 (failed) or 2 (wrong use)."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Context:
    """The object that every command gets as `ctx.obj`."""

    clock: Clock
    catalogue_dir: Path
    database_path: Path
    has_token: bool
    own_port: int  # where a running bot says how it is; 0 where it says so nowhere
    token_fault: str  # what is wrong with the look of the token; empty when nothing is, or without a token
    # For reading: safe beside a running bot.
    open_storage: Callable[[], "AbstractAsyncContextManager[Storage, bool | None]"]
    # For writing: takes the bot's lock, and raises CommandFailed when somebody holds the lock.
    open_pipeline: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # The same without the lock, since feeds may be added and checked while the bot runs.
    open_pipeline_beside: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # Writes a checked copy into a file, also beside a running bot.
    backup: Callable[[Path], Coroutine[Any, Any, None]]
    # Puts a file in the place of the database, under the lock.
    restore: Callable[[Path], Coroutine[Any, Any, None]]
    # Puts a file into a place of its own; returns what it holds and what is wrong with it.
    drill: Callable[[Path], Coroutine[Any, Any, "tuple[dict[str, int], tuple[str, ...]]"]]
    run_bot: Callable[[], Coroutine[Any, Any, int]]
    # Takes the page's port, "sample" or "live", and what to call with lines for the operator and the page's address.
    run_demo: Callable[[int, str, Callable[[str], None], Callable[[str], None]], Coroutine[Any, Any, int]]
