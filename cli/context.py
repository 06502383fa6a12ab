"""What commands get from bot.py: functions that open things, so that commands depend on neither database nor settings.

The types are imported only for the type checker, so that `python bot.py --help` does not load anything heavy.
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
    """The opened parts through which a feed's entries become annotated articles."""

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
    """A failure that is reported by one line on standard error, with exit status 1 (failed) or 2 (wrong use)."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Context:
    """Everything that commands need; click passes it to each command as `ctx.obj`."""

    clock: Clock
    catalogue_dir: Path
    database: str  # path or address of the database, without the password
    database_path: Path | None  # None if the database is PostgreSQL
    has_token: bool
    own_port: int  # port on which a running bot reports its health; 0 if the bot has no such port
    token_fault: str  # what is wrong with the form of the token; "" if nothing is wrong or there is no token
    proxies: tuple[str, ...]  # names of the proxies that feeds may use
    # Opens the storage for reading, which is possible while the bot runs.
    open_storage: Callable[[], "AbstractAsyncContextManager[Storage, bool | None]"]
    # Opens the pipeline under the bot's lock; raises CommandFailed if another process has the lock.
    open_pipeline: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # Opens the pipeline without the lock, because feeds may be added and checked while the bot runs.
    open_pipeline_beside: Callable[[], "AbstractAsyncContextManager[Pipeline]"]
    # Writes a checked copy of the database into a file, even while the bot runs. The function that `backup`, `restore`
    # and `drill` take reports the progress: it is called with the number of steps done and the number of all steps.
    backup: Callable[[Path, Callable[[int, int], object]], Coroutine[Any, Any, None]]
    # Replaces the database with a backup, while holding the bot's lock, so that no bot can run meanwhile.
    restore: Callable[[Path, Callable[[int, int], object]], Coroutine[Any, Any, None]]
    # Restores a backup into a temporary database; returns the counts of its contents, and the faults found in it.
    drill: Callable[[Path, Callable[[int, int], object]], Coroutine[Any, Any, "tuple[dict[str, int], tuple[str, ...]]"]]
    # Checks the machine; returns (what was checked, what is wrong with it or "") for each check.
    look_at_machine: Callable[[], Coroutine[Any, Any, list[tuple[str, str]]]]
    # Copies everything into an empty database, given by address or path; the function is called with the rows copied
    # and all rows. Returns table → number of rows.
    move: Callable[[str, Callable[[int, int], object]], Coroutine[Any, Any, dict[str, int]]]
    # Runs the bot with the roles in a comma-separated list; with None, with the roles in the settings.
    run_bot: Callable[[str | None], Coroutine[Any, Any, int]]
    # Runs the demo; takes the port of its page, "sample" or "live", and two functions that are called with lines for
    # the operator and with the page's address.
    run_demo: Callable[[int, str, Callable[[str], None], Callable[[str], None]], Coroutine[Any, Any, int]]
