"""The conditions of a search, decided by posting lists as far as these can."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from storage.archive import Wanted
from storage.postgres.search.bits import Bits, Found, PostingLists, all_of, any_of, known, perhaps
from storage.postgres.terms import Place, pairs
from text.query import Term
from text.ranking import Closeness, Groups, IndexedText, alternatives, apart, matches


@dataclass(frozen=True, slots=True)
class Needle:
    """Consecutive words: a phrase among the exact words, or a word that the index splits into several."""

    words: tuple[str, ...]
    is_phrase: bool = False

    @property
    def is_sure(self) -> bool:
        """Whether posting lists can say which articles hold it."""
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
    """The conditions of a search, each decided for itself."""

    groups: Sequence[Sequence[Needle]]  # an article holds a needle of each
    facets: Sequence[Sequence[str]] = ()  # … and a facet of each
    excluded: Sequence[Needle] = ()  # … and none of these
    excluded_facets: Sequence[str] = ()
    besides: Sequence[Sequence[Needle]] = ()  # … and does not hold a needle of each of these
    asked: Wanted = field(default_factory=Wanted)  # what the conditions were made of

    @property
    def terms(self) -> list[str]:
        """The terms whose posting lists are needed."""
        needles = [*(one for group in (*self.groups, *self.besides) for one in group), *self.excluded]
        facets = (facet for names in (*self.facets, self.excluded_facets) for facet in names)
        return list(dict.fromkeys([*(term for needle in needles for term in needle.terms), *facets]))

    def found(self, lists: PostingLists) -> Found:
        """Return the articles of a span that fulfil the conditions; none if only exclusions are asked for."""
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
        """Whether an article's exact words decide what is not sure, since only phrases are asked for."""
        return not self.besides and all(term.phrase for group in self.asked.groups for term in group)

    def is_fulfilled_by(self, text: IndexedText) -> bool:
        """Return whether an article that may fulfil the conditions does."""
        if not matches(self.asked.groups, text):
            return False
        return not (self.asked.besides and matches(self.asked.besides, text))


def condition_of(asked: Wanted) -> Condition:
    """Return the conditions of a search."""
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
    """Where and how articles hold the words of a query: in the title, as typed, in other forms."""

    in_title: Sequence[Sequence[Needle]]
    exact: Sequence[Sequence[Needle]]
    lemma: Sequence[Sequence[Needle]]

    @property
    def terms(self) -> list[str]:
        groups = (*self.in_title, *self.exact, *self.lemma)
        return list(dict.fromkeys(term for group in groups for needle in group for term in needle.terms))

    def found(self, lists: PostingLists) -> tuple[Bits, Bits, Bits]:
        """Return the articles of a span that hold the words in each of the three ways."""

        def each(groups: Sequence[Sequence[Needle]], *places: Place) -> Bits:
            held = (known(lists.holding((one.words[0] for one in group), *places)) for group in groups)
            return all_of(held).sure

        return each(self.in_title, Place.TITLE), each(self.exact, Place.EXACT), each(self.lemma)


def closer_of(groups: Groups) -> Closer | None:
    """Return what ranks the matches of a query; None if words must stand together, which the index cannot say."""
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
