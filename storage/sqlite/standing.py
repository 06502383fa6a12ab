"""Where and how the words of a query stand in the articles it found: what they are ranked by."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.interface import SearchTerm
from storage.sqlite.database import Database
from storage.sqlite.matching import Closeness, Groups, closer_expression, match_expression, title_expression

_NARROW = 20_000  # ids; within these the index is asked again, beyond them the articles found are read
_BY_INDEX = " UNION ALL ".join(
    f"SELECT {place}, rowid FROM words WHERE words MATCH ?{place} AND rowid BETWEEN ?4 AND ?5" for place in (1, 2, 3)
)
_BY_ARTICLE = "SELECT rowid, exact, title, text FROM words WHERE rowid IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of the articles that hold all that is asked for …"""

    in_title: set[int]
    exact: set[int]  # … as it was typed
    lemma: set[int]  # … as it was typed or in another form


async def standing(db: Database, groups: Groups, expression: str, ids: Sequence[int]) -> Standing:
    """`ids` answer `expression`, in descending order."""
    if ids[0] - ids[-1] > _NARROW and not _is_one_word(groups, expression):
        return await _by_article(db, groups, ids)
    # Crossed with the whole query: among a common word's matches those that a rare facet leaves are few.
    closer = (
        title_expression(groups),
        closer_expression(groups, Closeness.EXACT),
        closer_expression(groups, Closeness.LEMMA),
    )
    rows = await db.read(_BY_INDEX, (*(f"({expression}) AND ({one})" for one in closer), ids[-1], ids[0]))
    return Standing(*({row[1] for row in rows if row[0] == place} for place in (1, 2, 3)))


def _is_one_word(groups: Groups, expression: str) -> bool:
    """Whether what lies between the matches holds none of what is looked for."""
    return len(groups) == 1 and not any(term.phrase for term in groups[0]) and expression == match_expression(groups)


async def _by_article(db: Database, groups: Groups, ids: Sequence[int]) -> Standing:
    """The index would go through all that lies between matches that are far apart."""
    wanted = [[term for term in group if not term.is_excluded] for group in groups]
    wanted = [group for group in wanted if group]
    found = Standing(set(), set(), set())
    for article_id, *columns in await db.read(_BY_ARTICLE, (json.dumps(list(ids)),)):
        exact, title, text = (_Column(column) for column in columns)
        if _hold(wanted, (title,), exact, Closeness.ANY):
            found.in_title.add(article_id)
        if _hold(wanted, (exact,), exact, Closeness.EXACT):
            found.exact.add(article_id)
        elif _hold(wanted, (exact, title, text), exact, Closeness.LEMMA):
            found.lemma.add(article_id)
    return found


def _apart(words: str) -> str:
    """Words as the index sees them: it takes a hyphen or an apostrophe for the end of one."""
    return words.replace("-", " ").replace("'", " ")


class _Column:
    def __init__(self, stored: str) -> None:
        self._line = f" {_apart(stored)} "

    def holds(self, *words: str) -> bool:
        """Whether they stand there, one after another."""
        return f" {' '.join(words)} " in self._line

    def holds_opening(self, opening: str) -> bool:
        return f" {opening}" in self._line


def _hold(groups: Groups, columns: Sequence[_Column], exact: _Column, closeness: Closeness) -> bool:
    """Whether each group has a term in any of the columns; a phrase stands among the exact words alone."""
    return all(any(_stands(term, columns, exact, closeness) for term in group) for group in groups)


def _stands(term: SearchTerm, columns: Sequence[_Column], exact: _Column, closeness: Closeness) -> bool:
    if term.phrase:
        return exact.holds(*term.phrase)
    count = {Closeness.EXACT: 1, Closeness.LEMMA: 1 + term.lemmas, Closeness.ANY: None}[closeness]
    return any(_holds_word(column, word) for word in term.alternatives[:count] for column in columns)


def _holds_word(column: _Column, word: str) -> bool:
    if word.endswith("*"):
        return column.holds_opening(word[:-1])
    return column.holds(_apart(word))
