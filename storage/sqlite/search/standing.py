"""Where and how the words of a query stand in the articles it found: what they are ranked by."""

import asyncio
import json
from collections.abc import Sequence

from storage.archive.facets import Facets
from storage.sqlite.database import Database
from storage.sqlite.search.matching import closer_expression, is_one_word, title_expression
from text.ranking import Closeness, Groups, IndexedText, Standing, are_phrases, standing_of

_FEW = 100  # articles that may lie far apart
_BY_INDEX = " UNION ALL ".join(
    f"SELECT {place}, -rowid FROM words WHERE words MATCH ?{place} AND rowid BETWEEN -?4 AND -?5"
    " AND +rowid IN (SELECT -value FROM json_each(?6))"
    for place in (1, 2, 3)
)
_BY_ARTICLE = "SELECT -rowid, exact, title, text FROM words WHERE rowid IN (SELECT -value FROM json_each(?))"


async def standing(db: Database, groups: Groups, facets: Facets, ids: Sequence[int], *, are_all: bool) -> Standing:
    """`ids`, in descending order, hold what the groups want and the facets; between them no other does if `are_all`.

    The index is asked again where there is little to go through between the ids and behind them: FTS5 looks at their
    range only once it has found the next match, which for several words in one title may be far.
    """
    if are_phrases(groups):
        return Standing(exact=set(ids))
    if not is_one_word(groups) or (len(ids) <= _FEW and not are_all):
        return await _by_article(db, groups, ids)
    closer = (
        title_expression(groups, facets),
        closer_expression(groups, Closeness.EXACT, facets),
        closer_expression(groups, Closeness.LEMMA, facets),
    )
    rows = await db.read(_BY_INDEX, (*closer, ids[0], ids[-1], json.dumps(list(ids))))
    return Standing(*({row[1] for row in rows if row[0] == place} for place in (1, 2, 3)))


async def _by_article(db: Database, groups: Groups, ids: Sequence[int]) -> Standing:
    """Return where the words stand in articles, from the stored words of these articles, not from the index."""
    rows = await db.read(_BY_ARTICLE, (json.dumps(list(ids)),))
    return await asyncio.to_thread(standing_of, groups, list(map(IndexedText._make, rows)))
