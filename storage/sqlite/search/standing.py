"""Where and how the words of a query stand in the articles it found: what they are ranked by."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

from storage.sqlite.database import Database, Row
from storage.sqlite.facets import Facets
from storage.sqlite.search.matching import (
    Closeness,
    Groups,
    are_phrases,
    closer_expression,
    is_one_word,
    title_expression,
)
from text.query import Term

_FEW = 100  # articles that may lie far apart
_BY_INDEX = " UNION ALL ".join(
    f"SELECT {place}, -rowid FROM words WHERE words MATCH ?{place} AND rowid BETWEEN -?4 AND -?5"
    " AND +rowid IN (SELECT -value FROM json_each(?6))"
    for place in (1, 2, 3)
)
_BY_ARTICLE = "SELECT -rowid, exact, title, text FROM words WHERE rowid IN (SELECT -value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of the articles that hold all that is asked for …"""

    in_title: set[int]
    exact: set[int]  # … as it was typed
    lemma: set[int]  # … as it was typed or in another form


async def standing(db: Database, groups: Groups, facets: Facets, ids: Sequence[int], *, are_all: bool) -> Standing:
    """`ids`, in descending order, hold what the groups want and the facets; between them no other does if `are_all`.

    The index is asked again where there is little to go through between the ids and behind them: FTS5 looks at their
    range only once it has found the next match, which for several words in one title may be far.
    """
    if are_phrases(groups):
        return Standing(set(), set(ids), set())
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
    """By what is stored of them."""
    rows = await db.read(_BY_ARTICLE, (json.dumps(list(ids)),))
    return await asyncio.to_thread(_by_stored_words, groups, rows)


def _by_stored_words(groups: Groups, rows: Sequence[Row]) -> Standing:
    anyhow, exactly, as_lemma = (
        _needles(groups, closeness) for closeness in (Closeness.ANY, Closeness.EXACT, Closeness.LEMMA)
    )
    found = Standing(set(), set(), set())
    for article_id, *columns in rows:
        exact, title, text = (f" {_apart(column)} " for column in columns)
        if _hold(anyhow, title, exact):
            found.in_title.add(article_id)
        if _hold(exactly, exact, exact):
            found.exact.add(article_id)
        elif _hold(as_lemma, f"{exact}|{title}|{text}", exact):
            found.lemma.add(article_id)
    return found


def _apart(words: str) -> str:
    """Words as the index sees them: it takes a hyphen or an apostrophe for the end of one."""
    return words.replace("-", " ").replace("'", " ")


@dataclass(frozen=True, slots=True)
class _Needles:
    """What is looked for in lines of words with blanks around each: any of these."""

    words: tuple[str, ...]
    phrases: tuple[str, ...]  # stand among the exact words alone


def _needles(groups: Groups, closeness: Closeness) -> list[_Needles]:
    found = []
    for group in groups:
        terms = [term for term in group if not term.is_excluded]
        if terms:
            phrases = tuple(f" {' '.join(term.phrase)} " for term in terms if term.phrase)
            words = (word for term in terms if not term.phrase for word in _alternatives(term, closeness))
            found.append(_Needles(tuple(map(_needle, words)), phrases))
    return found


def _alternatives(term: Term, closeness: Closeness) -> Sequence[str]:
    count = {Closeness.EXACT: 1, Closeness.LEMMA: 1 + term.lemmas, Closeness.ANY: None}[closeness]
    return term.alternatives[:count]


def _needle(word: str) -> str:
    return f" {_apart(word)} "


def _hold(groups: Sequence[_Needles], line: str, exact: str) -> bool:
    """Whether there is something of each group."""
    return all(
        any(word in line for word in group.words) or any(phrase in exact for phrase in group.phrases)
        for group in groups
    )
