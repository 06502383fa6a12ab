"""Finding which contradictions are about one thing. Pure.

A contradiction is a pair of sentences; two contradictions are about one thing if they have a sentence in common.
"""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def linked(pairs: Sequence[tuple[T, T]]) -> list[T]:
    """Return the items of the first pair, and all items that are connected with them by other pairs.

    An item is a sentence, and a pair two sentences that contradict each other. Pairs about another thing share no
    sentence with the connected ones, so they are left out. Items are compared by identity, not by their words.
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
