"""The conditions of a search, decided from posting lists.

For an article about which posting lists cannot decide, for example whether it contains a phrase, its words are read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.archive import Wanted
from storage.postgres.search.bits import Bits, Found, PostingLists, all_of, any_of, known, perhaps
from storage.postgres.terms import Place, pairs
from text.query import Term
from text.ranking import Closeness, Groups, IndexedText, alternatives, apart, matches


@dataclass(frozen=True, slots=True)
class Needle:
    """One or more consecutive words: a phrase among the exact words, or a word that the index splits into several."""

    words: tuple[str, ...]
    is_phrase: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether posting lists alone can say which articles contain the needle."""
        return len(self.words) == 1

    @property
    def terms(self) -> tuple[str, ...]:
        return (*self.words, *pairs(self.words)) if self.is_phrase else self.words

    def found(self, lists: PostingLists) -> Found:
        places = (Place.EXACT,) if self.is_phrase else ()
        each = [lists.holding([word], *places) for word in self.words]
        if self.is_sure:
            return known(each[0])
        if self.is_phrase:
            each += [lists.holding([pair]) for pair in pairs(self.words)]
        return all_of(map(perhaps, each))


@dataclass(frozen=True, slots=True)
class Condition:
    """All conditions of a search; an article must fulfil each of them."""

    groups: Sequence[Sequence[Needle]]  # the article contains at least one needle of each group
    facets: Sequence[Sequence[str]] = ()  # the article has at least one facet of each group
    excluded: Sequence[Needle] = ()  # the article contains none of these needles
    excluded_facets: Sequence[str] = ()
    besides: Sequence[Sequence[Needle]] = ()  # an article that contains a needle of each of these groups is left out
    asked: Wanted = field(default_factory=Wanted)  # the parsed query from which the conditions were made

    @property
    def terms(self) -> list[str]:
        """The terms whose posting lists are needed to decide the conditions."""
        needles = [*(one for group in (*self.groups, *self.besides) for one in group), *self.excluded]
        facets = (facet for names in (*self.facets, self.excluded_facets) for facet in names)
        return list(dict.fromkeys([*(term for needle in needles for term in needle.terms), *facets]))

    def found(self, lists: PostingLists) -> Found:
        """Return the articles of a span that fulfil the conditions; none if the query only excludes articles."""
        if not (self.groups or self.facets):
            return known(lists.holding(()))
        wanted = [_any_needle(group, lists) for group in self.groups]
        wanted += [known(lists.holding(names)) for names in self.facets]
        if self.excluded:
            wanted.append(~_any_needle(self.excluded, lists))
        if self.excluded_facets:
            wanted.append(~known(lists.holding(self.excluded_facets)))
        if self.besides:
            wanted.append(~all_of(_any_needle(group, lists) for group in self.besides))
        return all_of(wanted)

    @property
    def is_exact(self) -> bool:
        """Whether an article's exact words alone decide if it matches, as for a query that consists of phrases."""
        return not self.besides and all(term.phrase for group in self.asked.groups for term in group)

    def is_fulfilled_by(self, text: IndexedText) -> bool:
        """Return whether an article fulfils the conditions, decided from its words."""
        if not matches(self.asked.groups, text):
            return False
        return not (self.asked.besides and matches(self.asked.besides, text))


def condition_of(asked: Wanted) -> Condition:
    """Return the condition that an article must fulfil to match a query."""
    excluded = [needle for group in asked.groups for term in group if term.is_excluded for needle in _of(term)]
    return Condition(
        _needles(asked.groups, Closeness.ANY),
        asked.facets,
        excluded,
        asked.excluded_facets,
        _needles(asked.besides, Closeness.ANY),
        asked,
    )


@dataclass(frozen=True, slots=True)
class Closer:
    """The three conditions by which matches are ranked.

    An article may have the words of the query in its title, anywhere exactly as typed, or anywhere in any form.
    """

    in_title: Sequence[Sequence[Needle]]
    exact: Sequence[Sequence[Needle]]
    lemma: Sequence[Sequence[Needle]]

    @property
    def terms(self) -> list[str]:
        groups = (*self.in_title, *self.exact, *self.lemma)
        return list(dict.fromkeys(term for group in groups for needle in group for term in needle.terms))

    def found(self, lists: PostingLists) -> tuple[Bits, Bits, Bits]:
        """Return three sets of articles of a span, which have the query's words in one of three ways.

        The first set has the words in the title, the second anywhere as typed, the third anywhere as typed or
        inflected.
        """

        def each(groups: Sequence[Sequence[Needle]], *places: Place) -> Bits:
            held = (known(lists.holding((one.words[0] for one in group), *places)) for group in groups)
            return all_of(held).sure

        return each(self.in_title, Place.TITLE), each(self.exact, Place.EXACT), each(self.lemma)


def closer_of(groups: Groups) -> Closer | None:
    """Return the conditions that rank the matches of a query; None if posting lists cannot decide them.

    Posting lists store no positions, so they cannot if some words of the query must stand next to each other.
    """
    ways = [_needles(groups, closeness) for closeness in (Closeness.ANY, Closeness.EXACT, Closeness.LEMMA)]
    if any(needle.is_phrase or not needle.is_sure for way in ways for group in way for needle in group):
        return None
    return Closer(*ways)


def _any_needle(needles: Sequence[Needle], lists: PostingLists) -> Found:
    words = [needle.words[0] for needle in needles if needle.is_sure and not needle.is_phrase]
    others = [needle.found(lists) for needle in needles if needle.is_phrase or not needle.is_sure]
    return any_of([known(lists.holding(words)), *others])


def _needles(groups: Groups, closeness: Closeness) -> list[list[Needle]]:
    found = [[needle for term in group if not term.is_excluded for needle in _of(term, closeness)] for group in groups]
    return [needles for needles in found if needles]


def _of(term: Term, closeness: Closeness = Closeness.ANY) -> Iterable[Needle]:
    if term.phrase:
        words = tuple(" ".join(term.phrase).split())
        return [Needle(words, is_phrase=True)] if words else []
    split = (tuple(apart(word).split()) for word in alternatives(term, closeness))
    return [Needle(words) for words in split if words]
