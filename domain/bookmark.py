"""A bookmark: a story that a chat saved for later, or whose news the chat wants as they come."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.chat import Place
from domain.ids import ArticleId, MessageId


class BookmarkKind(StrEnum):
    SAVED = "saved"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A saved or followed story, identified by one of its articles, because that stays when stories are joined.

    The bookmark keeps what a list of bookmarks shows, for when the article is deleted.
    """

    place: Place
    kind: BookmarkKind
    article_id: ArticleId
    headline: str
    source: str
    url: str | None
    made_at: datetime
    message_id: MessageId | None = (
        None  # the message that told the chat of the story; further news are sent as replies to it
    )
