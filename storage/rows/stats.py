"""Counts from rows of group, key and count."""

from collections.abc import Iterable

from domain.stats import Counts


def counts_of(rows: Iterable[tuple[str, str, int]]) -> Counts:
    """Return the counts by group and key, without those that are 0."""
    found: dict[str, dict[str, int]] = {}
    for group, key, count in rows:
        if count:
            found.setdefault(group, {})[key] = count
    return found
