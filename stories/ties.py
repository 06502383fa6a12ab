"""What editors say of pairs of articles, as limits on the groups that a joining may make. Pure."""

from collections.abc import Iterable, Sequence

Said = tuple[int, int, bool]  # two articles, and whether they tell of one event


class Ties:
    """Points that belong together whatever they say, and points that never do; the groups they make so far."""

    def __init__(self, count: int) -> None:
        self._into = list(range(count))
        self._apart: dict[int, set[int]] = {}  # group → the groups that it may not be joined with

    def group(self, point: int) -> int:
        """Return the number of the group that a point is in."""
        into = self._into
        while into[point] != point:
            into[point] = into[into[point]]
            point = into[point]
        return point

    def may_join(self, one: int, other: int) -> bool:
        """Return whether nothing keeps the groups of two points apart."""
        return self.group(other) not in self._apart.get(self.group(one), ())

    def join(self, one: int, other: int) -> bool:
        """Make one group of those of two points; return False, and change nothing, where they are kept apart."""
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
        """Keep the groups of two points apart; return False, and change nothing, where they are one group."""
        one, other = self.group(one), self.group(other)
        if one == other:
            return False
        self._apart.setdefault(one, set()).add(other)
        self._apart.setdefault(other, set()).add(one)
        return True


def ties_of(ids: Sequence[int], said: Iterable[Said]) -> Ties | None:
    """Return the ties between articles by their places in `ids`; None where nothing is said of any two of them.

    `said` is (one article, another, whether they tell of one event), what was said last first: what contradicts it is
    left out.
    """
    places = {article_id: place for place, article_id in enumerate(ids)}
    ties = Ties(len(ids))
    has_any = False
    for one, other, is_same in said:
        if one in places and other in places:
            has_any = True
            (ties.join if is_same else ties.keep_apart)(places[one], places[other])
    return ties if has_any else None
