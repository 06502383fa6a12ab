"""Changes made by the newsroom: who, what, when, before and after."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import ChangeId, PersonId

MERGED = " → "  # stands in a subject between the topic that was merged and the other one


@dataclass(frozen=True, slots=True)
class Change:
    """A change by a person of the newsroom, with the values before and after; an empty value did not exist."""

    person: PersonId | None  # who made it; None if that person was deleted, and for the terminal
    action: str  # what was done: the text `audit-ACTION` names it
    subject: str = (
        ""  # what it was done to, in words that are still understood when that is deleted; of a topic, its key
    )
    before: str = ""
    after: str = ""
    about: PersonId | None = (
        None  # the person it was done to; None if it was done to nobody, or to somebody who was deleted
    )


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change as it is stored."""

    id: ChangeId
    made_at: datetime
    change: Change
