"""Reads the matches of a query from the search index, newest first, in the blocks in which they are ranked."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage.sqlite.database import Database
from text.ranking import BLOCK, CLOSE, CLOSE_BLOCK, Match

_MATCHES = """
SELECT -m.rowid, coalesce(n.story_id, 0), coalesce(a.published_at, 0)
  FROM (SELECT rowid FROM words WHERE words MATCH ?1 AND rowid BETWEEN -?3 AND -?2
         ORDER BY rowid LIMIT ?4) m
  LEFT JOIN annotations n INDEXED BY annotations_story ON n.article_id = -m.rowid
  LEFT JOIN articles a INDEXED BY articles_published ON a.id = -m.rowid
"""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of article ids, and the FTS5 expression that is matched in this range."""

    expression: str
    first: int
    last: int


async def next_newest(
    db: Database, stretches: Sequence[Stretch], last: int, limit: int, *, down_to: int = 0
) -> tuple[list[Match], int]:
    """Return up to `limit` matches with ids from `last` down, and the id to continue from, 0 when there are no more.

    The stretches come newest first and do not overlap.
    """
    found: list[Match] = []
    for stretch in stretches:
        lowest, highest = max(stretch.first, down_to), min(stretch.last, last)
        if lowest <= highest:
            values = (stretch.expression, lowest, highest, limit - len(found))
            found += [Match(*row) for row in await db.read(_MATCHES, values)]
        if len(found) == limit:
            return found, found[-1].article_id - 1
    return found, 0


async def next_block(db: Database, stretches: Sequence[Stretch], last: int) -> tuple[list[Match], int]:
    """Return the next block of matches to rank together, newest first, and the id to continue from.

    A block is 300 matches that are close together, or 100 that are not: scattered matches cost more to read, and their
    age alone orders them well.
    """
    found, rest = await next_newest(db, stretches, last, BLOCK)
    close = found[0].article_id - CLOSE if found else 0
    if rest > max(close, 0):
        more, rest = await next_newest(db, stretches, rest, CLOSE_BLOCK - BLOCK, down_to=close)
        found += more
        rest = rest or max(close - 1, 0)
    return found, rest
