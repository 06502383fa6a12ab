"""Writing the search index: posting lists in segments; small segments are merged into larger ones.

A posting list has the ids of the articles that contain a term; a segment has the posting lists of some articles whose
ids lie in one span. The words of a batch of articles become a new segment, in the transaction that stores the articles'
annotations. Once a span has eight segments of one level, these are merged into one segment of the next level. Once
articles of another span arrive, all segments of the span are merged into one. So each posting list is rewritten only a
few times, and a search reads few rows. Callers hold Lock.NEWS, so only one transaction at a time changes the index.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from domain.ids import ArticleId
from storage.postgres.database import Row, Transaction
from storage.postgres.terms import terms_of

# The number of article ids in a span. A posting list stores the place of an id within its span in two bytes. Migration
# 14 uses the same number.
SPAN = 1 << 16
_MERGED = 8  # the number of segments of one level that are merged into one of the next level
_WHOLE = 9  # the level of a segment made by merging all segments of its span
_COLUMNS = ("segment", "term", "exact", "title", "rest")
_PUT = """
INSERT INTO words (article_id, exact, title, text, facets)
SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])
    ON CONFLICT (article_id) DO UPDATE
   SET exact = excluded.exact, title = excluded.title, text = excluded.text, facets = excluded.facets
"""
_WORDS = "SELECT article_id, exact, title, text, facets FROM words WHERE article_id = ANY($1::bigint[])"
_OF_TERMS = """
SELECT p.segment, p.term, p.exact, p.title, p.rest
  FROM segments s CROSS JOIN LATERAL (
       SELECT * FROM postings WHERE segment = s.id AND term = ANY($2::text[]) OFFSET 0) p
 WHERE s.span = $1
"""
_CHANGE = """
UPDATE postings p SET exact = r.exact, title = r.title, rest = r.rest
  FROM unnest($1::bigint[], $2::text[], $3::bytea[], $4::bytea[], $5::bytea[]) r (segment, term, exact, title, rest)
 WHERE p.segment = r.segment AND p.term = r.term
"""
_SEGMENTS = "SELECT span, level, array_agg(id) FROM segments GROUP BY span, level ORDER BY span, level"
_MERGE = """
WITH parts AS (DELETE FROM postings WHERE segment = ANY($2::bigint[]) RETURNING term, exact, title, rest)
INSERT INTO postings (segment, term, exact, title, rest)
SELECT $1, term, string_agg(exact, ''), string_agg(title, ''), string_agg(rest, '') FROM parts
 GROUP BY term HAVING count(exact) + count(title) + count(rest) > 0 ORDER BY term
