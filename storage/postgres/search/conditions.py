"""Writing a search as SQL: a tsquery that the index answers, and checks of words that must stand together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from storage.archive import Wanted
from storage.postgres.terms import any_of, pairs, quoted
from text.query import Term
from text.ranking import Closeness, Groups, alternatives, apart

_EXACT = "(' ' || translate(exact, '-''', '  ') || ' ')"
_ANYWHERE = "(' ' || translate(exact || ' | ' || title || ' | ' || text, '-''', '  ') || ' ')"


@dataclass(slots=True)
class Condition:
    """A tsquery that all matches fulfil, and SQL for what a tsquery cannot express, with that SQL's values."""

    tsquery: str
    checks: list[str] = field(default_factory=list)
    values: list[str] = field(default_factory=list)  # of the parameters $5 and on

    def numbered(self, value: str) -> str:
        self.values.append(value)
        return f"${len(self.values) + 4}"


@dataclass(frozen=True, slots=True)
class _Needle:
    """Consecutive words: a phrase among the exact words, or a word that the index splits into several."""

    words: tuple[str, ...]
    is_phrase: bool = False

    @property
    def is_word(self) -> bool:
        return len(self.words) == 1

    @property
    def tsquery(self) -> str:
        if self.is_word:
            return quoted(self.words[0]) + (":A" if self.is_phrase else "")
        terms = [*map(quoted, self.words), *(pairs(self.words) if self.is_phrase else ())]
        return f"({' & '.join(terms)})"


def condition_of(asked: Wanted) -> Condition:
    """Return the SQL condition for a search."""
    condition = Condition("")
    groups = _needles(asked.groups, Closeness.ANY)
    wanted = [any_of(needle.tsquery for needle in group) for group in groups]
    condition.checks += [_holds(group, condition) for group in groups if not _are_words(group)]
    wanted += [any_of(map(quoted, names)) for names in asked.facets]
    excluded = [needle for group in asked.groups for term in group if term.is_excluded for needle in _of(term)]
    excluded_terms = [needle.tsquery for needle in excluded if needle.is_word]
    excluded_terms += map(quoted, asked.excluded_facets)
    condition.checks += [f"NOT {_holds([needle], condition)}" for needle in excluded if not needle.is_word]
    besides = _needles(asked.besides, Closeness.ANY)
    if besides and all(map(_are_words, besides)):
        excluded_terms.append(f"({' & '.join(any_of(needle.tsquery for needle in group) for group in besides)})")
    elif besides:
        condition.checks.append(f"NOT ({' AND '.join(_holds(group, condition) for group in besides)})")
    if excluded_terms:
        wanted.append(f"!{any_of(excluded_terms)}")
    condition.tsquery = " & ".join(wanted)
    return condition


def match_queries(groups: Groups) -> tuple[str, str, str] | None:
    """Return tsqueries for the words in the title, for the words as typed, and for their other forms.

    Return None if some words must stand together, since the index does not hold their order.
    """
    queries = []
    for closeness, weight in ((Closeness.ANY, ":B"), (Closeness.EXACT, ":A"), (Closeness.LEMMA, "")):
        needles = _needles(groups, closeness)
        if any(needle.is_phrase or not needle.is_word for group in needles for needle in group):
            return None
        queries.append(" & ".join(any_of(needle.tsquery + weight for needle in group) for group in needles))
    return queries[0], queries[1], queries[2]


def _needles(groups: Groups, closeness: Closeness) -> list[list[_Needle]]:
    found = [[needle for term in group if not term.is_excluded for needle in _of(term, closeness)] for group in groups]
    return [needles for needles in found if needles]


def _of(term: Term, closeness: Closeness = Closeness.ANY) -> list[_Needle]:
    if term.phrase:
        return [_Needle(tuple(" ".join(term.phrase).split()), is_phrase=True)]
    split = (tuple(apart(word).split()) for word in alternatives(term, closeness))
    return [_Needle(words) for words in split if words]


def _are_words(needles: Sequence[_Needle]) -> bool:
    return all(needle.is_word for needle in needles)


def _holds(needles: Sequence[_Needle], condition: Condition) -> str:
    """Return SQL that is true if an article contains any of the needles; add its values to the condition."""
    words = [needle.tsquery for needle in needles if needle.is_word]
    found = [f"terms @@ {condition.numbered(any_of(words))}::text::tsquery"] if words else []
    for needle in needles:
        if not needle.is_word:
            line = _EXACT if needle.is_phrase else _ANYWHERE
            phrase = " ".join(needle.words)
            found.append(f"strpos({line}, {condition.numbered(f' {phrase} ')}) > 0")
    return f"({' OR '.join(found)})"
