"""How articles contain the words of a query (in the title, exactly, ...), which their ranking depends on."""

import asyncio
import json
from collections.abc import Sequence

from domain.ids import ArticleId
from storage.archive.facets import Facets
from storage.sqlite.database import Database
from storage.sqlite.search.expressions import closer_expression, is_one_word, title_expression
from text.ranking import Closeness, Groups, IndexedText, WordMatches, are_phrases, word_matches_of

_FEW = 100  # if a block has more articles than this, their ids are close together, so the index is fast
_BY_INDEX = " UNION ALL ".join(
    f"SELECT {place}, -rowid FROM words WHERE words MATCH ?{place} AND rowid BETWEEN -?4 AND -?5"
    " AND +rowid IN (SELECT -value FROM json_each(?6))"
    for place in (1, 2, 3)
)
_BY_ARTICLE = "SELECT -rowid, exact, title, text FROM words WHERE rowid IN (SELECT -value FROM json_each(?))"


async def word_matches(
    db: Database, groups: Groups, facets: Facets, ids: Sequence[ArticleId], *, are_all: bool
) -> WordMatches:
    """Return how the given articles, which all match the query, contain its words; `ids` are in descending order.

    `are_all` says that no other articles between the first and the last of these match. The words are looked up in the
    index only if that is fast: for a query of one word, and if many ids or `are_all` show that matches are close
    together. For other queries FTS5 may read far beyond the last id before it stops.
    """
    if are_phrases(groups):
        return WordMatches(exact=set(ids))
    if not is_one_word(groups) or (len(ids) <= _FEW and not are_all):
        return await _by_article(db, groups, ids)
    closer = (
        title_expression(groups, facets),
        closer_expression(groups, Closeness.EXACT, facets),
        closer_expression(groups, Closeness.LEMMA, facets),
    )
    rows = await db.read(_BY_INDEX, (*closer, ids[0], ids[-1], json.dumps(list(ids))))
    return WordMatches(*({row[1] for row in rows if row[0] == place} for place in (1, 2, 3)))


async def _by_article(db: Database, groups: Groups, ids: Sequence[ArticleId]) -> WordMatches:
    """Return how these articles contain the words of a query, decided by reading their words, without the index."""
    rows = await db.read(_BY_ARTICLE, (json.dumps(list(ids)),))
    return await asyncio.to_thread(word_matches_of, groups, list(map(IndexedText._make, rows)))
