"""One bad behaviour: what the server does, and what must come of it."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from domain.article import Article
from tests.feeds.hostile.exchange import Exchange

Respond = Callable[[Exchange], Awaitable[None]]
Check = Callable[[Sequence[Article]], object]


@dataclass(frozen=True)
class Case:
    """`reason` is the text key expected (None: none), `new` the number of articles that must be stored."""

    name: str
    respond: Respond
    outcome: str = "error"
    reason: str | None = None
    new: int = 0
    polls: int = 1  # the last one is judged
    path: str = ""  # after /NAME
    scheme: str = "http"
    check: Check | None = None  # given the stored articles; asserts
    also: tuple[str, ...] = field(default=())  # other reasons that are as good, where it is a race which comes first


def read_well(name: str, respond: Respond, *, new: int = 1, check: Check | None = None, polls: int = 1) -> Case:
    """A case that is odd and has to be read all the same."""
    return Case(name, respond, "ok", None, new, polls, check=check)
