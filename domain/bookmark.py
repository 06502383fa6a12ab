"""A bookmark: a story that a chat saved for later, or of which the chat wants to get further news."""

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
    """A story that a chat saved, or of which it wants further news.

    The story is identified by one of its articles, because the article's id stays when stories are merged.

    The bookmark also keeps what a list of bookmarks shows, because the article may be deleted by retention.
    """

    place: Place
    kind: BookmarkKind
    article_id: ArticleId
    headline: str
    source: str
    url: str | None
    made_at: datetime
    message_id: MessageId | None = (
        None  # id of the message that told the chat about the story; further news is sent as a reply to that message
    )
