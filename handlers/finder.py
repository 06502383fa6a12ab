"""Searching for words that a person typed."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from digest.matching import asks
from domain.ids import FeedId
from handlers.ask import Ask
from handlers.on_demand import Desk
from handlers.topics import TopicNames
from render.buttons import Press
from render.footer import Footer, footer_of
from render.markup import tidy
from render.message import OutgoingMessage
from render.search import LONGEST_QUERY, SearchResults, results, search_usage
from storage.interface import Cursor, SearchPage, Storage
from storage.search_request import request_of
from text.layout import other_keys
from text.lexicon.lexicon import Lexicon
from text.query import ParsedQuery, parse

_PAGE = 5
_WORDS_LOOKED_AT = 4  # the most words of a query without results for which similar words are looked for


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Conditions that found stories must meet besides containing the words; an empty field is no condition."""

    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    since: datetime | None = None


_ANYTHING = Narrowed()


class Finder:
    """Finds stories by words.

    With a lexicon, it also finds stories in other languages; they come after those that have the words themselves.
    """

    def __init__(self, news: Storage, topics: TopicNames, desk: Desk, lexicon: Lexicon | None = None) -> None:
        self._news = news
        self._desk = desk
        self._topics = topics
        self._lexicon = lexicon

    async def find(self, typed: str, ask: Ask, *, press: Press | None = None) -> OutgoingMessage:
        """Return the first page of results, or the page that a button under results asks for."""
        query = tidy(typed, LONGEST_QUERY)
        # If the cursor is of an older version or forged, the storage returns the first page.
        cursor = Cursor(press.value()) if press and press.screen == "search" else None
        parsed, page = await self._found(query, ask, cursor, _PAGE, _ANYTHING)
        if not page.stories and not asks(parsed):
            return search_usage(ask.t)
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
            can_be_opened=footer_of(ask.chat.kind) is not Footer.NONE,
            can_be_followed=asks(parsed),
        )
        return results(shown, ask.t, zone=ask.zone, now=ask.now)

    async def of_feed(self, feed_id: FeedId | None, ask: Ask) -> OutgoingMessage | None:
        """Return the latest news of a feed's publisher; None if there is no feed with that id."""
        feed = None if feed_id is None else await self._news.feeds.get(feed_id)
        if feed is None:
            return None
        return await self.find('source:"{}"'.format(feed.source.replace('"', " ")), ask)

    async def page(
        self, query: str, ask: Ask, *, cursor: Cursor | None, limit: int, narrowed: Narrowed = _ANYTHING
    ) -> SearchPage:
        """Return a page of the stories that a query finds; the first page if `cursor` is None."""
        _, page = await self._found(query, ask, cursor, limit, narrowed)
        return page

    async def _found(
        self, query: str, ask: Ask, cursor: Cursor | None, limit: int, narrowed: Narrowed
    ) -> tuple[ParsedQuery, SearchPage]:
        """Return the parsed query, and a page of its results."""
        lexicon = None if ask.chat.own_language_only else self._lexicon
        read = partial(parse, now=ask.now, topics=self._topics.spellings, lexicon=lexicon)
        parsed = await self._desk.run(read, query)
        page = await self._page(parsed, ask, cursor, limit, narrowed)
        if not page.stories and (meant := other_keys(query)):
            # The words may have been typed in the wrong keyboard layout. No dictionary has all names, so both layouts
            # are searched.
            other = await self._desk.run(read, meant)
            if (found := await self._page(other, ask, cursor, limit, narrowed)).stories:
                return replace(other, corrected=meant), found
        return parsed, page

    async def _page(
        self, parsed: ParsedQuery, ask: Ask, cursor: Cursor | None, limit: int, narrowed: Narrowed
    ) -> SearchPage:
        request = request_of(parsed, limit=limit, cursor=cursor, muted_sources=ask.chat.muted_sources)
        return await self._news.search.search(
            replace(
                request,
                topics=(*request.topics, *narrowed.topics),
                countries=(*request.countries, *narrowed.countries),
                languages=(*request.languages, *narrowed.languages),
                since=request.since or narrowed.since,
            )
        )

    async def _nearest(self, query: str, parsed: ParsedQuery) -> tuple[str, ...]:
        """Return corrected queries, in which similar words from the news replace the first word that no article has."""
        typed = parsed.corrected or query
        for word in parsed.words[:_WORDS_LOOKED_AT]:
            alone = request_of(await self._desk.run(parse, word), limit=1)
            if not (await self._news.search.search(alone)).stories:
                near = await self._news.search.similar_words(word)
                return tuple(typed.replace(word, better, 1) for better in near)
        return ()
