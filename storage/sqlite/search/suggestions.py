"""Suggesting words from the table `lexicon`; the index tells in how many articles each candidate occurs."""

import asyncio
import json

from storage.sqlite.database import Database
from storage.sqlite.search.expressions import quoted
from text.suggestions import COUNTED, MOST_KNOWN, OPENING, candidates, lengths, spellings, suggested, wanted_of


async def similar_words(db: Database, word: str, *, limit: int) -> tuple[str, ...]:
    wanted = wanted_of(word)
    if wanted is None:
        return ()
    near = json.dumps(await asyncio.to_thread(spellings, wanted))
    rows = await db.read("SELECT word FROM lexicon WHERE word IN (SELECT value FROM json_each(?))", (near,))
    known = {row[0] for row in rows}
    if len(known) < limit:
        rows = await db.read(
            "SELECT word FROM lexicon WHERE word >= ?1 AND word < ?1 || char(1114111)"
            " AND length(word) BETWEEN ?2 AND ?3 LIMIT ?4",
            (wanted[:OPENING], *lengths(wanted), MOST_KNOWN),
        )
        known |= {row[0] for row in rows}
    slips = await asyncio.to_thread(candidates, wanted, known)
    held = {}
    for candidate in slips:
        rows = await db.read(
            "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
            (f"exact : {quoted(candidate)}", COUNTED),
        )
        held[candidate] = rows[0][0]
    return suggested(slips, held, limit=limit)
