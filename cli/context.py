"""What bot.py hands to the commands: how to open things. No command knows which database or which settings class.

The types are imported for the checker alone, so that `python bot.py --help` loads nothing heavy.
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
    """Everything between a feed and an annotated article, opened."""

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
    """One line for standard error, and exit status 1 (the command failed) or 2 (it was used wrongly)."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Context:
    """`ctx.obj` of every command."""

    clock: Clock
    catalogue_dir: Path
    database_path: Path
    has_token: bool
    token_fault: str  # what is wrong with the look of it; empty when nothing is, or when there is none
    # Read side: safe beside a running bot.
    open_storage: Callable[[], "AbstractAsyncContextManager[Storage, bool | None]"]
    # Write side: takes the bot's lock, and raises CommandFailed when it is taken.
    open_pipeline: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # Feeds may be added and checked while the bot runs: the same, without the lock.
    open_pipeline_beside: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # Write a checked copy into a file, also beside a running bot.
    backup: Callable[[Path], Coroutine[Any, Any, None]]
    # Put that file in the place of the database, under the lock.
    restore: Callable[[Path], Coroutine[Any, Any, None]]
    run_bot: Callable[[], Coroutine[Any, Any, int]]
    # (port of the page, sample or live, what to call with lines for the operator, and with the page's address)
    run_demo: Callable[[int, str, Callable[[str], None], Callable[[str], None]], Coroutine[Any, Any, int]]
