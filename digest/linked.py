"""Finding what belongs together among pairs of sentences that contradict each other. Pure."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def linked(pairs: Sequence[tuple[T, T]]) -> list[T]:
    """Return the items of the first pair, and all items that other pairs connect with them.

    Items are compared by identity. Pairs of sentences about another thing have no sentence in common with these, and
    are left out.
    """
    found: dict[int, T] = {id(item): item for item in pairs[0]} if pairs else {}
    waiting = list(pairs[1:])
    is_growing = True
    while is_growing:
        near = [pair for pair in waiting if id(pair[0]) in found or id(pair[1]) in found]
        waiting = [pair for pair in waiting if id(pair[0]) not in found and id(pair[1]) not in found]
        found |= {id(item): item for pair in near for item in pair}
        is_growing = bool(near)
    return list(found.values())
