"""Editors' judgements on pairs of articles, as constraints on clustering. Pure."""

from collections.abc import Iterable, Sequence

from domain.ids import ArticleId

Said = tuple[ArticleId, ArticleId, bool]  # two articles, and whether they are about one event, as an editor says


class Ties:
    """The groups into which points (articles, by their positions) were joined, and which groups must stay apart."""

    def __init__(self, count: int) -> None:
        self._into = list(range(count))
        self._apart: dict[int, set[int]] = {}  # group → groups with which it must not be joined

    def group(self, point: int) -> int:
        """Return the number of the group to which a point belongs; a point is the position of an article in a list."""
        into = self._into
        while into[point] != point:
            into[point] = into[into[point]]
            point = into[point]
        return point

    def may_join(self, one: int, other: int) -> bool:
        """Return whether the groups of two points may be joined; False if points in them must be apart."""
        return self.group(other) not in self._apart.get(self.group(one), ())

    def join(self, one: int, other: int) -> bool:
        """Join the groups of two points; return False, and change nothing, if they must be apart."""
        one, other = self.group(one), self.group(other)
        if one == other:
            return True
        if not self.may_join(one, other):
            return False
        self._into[other] = one
        for third in self._apart.pop(other, set()):
            self._apart[third].discard(other)
            self.keep_apart(one, third)
        return True

    def keep_apart(self, one: int, other: int) -> bool:
        """Keep the groups of two points apart; return False, and change nothing, if they are one group."""
        one, other = self.group(one), self.group(other)
        if one == other:
            return False
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)
        return True


def ties_of(ids: Sequence[ArticleId], said: Iterable[Said]) -> Ties | None:
    """Return the ties between articles, by their positions in `ids`; None if no judgement is on two of them.

    `said` are (article, article, whether they are about one event), the latest judgement first; an older one that
    contradicts it is ignored.
    """
    places = {article_id: place for place, article_id in enumerate(ids)}
    ties = Ties(len(ids))
    has_any = False
    for one, other, is_same in said:
        if one in places and other in places:
            has_any = True
            (ties.join if is_same else ties.keep_apart)(places[one], places[other])
    return ties if has_any else None
