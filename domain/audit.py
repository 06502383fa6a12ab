"""What people of the newsroom change: who, what, when, before and after."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Change:
    """A change that somebody of the newsroom makes, told before and after; what is empty was not there."""

    person: int | None  # who makes it; None once that person asked to be forgotten, and for the terminal
    action: str  # what is done, as the text `audit-ACTION` names it
    subject: str = ""  # what it is done to, in words that are still understood when that is gone
    before: str = ""
    after: str = ""
    about: int | None = None  # the person it is done to; None where it is done to nobody, or to somebody forgotten


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change as it is kept."""

    id: int
    made_at: datetime
    change: Change
