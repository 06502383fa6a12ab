"""Turns typed words into a page of results."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from domain.chat import Chat
from domain.ids import FeedId
from handlers.ask import Ask
from handlers.on_demand import Desk
from render.buttons import Press
from render.markup import tidy
from render.message import OutgoingMessage
from render.search import LONGEST_QUERY, SearchResults, results
from storage.asking import request_of
from storage.interface import Cursor, SearchPage, Storage
from text.layout import other_keys
from text.lexicon.lexicon import Lexicon
from text.query import ParsedQuery, parse

_PAGE = 5
_WORDS_LOOKED_AT = 4  # the most words of an unsuccessful query that are checked


class Finder:
    """With a lexicon, what other languages say is found behind the words themselves."""

    def __init__(self, news: Storage, topics: Mapping[str, str], desk: Desk, lexicon: Lexicon | None = None) -> None:
        self._news = news
        self._desk = desk
        self._topics = topics  # spelling → key
        self._lexicon = lexicon

    async def find(self, typed: str, ask: Ask, *, press: Press | None = None) -> OutgoingMessage:
        """Return the first page, or the one that a button of the results asks for."""
        chat, now = ask.chat, ask.now
        query = tidy(typed, LONGEST_QUERY)
        # A button of an older version, or a forged one, asks for the first page.
        cursor = Cursor(press.value()) if press and press.screen == "search" else None
        read = partial(parse, now=now, topics=self._topics, lexicon=None if chat.own_language_only else self._lexicon)
        parsed = await self._desk.run(read, query)
        page = await self._page(parsed, chat, cursor)
        if not page.stories and (meant := other_keys(query)):
            # Words typed in the wrong keyboard layout; names are not in the dictionary, so only the search can tell.
            other = await self._desk.run(read, meant)
            if (found := await self._page(other, chat, cursor)).stories:
                page, parsed = found, replace(other, corrected=meant)
        nearest = () if page.stories else await self._nearest(query, parsed)
        shown = SearchResults(
            query,
            page.stories,
            page.best,
            by_word=page.by_word,
            previous=page.previous,
            next=page.next,
            corrected=parsed.corrected,
            nearest=nearest,
        )
        return results(shown, ask.t, zone=ask.zone, now=now)

    async def of_feed(self, feed_id: int | None, ask: Ask) -> OutgoingMessage | None:
        """Return the latest of a feed's publisher; None where there is no such feed."""
        feed = None if feed_id is None else await self._news.feeds.get(FeedId(feed_id))
        if feed is None:
            return None
        return await self.find('source:"{}"'.format(feed.source.replace('"', " ")), ask)

    async def _page(self, parsed: ParsedQuery, chat: Chat, cursor: Cursor | None) -> SearchPage:
        request = request_of(parsed, limit=_PAGE, cursor=cursor, muted_sources=chat.muted_sources)
        return await self._news.search.search(request)

    async def _nearest(self, query: str, parsed: ParsedQuery) -> tuple[str, ...]:
        """Return corrected queries: similar words from the news in place of the first word that is in no article."""
        typed = parsed.corrected or query
        for word in parsed.words[:_WORDS_LOOKED_AT]:
            alone = request_of(await self._desk.run(parse, word), limit=1)
            if not (await self._news.search.search(alone)).stories:
                near = await self._news.search.similar_words(word)
                return tuple(typed.replace(word, better, 1) for better in near)
        return ()
