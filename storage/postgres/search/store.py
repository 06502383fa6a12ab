"""Search over the posting lists in PostgreSQL.

A search reads the posting lists of its terms, those of the newest span of article ids first; each further query reads
eight times as many spans. Posting lists do not store the order of words, so for an article that may contain a phrase,
the words themselves are read to decide.
"""

import asyncio
from collections import deque
from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np

from domain.clock import to_seconds
from domain.ids import ArticleId, FeedId, StoryId
from domain.story import Story
from storage.archive import ArchiveSearch, Stretch
from storage.archive.facets import Facets
from storage.postgres import postings
from storage.postgres.corrections import HIDDEN
from storage.postgres.database import Database, Row
from storage.postgres.search.bits import PostingLists, by_span
from storage.postgres.search.conditions import Closer, Condition, Needle, closer_of, condition_of
from storage.postgres.stories import PostgresStories
from text.ranking import Groups, IndexedText, Match, WordMatches, are_phrases, word_matches_of
from text.suggestions import COUNTED, MOST_KNOWN, OPENING, candidates, lengths, spellings, suggested, wanted_of

_FIRST, _MORE = 2, 8  # spans that the first query reads, and the factor by which each further query reads more
_READINGS = 4  # searches whose candidates are kept, the latest ones; those of one search may take some megabytes
# If the lowest and the highest id of the matches are less than this many spans apart, posting lists rank the matches;
# otherwise the words of each match are read, because too many lists would be needed.
_FEW = 3
_POSTINGS = """
SELECT s.span, p.term, p.exact, p.title, p.rest
  FROM segments s CROSS JOIN LATERAL (
       SELECT * FROM postings WHERE segment = s.id AND term = ANY($1::text[]) OFFSET 0) p
 WHERE s.span BETWEEN $2 AND $3
"""
_MATCHES = f"""
SELECT n.article_id, CASE WHEN n.story_id IN ({HIDDEN}) THEN 0 ELSE n.story_id END, a.published_at
  FROM annotations n JOIN articles a ON a.id = n.article_id
 WHERE n.article_id = ANY($1::bigint[]) ORDER BY n.article_id DESC
"""
# The feeds, and the names of other publishers whose articles feeds pass on. Each step of the recursion finds the next
# name in the index on articles.source, which is faster than reading the names of all articles.
_PUBLISHERS = """
WITH RECURSIVE others (name) AS (
    SELECT min(source) FROM articles WHERE source IS NOT NULL
    UNION ALL
    SELECT (SELECT min(a.source) FROM articles a WHERE a.source > o.name) FROM others o WHERE o.name IS NOT NULL
)
SELECT id, source FROM feeds UNION ALL SELECT NULL, name FROM others WHERE name IS NOT NULL
"""
_BY_ARTICLE = "SELECT article_id, exact, title, text FROM words WHERE article_id = ANY($1::bigint[])"
_EXACT = "SELECT article_id, exact, '', '' FROM words WHERE article_id = ANY($1::bigint[])"
_OPENING = """
SELECT word FROM lexicon WHERE word >= $1 AND word < $1 || chr(1114111) AND length(word) BETWEEN $2 AND $3 LIMIT $4
"""


