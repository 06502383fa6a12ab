"""Changes made by the newsroom: who, what, when, before and after."""

from dataclasses import dataclass
from datetime import datetime

from domain.ids import ChangeId, PersonId

# Separates two topics' keys in the subject of a change that merged one topic into another: "rain → weather" means that
# the topic with the key `rain` was merged into `weather`.
MERGED = " → "


@dataclass(frozen=True, slots=True)
class Change:
    """A change by a person of the newsroom, with the value before and after; "" means that there was no value."""

    # Who made the change; None if that person's data was deleted, or if the change was made in the terminal.
    person: PersonId | None
    action: str  # the kind of change; the text with the key `audit-ACTION` describes it
    subject: str = ""  # what was changed, in words that are understood even after it was deleted; for a topic, its key
    before: str = ""
    after: str = ""
    about: PersonId | None = (
        None  # the person whose rights were changed; None if there is none, or if that person's data was deleted
    )


@dataclass(frozen=True, slots=True)
class KeptChange:
    """A change as it is stored, with its id and its moment."""

    id: ChangeId
    made_at: datetime
    change: Change
