"""A draft: what somebody of the newsroom, or a reader, has begun and nobody has confirmed yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from domain.ids import ChatId, DraftId

NOT_STORED = DraftId(0)
KEPT = timedelta(days=30)  # after this time, a draft that nobody confirmed is dropped


class DraftKind(StrEnum):
    TOPIC = "topic"
    FEED = "feed"
    SUGGESTION = "suggestion"  # a source that a reader suggests


@dataclass(frozen=True, slots=True)
class Draft:
    kind: DraftKind
    # Who began it; for a suggestion, the private chat or group that it came from. None once they asked to be forgotten.
    person: ChatId | None
    content: Mapping[str, Any]  # plain JSON values
    id: DraftId = NOT_STORED
