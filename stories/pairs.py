"""Computing for many pairs of articles at once what stories.likeness computes for one pair.

`ones` and `others` are the positions of the first and second articles of the pairs. The positions in `ones` must lie
within one block (stories.sparse.BLOCK), so that their products can be computed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from stories.compared import Compared
from stories.likeness import (
    ABROAD,
    CONTRADICTED,
    CONTRADICTED_TWICE,
    CONTRADICTED_WEAKLY,
    CROSS_HOURS,
    CROSS_JOINS,
    ELSEWHERE,
    FAR_HOURS,
    LEAST_IN_COMMON,
    NEAR_HOURS,
    SAME_GIST,
    SAME_SOURCE,
    SHARED_JOINS,
    STRANGERS,
    SURE,
)
from stories.sparse import Doubles, Flags, Indices, Products, Rows, TermMatrix
from text.sounds import skeleton


class Closeness:
    """The times, sources and languages of articles, which say how far apart two articles are."""

    def __init__(self, items: Sequence[Compared]) -> None:
        self._hours = np.array([item.hours for item in items])
        self._sources = _codes([item.source for item in items])
        self._languages = _codes([item.language for item in items])

    def hours(self, ones: Indices, others: Indices) -> Doubles:
        found: Doubles = np.abs(self._hours[ones] - self._hours[others])
        return found

    def left(self, ones: Indices, others: Indices) -> Doubles:
        """Return for each pair of articles the factor, 0 to 1, by which its likeness is multiplied.

        The factor is lower if the two articles are far apart in time, or of one source.

        It is the same factor as stories.likeness.closeness returns.
        """
        hours = self.hours(ones, others)
        left: Doubles = 1.0 - 0.6 * (hours - NEAR_HOURS) / (FAR_HOURS - NEAR_HOURS)
        left[hours <= NEAR_HOURS] = 1.0
        left[hours > FAR_HOURS] = 0.0
        left[self.have_one_source(ones, others)] *= SAME_SOURCE
        return left

    def have_one_source(self, ones: Indices, others: Indices) -> Flags:
        found: Flags = (self._sources[ones] == self._sources[others]) & (self._sources[ones] > 0)
        return found

    def have_one_language(self, ones: Indices, others: Indices) -> Flags:
        found: Flags = self._languages[ones] == self._languages[others]
        return found


class Agreement:
    """What the two articles of a pair have in common, as shown by shared terms, which are the same in all languages."""

    def __init__(self, items: Sequence[Compared], shared: TermMatrix, near: Closeness) -> None:
        self._near = near
        self._terms = shared.rows.binary()

        def rows(terms_of: Callable[[Compared], Iterable[str]]) -> Rows:
            return Rows.of([dict.fromkeys(terms_of(item), 1.0) for item in items], shared.columns)

        self._firm = rows(lambda item: item.firm)
        self._places, self._countries = rows(lambda item: item.places), rows(lambda item: item.countries)
        self._persons = rows(lambda item: item.persons)
        self._products = Products(len(shared.columns))

    def joins(self, ones: Indices, others: Indices) -> Doubles:
        """Return for each pair the least cosine of shared terms that joins it, as likeness.shared_joins does."""
        return np.where(self._near.have_one_language(ones, others), SHARED_JOINS, CROSS_JOINS)

    def may_share(self, ones: Indices, others: Indices) -> Flags:
        """Return for each pair whether shared terms may join it, as stories.likeness.may_share does."""
        is_one_language = self._near.have_one_language(ones, others)
        found = np.where(
            is_one_language,
            ~self._near.have_one_source(ones, others),
            self._near.hours(ones, others) <= CROSS_HOURS,
        )
        here = np.flatnonzero(found)
        here = here[self._common(self._firm, ones[here], self._firm, others[here]) > 0]
        enough = self._common(self._terms, ones[here], self._terms, others[here]) >= LEAST_IN_COMMON
        found[:] = False
        found[here[enough]] = True
        return found

    def ground(self, ones: Indices, others: Indices) -> Doubles:
        """Return for each pair the factor, up to 1, for its likeness: lower if its places or people differ.

        It is the same factor as stories.likeness.common_ground returns.
        """
        left = np.ones(len(ones))
        for rows, share in ((self._places, ELSEWHERE), (self._countries, ABROAD)):
            here = np.flatnonzero((rows.lengths[ones] > 0) & (rows.lengths[others] > 0))
            left[here[self._common(rows, ones[here], rows, others[here]) == 0]] *= share
        count = self._persons.lengths
        here = np.flatnonzero((count[ones] > 0) & (count[others] > 0))
        mine, theirs = ones[here], others[here]
        are_strangers = self._common(self._persons, mine, self._terms, theirs) < count[mine]
        are_strangers &= self._common(self._terms, mine, self._persons, theirs) < count[theirs]
        left[here[are_strangers]] *= STRANGERS
        return left

    def _common(self, left: Rows, ones: Indices, right: Rows, others: Indices) -> Indices:
        """Return how many terms the two rows of each pair have in common."""
        return self._products.of(left, ones, right, others)


class Contradictions:
    """How far two titles contradict each other: by names and figures in one that the other's article does not have."""

    def __init__(self, items: Sequence[Compared]) -> None:
        columns: dict[str, int] = {}
        self._figures, self._names = (
            Rows.of(
                [dict.fromkeys((mark for mark in item.marks if mark[0].isdigit() is is_figure), 1.0) for item in items],
                columns,
            )
            for is_figure in (True, False)
        )
        self._known = Rows.of(_known(items, columns), columns)
        self._marks = Products(len(columns))
        stems: dict[str, int] = {}
        self._gists = Rows.of([dict.fromkeys(item.gist(), 1.0) for item in items], stems)
        self._stems = Products(len(stems))

    def lost(self, ones: Indices, others: Indices, likeness: Doubles) -> Doubles:
        """Return for each pair the part, 0 to 1, of its likeness that is lost because its titles contradict each other.

        Nothing is lost at a likeness of SURE or more, unless the contradiction is a strong one (CONTRADICTED_TWICE).
        """
        found = np.zeros(len(ones))
        unknown = [
            kind.lengths[places] > counted
            for kind in (self._figures, self._names)
            for places, counted in (
                (ones, self._marks.of(kind, ones, self._known, others)),
                (others, self._marks.of(self._known, ones, kind, others)),
            )
        ]
        figures, names = unknown[0] & unknown[1], unknown[2] & unknown[3]
        here = np.flatnonzero((unknown[0] | unknown[2]) & (unknown[1] | unknown[3]))
        found[here] = np.where(figures[here] | names[here], CONTRADICTED, CONTRADICTED_WEAKLY)
        is_double = (figures & names)[here] | self._have_same_gist(ones[here], others[here])
        # At this likeness every contradiction is ignored, except those of CONTRADICTED_TWICE below.
        found[likeness >= SURE] = 0.0
        found[here[is_double]] = CONTRADICTED_TWICE
        return found

    def _have_same_gist(self, ones: Indices, others: Indices) -> Flags:
        fewer = np.minimum(self._gists.lengths[ones], self._gists.lengths[others])
        found: Flags = self._stems.of(self._gists, ones, self._gists, others) >= SAME_GIST * np.maximum(1, fewer)
        return found


def _known(items: Sequence[Compared], wanted: Mapping[str, int]) -> list[dict[str, float]]:
    """Return for each article {name or figure: 1.0} for those of `wanted` that it mentions, in any grammatical case."""
    lengths = sorted({len(mark) for mark in wanted})
    words = set(chain.from_iterable((*item.title, *item.text, *item.rest) for item in items))
    begun = ((word, skeleton(word)) for word in words)
    heard = {  # word of an article → the wanted names and figures that are a beginning of the word's sound
        word: marks
        for word, sound in begun
        if (marks := [sound[:length] for length in lengths if sound[:length] in wanted])
    }
    hearing = frozenset(heard)
    return [
        dict.fromkeys(
            chain(
                filter(wanted.__contains__, item.names_and_figures()),
                *map(heard.__getitem__, hearing.intersection(chain(item.title, item.text, item.rest))),
            ),
            1.0,
        )
        for item in items
    ]


def _codes(values: Sequence[str]) -> Indices:
    """Return a number for each value: equal for equal values, 0 for an empty one."""
    known = {"": 0}
    return np.array([known.setdefault(value, len(known)) for value in values], np.int32)