"""
_UNUSED = "SELECT id FROM segments WHERE (span + 1) * $1 <= (SELECT min(article_id) FROM words)"

# For each Place, a dictionary: term → ids of the articles that have the term there, two bytes each.
_Lists = tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]
_Terms = tuple[set[str], set[str], set[str]]  # an article's terms for each Place
_NONE: _Terms = (set(), set(), set())


class Words(NamedTuple):
    """A row of the table `words`: the words by which an article is found, and its facets, separated by spaces."""

    article_id: ArticleId
    exact: str
    title: str
    text: str
    facets: str


async def words_of(transaction: Transaction, ids: Collection[ArticleId]) -> list[Words]:
    """Return the words that the index has for these articles; articles that are not in the index are left out."""
    return [Words(*row) for row in await transaction.fetch(_WORDS, list(ids))]


async def put_words(transaction: Transaction, words: Sequence[Words]) -> None:
    """Index articles, replacing the words that the index had for them; `words` has each article only once."""
    if not words:
        return
    earlier = await words_of(transaction, [one.article_id for one in words])
    added, removed = await asyncio.to_thread(_changes, earlier, words)
    await transaction.execute(_PUT, *map(list, zip(*words, strict=True)))
    for span, lists in removed.items():
        rows = await transaction.fetch(_OF_TERMS, span, list(_terms(lists)))
        changed = await asyncio.to_thread(_without, rows, lists)
        if changed:
            await transaction.execute(_CHANGE, *map(list, zip(*changed, strict=True)))
    for span, lists in added.items():
        segment = await _new_segment(transaction, span, level=0)
        rows = [(segment, term, *(held.get(term) for held in lists)) for term in sorted(_terms(lists))]
        await transaction.copy("postings", _COLUMNS, rows)
    if added:
        await _merge(transaction, set(added))


async def drop_unused(transaction: Transaction) -> None:
    """Delete the segments of spans below the lowest id of an indexed article; all their articles have been deleted."""
    unused = [row[0] for row in await transaction.fetch(_UNUSED, SPAN)]
    if unused:
        await transaction.execute("DELETE FROM postings WHERE segment = ANY($1::bigint[])", unused)
        await transaction.execute("DELETE FROM segments WHERE id = ANY($1::bigint[])", unused)


async def _new_segment(transaction: Transaction, span: int, *, level: int) -> int:
    rows = await transaction.fetch("INSERT INTO segments (span, level) VALUES ($1, $2) RETURNING id", span, level)
    return int(rows[0][0])


async def _merge(transaction: Transaction, open_spans: Collection[int]) -> None:
    """Merge segments of each span, so that a search reads few of them.

    All segments of a span that is not in `open_spans` are merged into one, but only once. In all other cases, the
    segments of a level are merged into one of the next level when there are at least _MERGED.
    """
    spans: defaultdict[int, dict[int, list[int]]] = defaultdict(dict)
    for span, level, ids in await transaction.fetch(_SEGMENTS):
        spans[span][level] = ids
    for span, levels in spans.items():
        if span not in open_spans and _WHOLE not in levels:
            await _merge_into(transaction, span, _WHOLE, [one for ids in levels.values() for one in ids])
            continue
        for level in range(_WHOLE - 1):
            ids = levels.get(level, [])
            if len(ids) >= _MERGED:
                levels.setdefault(level + 1, []).append(await _merge_into(transaction, span, level + 1, ids))


async def _merge_into(transaction: Transaction, span: int, level: int, ids: list[int]) -> int:
    merged = await _new_segment(transaction, span, level=level)
    await transaction.execute("SET LOCAL work_mem = '64MB'")
    await transaction.execute(_MERGE, merged, ids)
    await transaction.execute("DELETE FROM segments WHERE id = ANY($1::bigint[])", ids)
    return merged


# The functions below run in a thread, since a batch of articles takes about 10 ms.


def _changes(earlier: Iterable[Words], words: Iterable[Words]) -> tuple[dict[int, _Lists], dict[int, _Lists]]:
    """Return two dictionaries: span → ids to add to posting lists, and span → ids to remove from posting lists.

    `earlier` is what the index has for the articles, and `words` is what it is to have.
    """
    before = {one.article_id: terms_of(one[1:4], one.facets) for one in earlier}
    added: dict[int, _Lists] = {}
    removed: dict[int, _Lists] = {}
    for one in words:
        terms, had = terms_of(one[1:4], one.facets), before.get(one.article_id, _NONE)
        _put(added, one.article_id, terms, had)
        _put(removed, one.article_id, had, terms)
    return added, removed


def _put(spans: dict[int, _Lists], article_id: ArticleId, terms: _Terms, without: _Terms) -> None:
    """Add an article to the posting lists of its `terms`, leaving out those that `without` has for the same Place."""
    span, within = divmod(article_id, SPAN)
    packed = within.to_bytes(2, "big")
    for place, (those, others) in enumerate(zip(terms, without, strict=True)):
        for term in those - others:
            held = (spans.get(span) or spans.setdefault(span, ({}, {}, {})))[place]
            held[term] = held.get(term, b"") + packed


def _terms(lists: _Lists) -> set[str]:
    return {*lists[0], *lists[1], *lists[2]}


def _without(rows: Iterable[Row], removed: _Lists) -> list[tuple[object, ...]]:
    """Return those rows of `postings` that contain articles of `removed`, without these articles."""
    changed: list[tuple[object, ...]] = []
    for segment, term, *lists in rows:
        left = [held and _less(held, gone.get(term, b"")) for held, gone in zip(lists, removed, strict=True)]
        if left != lists:
            changed.append((segment, term, *(one or None for one in left)))
    return changed


def _less(held: bytes, gone: bytes) -> bytes:
    ids = np.frombuffer(held, ">u2")
    return ids[~np.isin(ids, np.frombuffer(gone, ">u2"))].tobytes()
