"""Inline mode: a search for typed words in any chat, with the settings of the person who types."""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.chat import ChatState
from handlers.ask import Ask
from handlers.finder import Finder, Narrowed
from handlers.on_demand import Desk, DigestDesk
from handlers.topics import Asked, TopicNames
from render.inline import InlinePage, inline_page
from render.markup import tidy
from render.search import LONGEST_QUERY
from storage.interface import Cursor, SearchPage, Storage

RESULTS = 10  # results on a page; Telegram accepts 50
CACHED = 60  # seconds for which Telegram may repeat the answer; news arrives every minute
_LATEST = timedelta(hours=24)
_MARKS = frozenset('"«»“”„:-')  # characters which show that a query is already written in the syntax of searches


@dataclass(frozen=True, slots=True)
class InlineSearch:
    """The search of inline mode. Stories in its lists do not count as told, so digests still bring them."""

    news: Storage
    finder: Finder
    desk: Desk
    digest_desk: DigestDesk
    topic_names: TopicNames

    async def page(self, typed: str, offset: str, ask: Ask) -> InlinePage:
        """Return results for typed words, or the latest news if there are none; `offset` is from an earlier page."""
        query = tidy(typed, LONGEST_QUERY)
        found = await self._found(query, Cursor(offset) if offset else None, ask)
        stories = await self.news.stories.get([story.id for story in found.stories])
        # Others see the card, so it must not tell which outlets its sender mutes and which languages they read.
        anybody = replace(ask.chat, languages=(ask.chat.locale,), muted_sources=())
        views = await self.digest_desk.views(stories, anybody)
        return inline_page(
            views,
            ask.t,
            typed=query,
            zone=ask.zone,
            now=ask.now,
            bot_name=ask.bot_name,
            next_offset=found.next or "",
            cache_seconds=CACHED,
            is_new=ask.chat.state is ChatState.NEW,
        )

    async def _found(self, query: str, cursor: Cursor | None, ask: Ask) -> SearchPage:
        """Return the page for the first interpretation of the query that finds something.

        For a later page this is the same interpretation as for the first page, because those before it found nothing
        then.
        """
        asked = Asked(words=query)
        if not _MARKS.intersection(query):
            asked = await self.desk.run(self.topic_names.read, query)
        for words, narrowed in _ways(query, asked, ask):
            page = await self.finder.page(words, ask, cursor=cursor, limit=RESULTS, narrowed=narrowed)
            if page.stories:
                break
        return page


def _ways(query: str, asked: Asked, ask: Ask) -> tuple[tuple[str, Narrowed], ...]:
    """Return interpretations of a query, the most likely first: each is words to search for, and further conditions."""
    chat = ask.chat
    if not query:
        newest = Narrowed(languages=chat.languages, countries=chat.countries, since=ask.now - _LATEST)
        return ("", newest), ("", replace(newest, countries=())), ("", replace(newest, countries=(), languages=()))
    if not asked.topics and not asked.countries:
        return ((query, Narrowed()),)
    named = Narrowed(topics=asked.topics, countries=asked.countries)
    if asked.words:
        return (asked.words, named), (query, Narrowed())
    return ("", replace(named, languages=chat.languages)), ("", named), (query, Narrowed())
