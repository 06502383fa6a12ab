"""What a chat wants to see more or less of: topics and outlets, each by up to three steps. Pure."""

from collections.abc import Mapping, Sequence

from domain.digest import Tastes

MOST = 3  # the most steps of a taste, in either direction
# The most tastes of a chat, for topics and outlets together; a Telegram keyboard has at most a hundred buttons.
MOST_KEPT = 40


def topic_key(topic: str) -> str:
    return f"t:{topic}"


def outlet_key(source: str) -> str:
    return f"o:{source}"


def with_taste(tastes: Tastes, key: str, steps: int) -> Tastes:
    """Return the tastes with `key` set to `steps`, where 0 removes it.

    If there were already MOST_KEPT others, the one with the fewest steps is removed.
    """
    changed = {name: value for name, value in tastes if name != key}
    if steps:
        while len(changed) >= MOST_KEPT:
            del changed[min(changed, key=lambda name: (abs(changed[name]), name))]
        changed[key] = max(-MOST, min(MOST, steps))
    return tuple(sorted(changed.items()))


def taste_for(topics: Sequence[str], sources: Sequence[str], tastes: Mapping[str, int]) -> float:
    """Return how much a chat likes a story with these topics (best first) and sources, from -1 to 1.

    The first topic for which the chat has a taste counts. Outlets count by their share of the sources, so that a story
    reported by many outlets is not ranked low because of one of them.
    """
    topic = next((tastes[topic_key(one)] for one in topics if topic_key(one) in tastes), 0)
    outlets = sum(tastes.get(outlet_key(source), 0) for source in sources) / max(1, len(sources))
    return max(-1.0, min(1.0, (topic + outlets) / MOST))
