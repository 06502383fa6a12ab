"""A bookmark: a story that a chat saved for later, or whose news it wants as they come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.chat import Place


class BookmarkKind(StrEnum):
    SAVED = "saved"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """It names an article, which stays when stories are joined, and keeps what a list shows once that is gone."""

    place: Place
    kind: BookmarkKind
    article_id: int
    headline: str
    source: str
    url: str | None
    made_at: datetime
    message_id: int | None = None  # the message that told the chat of the story; news of it come as replies to that
