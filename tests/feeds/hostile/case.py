"""One kind of bad behaviour: what the server does, and the outcome that the poll must have."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from domain.article import Article
from tests.feeds.hostile.exchange import Exchange

Respond = Callable[[Exchange], Awaitable[None]]
Check = Callable[[Sequence[Article]], object]


@dataclass(frozen=True)
class Case:
    """A kind of bad behaviour. `reason` is the expected text key, None for none; `new` articles must be stored."""

    name: str
    respond: Respond
    outcome: str = "error"
    reason: str | None = None
    new: int = 0
    polls: int = 1  # number of polls, of which the last one is judged
    path: str = ""  # the part of the address after /NAME
    scheme: str = "http"
    check: Check | None = None  # called with the stored articles; raises an AssertionError if they are wrong
    also: tuple[str, ...] = field(default=())  # other correct reasons, if the result depends on timing


def read_well(name: str, respond: Respond, *, new: int = 1, check: Check | None = None, polls: int = 1) -> Case:
    """Return a case whose odd document must still be read."""
    return Case(name, respond, "ok", None, new, polls, check=check)
