"""Reading the articles that match a query from the index, newest first, in blocks that are ranked together."""

from collections.abc import Sequence

from storage.archive.index import ArchiveIndex, Stretch
from text.ranking import BLOCK, CLOSE, CLOSE_BLOCK, Match


async def next_newest(
    index: ArchiveIndex, stretches: Sequence[Stretch], last: int, limit: int, *, down_to: int = 0
) -> tuple[list[Match], int]:
    """Return up to `limit` matches with ids from `down_to` to `last`, newest first, and the id to continue from.

    The id to continue from is 0 if all of these ids have been searched. The stretches come newest first and do not
    overlap.
    """
    found: list[Match] = []
    for stretch in stretches:
        part = Stretch(stretch.wanted, max(stretch.first, down_to), min(stretch.last, last))
        if part.first <= part.last:
            found += await index.matches(part, limit=limit - len(found))
        if len(found) == limit:
            return found, found[-1].article_id - 1
    return found, 0


async def next_block(index: ArchiveIndex, stretches: Sequence[Stretch], last: int) -> tuple[list[Match], int]:
    """Return the next block of matches to rank together, newest first, and the id to continue from, 0 if none are left.

    The ids from `last` downwards in the `stretches` are searched, which come newest first. A block has 300 matches if
    their ids are close together, else 100. Scattered matches take longer to read, and as they are far apart in time,
    the newer one is nearly always the better one, so ranking more of them together would change little.
    """
    found, rest = await next_newest(index, stretches, last, BLOCK)
    close = found[0].article_id - CLOSE if found else 0
    if rest > max(close, 0):
        more, rest = await next_newest(index, stretches, rest, CLOSE_BLOCK - BLOCK, down_to=close)
        found += more
        rest = rest or max(close - 1, 0)
    return found, rest
