"""A draft: something that a person of the newsroom, or a reader, has begun and that is not confirmed yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from domain.ids import ChatId, DraftId, PersonId

NOT_STORED = DraftId(0)
KEPT = timedelta(days=30)  # a draft that nobody has confirmed after this time is deleted


class DraftKind(StrEnum):
    TOPIC = "topic"
    FEED = "feed"
    SUGGESTION = "suggestion"  # a source that a reader suggests to the newsroom


@dataclass(frozen=True, slots=True)
class Draft:
    kind: DraftKind
    # The person who began the draft; for a suggestion, the private chat or group from which it came. None if the data
    # of that person or chat was deleted.
    person: ChatId | None
    content: Mapping[str, Any]  # plain JSON values
    id: DraftId = NOT_STORED

    def is_of(self, person: PersonId | None) -> bool:
        """Return whether this person began the draft. Nobody else may change or confirm a draft of the newsroom."""
        return person is not None and self.person == person