class Reading:
    """The candidates of a search: articles that may fulfil its condition, in the spans that have been read so far.

    A search asks for its matches in parts. Without this object, each part would read the same posting lists again.
    """

    def __init__(self, condition: Condition, last: int) -> None:
        self.condition = condition
        self.last = last
        self.lowest = (last // postings.SPAN + 1) * postings.SPAN  # all spans with ids from this one on have been read
        self.size = _FIRST  # number of spans that are read next
        self.lists: dict[int, PostingLists] = {}  # first id of a span → posting lists of the terms in that span
        self.unsure: set[int] = set()
        self._ids = np.zeros(0, np.int64)  # ids of the candidates, in descending order

    def add(self, lowest: int, lists: dict[int, PostingLists], ids: np.ndarray, unsure: set[int]) -> None:
        self.lowest, self.size = lowest, _MORE * self.size
        self.lists |= lists
        self._ids = np.concatenate([self._ids, ids])
        self.unsure |= unsure

    def between(self, first: int, last: int) -> np.ndarray:
        """Return those ids from `last` down to `first` that are among the candidates read so far."""
        start, end = np.searchsorted(-self._ids, [-last, -first + 1])
        return self._ids[start:end]

    def is_down_to(self, first: int) -> bool:
        return self.lowest <= first


class PostgresIndex:
    """The PostgreSQL implementation of storage.archive.ArchiveIndex."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._stories = PostgresStories(db)
        self._readings: deque[Reading] = deque(maxlen=_READINGS)

    async def newest(self) -> int:
        rows = await self._db.read("SELECT coalesce(max(article_id), 0) FROM annotations")
        return int(rows[0][0])

    async def stored_since(self, moment: datetime, *, among: int) -> int | None:
        rows = await self._db.read(
            "SELECT min(id) FROM (SELECT id FROM articles WHERE stored_at >= $1 ORDER BY stored_at LIMIT $2) first",
            to_seconds(moment),
            among,
        )
        return None if rows[0][0] is None else int(rows[0][0])

    async def stored_before(self, moment: datetime, *, among: int) -> int:
        rows = await self._db.read(
            "SELECT coalesce(max(id), 0) FROM"
            " (SELECT id FROM articles WHERE stored_at < $1 ORDER BY stored_at DESC LIMIT $2) last",
            to_seconds(moment),
            among,
        )
        return int(rows[0][0])

    async def publishers(self) -> Sequence[tuple[FeedId | None, str]]:
        return [(row[0], row[1]) for row in await self._db.read(_PUBLISHERS)]

    async def matches(self, stretch: Stretch, *, limit: int) -> list[Match]:
        for one in self._readings:
            if one.condition.asked is stretch.wanted and stretch.last <= one.last:
                return await self.newest_first(one, stretch.first, stretch.last, limit)
        reading = Reading(condition_of(stretch.wanted), stretch.last)
        self._readings.append(reading)
        return await self.newest_first(reading, stretch.first, stretch.last, limit)

    async def newest_first(self, reading: "Reading", first: int, last: int, limit: int) -> list[Match]:
        """Return up to `limit` articles with ids from `first` to `last` that fulfil the condition, newest first."""
        found, tried = list[Match](), 0
        while True:
            ids = reading.between(first, last)
            if len(ids) < limit - len(found) and not reading.is_down_to(first):
                await self._read_on(reading, first)
                continue
            # Read as many candidates as will probably yield the matches that are still missing, assuming that as large
            # a part of them match as of the candidates before. Reading more would mostly be in vain.
            size = min(1000, 8 + (limit - len(found)) * (tried + 1) // (len(found) + 1))
            some = ids[:size].tolist()
            if not some:
                return found
            found += await self._existing(some, reading.unsure.intersection(some), reading.condition)
            if len(found) >= limit:
                return found[:limit]
            tried, last = tried + len(some), some[-1] - 1

    async def _read_on(self, reading: "Reading", first: int) -> None:
        """Read the posting lists of the next older spans, but none older than the span of the id `first`."""
        highest = reading.lowest // postings.SPAN - 1
        lowest = max(first // postings.SPAN, highest - reading.size + 1)
        rows = await self._db.read(_POSTINGS, reading.condition.terms, lowest, highest)
        reading.add(lowest * postings.SPAN, *await asyncio.to_thread(_found, rows, reading.condition))

    async def _existing(self, ids: list[int], unsure: set[int], condition: Condition) -> list[Match]:
        """Return the matches among the articles with these ids, leaving out articles that do not exist any more.

        About articles in `unsure` the posting lists cannot decide, so their words are read and checked.
        """
        if not unsure:
            return [Match(*row) for row in await self._db.read(_MATCHES, ids)]
        texts, rows = await asyncio.gather(
            self._db.read(_EXACT if condition.is_exact else _BY_ARTICLE, list(unsure)),
            self._db.read(_MATCHES, ids),
        )
        wrong = unsure - await asyncio.to_thread(_fulfilling, texts, condition)
        return [Match(*row) for row in rows if row[0] not in wrong]

    async def word_matches(
        self, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
    ) -> WordMatches:
        del facets, are_all  # not needed, because each article is checked separately
        if are_phrases(groups):
            return WordMatches(exact=set(ids))
        closer = closer_of(groups)
        if closer is not None:
            for one in self._readings:
                if one.condition.asked.groups is groups and one.lowest <= min(ids) and max(ids) <= one.last:
                    return await asyncio.to_thread(_closer, one.lists.items(), closer, ids)
        spans = [min(ids) // postings.SPAN, max(ids) // postings.SPAN]
        if closer is None or spans[1] - spans[0] >= _FEW:
            texts = [IndexedText(*row) for row in await self._db.read(_BY_ARTICLE, list(ids))]
            return await asyncio.to_thread(word_matches_of, groups, texts)
        rows = await self._db.read(_POSTINGS, closer.terms, *spans)
        return await asyncio.to_thread(lambda: _closer(by_span(rows), closer, ids))

    async def stories(self, ids: Sequence[StoryId]) -> tuple[Story, ...]:
        return await self._stories.get_bare(ids)


class PostgresSearch(ArchiveSearch):
    """The PostgreSQL implementation of storage.interface.SearchStore."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._words = PostgresIndex(db)
        super().__init__(self._words)

    async def similar_words(self, word: str, *, limit: int = 3) -> tuple[str, ...]:
        wanted = wanted_of(word)
        if wanted is None:
            return ()
        near = await asyncio.to_thread(spellings, wanted)
        rows = await self._db.read("SELECT word FROM lexicon WHERE word = ANY($1::text[])", list(near))
        known = {row[0] for row in rows}
        if len(known) < limit:
            rows = await self._db.read(_OPENING, wanted[:OPENING], *lengths(wanted), MOST_KNOWN)
            known |= {row[0] for row in rows}
        slips = await asyncio.to_thread(candidates, wanted, known)
        last = await self._words.newest()
        held = {}
        for one in slips:
            reading = Reading(Condition([[Needle((one,), is_phrase=True)]]), last)
            held[one] = len(await self._words.newest_first(reading, 1, last, COUNTED))
        return suggested(slips, held, limit=limit)


# The functions below run in a thread, because long posting lists take milliseconds.


def _found(rows: Iterable[Row], condition: Condition) -> tuple[dict[int, PostingLists], np.ndarray, set[int]]:
    """Return posting lists by the first id of their span, ids of candidates, and the ids among them that are uncertain.

    Candidates are all articles that may fulfil the condition, newest first; the uncertain ones may also not fulfil it.
    """
    spans, found, unsure = dict(by_span(rows)), [np.zeros(0, np.int64)], set[int]()
    for start, lists in spans.items():
        sure, maybe = condition.found(lists)
        found.append(np.flatnonzero(maybe)[::-1] + start)
        unsure.update((np.flatnonzero(maybe & ~sure) + start).tolist())
    return spans, np.concatenate(found), unsure


def _fulfilling(rows: Iterable[Row], condition: Condition) -> set[int]:
    return {row[0] for row in rows if condition.is_fulfilled_by(IndexedText(*row))}


def _closer(spans: Iterable[tuple[int, PostingLists]], closer: Closer, ids: Sequence[ArticleId]) -> WordMatches:
    found = WordMatches()
    for start, lists in spans:
        inside = [one for one in ids if start <= one < start + postings.SPAN]
        if inside:
            for bits, held in zip(closer.found(lists), (found.in_title, found.exact, found.lemma), strict=True):
                held.update(one for one in inside if bits[one - start])
    return found
