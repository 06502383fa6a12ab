"""Splitting a post that tells its news twice, in two languages."""

import re
from collections.abc import Sequence

from feeds.parsing.channel.lines import Line
from feeds.parsing.channel.words import is_divider
from text.language import OTHER, detect

# A part or line with fewer letters may be only a name or slogan: no such part is split off, and the language of such a
# line does not count.
_FEWEST = 40
_FLAG = re.compile("^[\U0001f1e6-\U0001f1ff]{2}")
_MOST_CUTS = 12  # the most positions in a post at which splitting it is tried


def by_language(lines: Sequence[Line]) -> list[tuple[str | None, tuple[Line, ...]]]:
    """Return the parts of a post with their languages; if it has only one language, the whole post with None.

    The post is split at a line of symbols or flags, or else at an empty line; both parts must be long enough to tell
    their language.
    """
    marked = [number for number, line in enumerate(lines) if number and (is_divider(line) or _FLAG.match(line.text))]
    parted = [number for number, line in enumerate(lines) if number and line.is_first]
    for number in (marked + parted)[:_MOST_CUTS]:
        before, after = tuple(lines[:number]), tuple(lines[number:])
        while after and is_divider(after[0]):
            after = after[1:]
        if _letters(before) < _FEWEST or _letters(after) < _FEWEST:
            continue
        one, other = _language(before), _language(after)
        if one != other and OTHER not in (one, other) and _is_one(before, one) and _is_one(after, other):
            return [(one, before), (other, after)]
    return [(None, tuple(lines))]


def _is_one(lines: Sequence[Line], language: str) -> bool:
    """Return whether all long lines of a part are in `language`; otherwise the part may contain a mere quotation."""
    return all(_language([line]) == language for line in lines if line.letters >= _FEWEST)


def _language(lines: Sequence[Line]) -> str:
    return detect("\n".join(line.text for line in lines))


def _letters(lines: Sequence[Line]) -> int:
    return sum(line.letters for line in lines)
