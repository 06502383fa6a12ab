"""From typed words to a page of results."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

from domain.chat import Chat
from render.buttons import Press
from render.markup import tidy
from render.message import OutgoingMessage
from render.search import LONGEST_QUERY, Found, results
from render.texts import Translator
from storage.asking import request_of
from storage.interface import Storage
from text.query import parse

_PAGE = 5


class Finder:
    def __init__(self, news: Storage, topics: Mapping[str, str]) -> None:
        self._news = news
        self._topics = topics  # spelling → key

    async def find(
        self, typed: str, chat: Chat, t: Translator, now: datetime, *, press: Press | None = None
    ) -> OutgoingMessage:
        """The first page, or the one that a button of the results asks for."""
        query = tidy(typed, LONGEST_QUERY)
        offset, as_of = _place(press)
        parsed = await asyncio.to_thread(parse, query, now=now, topics=self._topics)
        request = request_of(parsed, limit=_PAGE, offset=offset, as_of=as_of, muted_sources=chat.muted_sources)
        page = await self._news.search.search(request)
        nearest: tuple[str, ...] = ()
        if not page.stories and parsed.words:
            nearest = await self._news.search.similar_words(parsed.words[0])
        found = Found(
            query,
            page.stories,
            page.best,
            offset=offset,
            limit=_PAGE,
            as_of=page.as_of,
            has_more=page.has_more,
            corrected=parsed.corrected,
            nearest=nearest,
        )
        return results(found, t, zone=chat.timetable.zone, now=now)


def _place(press: Press | None) -> tuple[int, int | None]:
    """Offset and first page's last article, from a button `OFFSET:AS_OF`."""
    if press is None or (offset := press.number()) is None or (as_of := press.number(1)) is None:
        return 0, None
    return min(offset, 1000), as_of
