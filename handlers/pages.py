"""The screens of /start and /settings for a chat in its present state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.chat import Chat, ChatState
from handlers.preferences import Preferences
from handlers.topics import TopicNames
from render.buttons import Flow
from render.cities import City
from render.message import OutgoingMessage
from render.screens.page import Page
from render.settings import settings_screen
from render.texts import Texts, Translator
from storage.interface import Storage


@dataclass(frozen=True, slots=True)
class Pages:
    """Draws screens in the chat's language, and changes the chat as their buttons say."""

    news: Storage
    texts: Texts
    topic_names: TopicNames
    preferences: Preferences

    @property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """The present titles of topics: locale → topic key → title."""
        return self.topic_names.titles

    async def screen(
        self,
        name: str,
        chat: Chat,
        now: datetime,
        *,
        flow: Flow | None = None,
        cities: tuple[City, ...] = (),
        zones: tuple[str, ...] = (),
        typed: str = "",
        seen_by: Translator | None = None,
    ) -> OutgoingMessage:
        """Draw the screen; without a `flow`, as a step of /start if the chat has not finished /start.

        With `seen_by`, a person sets the chat up from their private chat, and the screen is in that person's language.
        """
        t = seen_by or self.texts.translator(chat.locale)
        return settings_screen(
            name,
            Page(
                chat=chat,
                t=t,
                topics=self.topic_names.titles_for(chat.topics, t.locale),
                now=now,
                flow=flow or flow_of(chat),
                follows=await self.news.follows.of(chat.id) if name == "follows" else (),
                cities=cities,
                zones=zones,
                typed=typed,
                is_afar=seen_by is not None,
            ),
        )


def flow_of(chat: Chat) -> Flow:
    return Flow.START if chat.state is ChatState.NEW else Flow.SETTINGS
