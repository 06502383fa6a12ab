"""Builders of what tests need: chats, articles, stories, digests, settings, and a clock that is moved by hand."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.clock import AdjustableClock
from domain.digest import Digest, DigestRequest, DigestStory, SummarySentence, Window
from domain.ids import ChatId, StoryId
from domain.story import Story, StoryArticle
from settings import Settings

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAY = Window(NOW - timedelta(days=1), NOW)


def article(number: int, *sentences: str, **changes: Any) -> StoryArticle:
    """Return an article from a source of its own, published about an hour ago; `changes` replace fields."""
    given: dict[str, Any] = {
        "id": number,
        "source": f"Источник {number}",
        "url": f"https://example.org/{number}",
        "headline": sentences[0].rstrip(".") if sentences else "",
        "language": "ru",
        "published_at": NOW - timedelta(minutes=60 - number),
        "stored_at": NOW - timedelta(minutes=60 - number),
        "is_pushable": True,
        "topics": ("society",),
        "countries": ("kg",),
        "sentences": sentences,
    }
    return StoryArticle(**given | changes)


def story(number: int, *articles: StoryArticle, **changes: Any) -> Story:
    """Return a story of these articles, with the first article's topics and countries; `changes` replace fields."""
    given: dict[str, Any] = {
        "id": number,
        "created_at": articles[0].stored_at,
        "updated_at": articles[-1].stored_at,
        "articles": articles,
        "topics": articles[0].topics,
        "countries": articles[0].countries,
    }
    return Story(**given | changes)


def request(**changes: Any) -> DigestRequest:
    return DigestRequest(**{"window": DAY} | changes)


def texts(summary: Sequence[Any]) -> list[str]:
    return [sentence.text for sentence in summary]


class HandClock(AdjustableClock):
    """A clock that shows `moment` until a test sets another moment."""

    def __init__(self, moment: datetime) -> None:
        super().__init__()
        self.moment = moment

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)


def chat(chat_id: int = 1, **changes: Any) -> Chat:
    """Return an active chat that reads Russian at eight in Bishkek; it is private unless its id is negative."""
    given: dict[str, Any] = {
        "kind": ChatKind.PRIVATE if chat_id > 0 else ChatKind.SUPERGROUP,
        "locale": "ru",
        "timetable": Timetable("Asia/Bishkek", (time(8),)),
        "state": ChatState.ACTIVE,
    }
    return Chat(ChatId(chat_id), **given | changes)


def digest(*headlines: str, now: datetime = NOW) -> Digest:
    """Return a digest with a story for each headline, told by one outlet in one sentence."""
    stories = tuple(
        DigestStory(
            story_id=StoryId(number),
            headline=headline,
            url=f"https://tandem.example/{number}",
            language="ru",
            topic=None,
            countries=("kg",),
            sources=(("Тандем", f"https://tandem.example/{number}"),),
            summary=(SummarySentence("В городе открыли новый парк.", "Тандем", None),),
            published_at=now,
        )
        for number, headline in enumerate(headlines, start=1)
    )
    return Digest(Window(now, now), stories)


def settings(**values: Any) -> Settings:
    """Return settings from the environment and these values, as an operator would write them, without a .env."""
    return Settings(_env_file=None, **values)  # type: ignore[call-arg]  # pydantic-settings' own argument
