"""How articles contain the words of a query (in the title, exactly, ...), which their ranking depends on."""

import json
from collections.abc import Collection, Sequence

from domain.ids import ArticleId
from storage.archive.facets import Facets
from storage.sqlite.connections import Readable
from storage.sqlite.search.expressions import closer_expression, is_one_word, title_expression
from text.ranking import Closeness, Groups, IndexedText, WordMatches, are_phrases, word_matches_of

_FEW = 100  # if a block has more articles than this, their ids are close together, so the index is fast
_BY_INDEX = "SELECT -rowid FROM words WHERE words MATCH ? AND rowid BETWEEN -? AND -?"
_BY_ARTICLE = "SELECT -rowid, exact, title, text FROM words WHERE rowid IN (SELECT -value FROM json_each(?))"


async def word_matches(
    db: Readable, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
) -> WordMatches:
    """Return how the given articles, which all match the query, contain its words; `ids` are in descending order.

    `are_all` says that no other articles between the first and the last of these match. The index is asked only about a
    query of one word whose matches are close together, as many ids or `are_all` show. Otherwise the articles' own words
    are read, because FTS5 might read the index far beyond the last id before it stops.
    """
    if are_phrases(groups):
        return WordMatches(exact=set(ids))
    if not is_one_word(groups) or (len(ids) <= _FEW and not are_all):
        return await _by_article(db, groups, ids)
    wanted = set(ids)
    return WordMatches(
        in_title=await _by_index(db, title_expression(groups, facets), wanted),
        exact=await _by_index(db, closer_expression(groups, Closeness.EXACT, facets), wanted),
        lemma=await _by_index(db, closer_expression(groups, Closeness.LEMMA, facets), wanted),
    )


async def _by_index(db: Readable, expression: str, wanted: Collection[ArticleId]) -> set[ArticleId]:
    rows = await db.read(_BY_INDEX, (expression, max(wanted), min(wanted)))
    return {row[0] for row in rows}.intersection(wanted)


async def _by_article(db: Readable, groups: Groups, ids: Sequence[ArticleId]) -> WordMatches:
    """Return how these articles contain the words of a query, decided by reading their words, without the index."""
    rows = await db.read(_BY_ARTICLE, (json.dumps(list(ids)),))
    return word_matches_of(groups, map(IndexedText._make, rows))
