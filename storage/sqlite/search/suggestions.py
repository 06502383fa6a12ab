"""What a reader may have meant by a word that nothing was found for: the nearest words of the index."""

import asyncio
import json

from storage.sqlite.database import Database
from storage.sqlite.search.matching import quoted
from text.distance import MOST_SLIPS, nearest_words, one_slip_away
from text.words import fold

_OPENING = 3  # letters that a word two slips away must share, so that a part of the lexicon is enough
_LEXICON = 20_000  # words of one opening that are looked at
_CANDIDATES = 12  # whose number of articles is counted
_COUNTED = 100  # articles at most


async def similar_words(db: Database, word: str, *, limit: int) -> tuple[str, ...]:
    """Nearest first; of equally near ones, those that more articles hold. What no article holds is left out."""
    wanted = fold(word)
    if not 3 <= len(wanted) <= 30:
        return ()
    slips = await asyncio.to_thread(one_slip_away, wanted)
    rows = await db.read(
        "SELECT word FROM lexicon WHERE word IN (SELECT value FROM json_each(?))", (json.dumps(slips),)
    )
    known = {row[0] for row in rows}
    if len(known) < limit:
        rows = await db.read(
            "SELECT word FROM lexicon WHERE word >= ?1 AND word < ?1 || char(1114111)"
            " AND length(word) BETWEEN ?2 AND ?3 LIMIT ?4",
            (wanted[:_OPENING], len(wanted) - MOST_SLIPS, len(wanted) + MOST_SLIPS, _LEXICON),
        )
        known |= {row[0] for row in rows}
    near = await asyncio.to_thread(nearest_words, wanted, known, limit=_CANDIDATES)
    held = []
    for candidate, slips_away in near:
        rows = await db.read(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
            (f"exact : {quoted(candidate)}", _COUNTED),
        )
        if rows[0][0]:
            held.append((slips_away, -rows[0][0], candidate))
    return tuple(candidate for _, _, candidate in sorted(held)[:limit])
