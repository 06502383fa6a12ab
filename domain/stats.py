"""Counts of readers, deliveries and news, by group and key; nobody can be told apart by them."""

from collections.abc import Mapping

Counts = Mapping[str, Mapping[str, int]]  # group → key → count; a group that is one count has the key ""

LEAST = 5  # smaller counts of people are not shown, so that no reader can be recognised
OF_NEWS = frozenset({"articles", "stories", "affairs"})
GROUPS = (
    "state", "language", "country", "joined",  # chats; all but the first and last of active ones
    "delivery",  # by "kind state"
    "opened", "saved", "followed", "muted", "liked",
    "articles", "stories", "affairs",
)  # fmt: skip


def shown(counts: Counts) -> dict[str, dict[str, int | None]]:
    """Return the counts of every group in order; None for one of people that is too small to be shown."""
    return {
        group: {
            key: count if group in OF_NEWS or count >= LEAST else None
            for key, count in sorted(counts.get(group, {}).items(), key=lambda pair: (-pair[1], pair[0]))
            if count
        }
        for group in GROUPS
    }
