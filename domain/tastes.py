"""What a chat likes more and less: topics and outlets, each by at most three steps up or down. Pure."""

from collections.abc import Mapping, Sequence

from domain.digest import Tastes

MOST = 3  # steps either way
MOST_KEPT = 40  # topics and outlets together; a keyboard holds a hundred buttons


def topic_key(topic: str) -> str:
    return f"t:{topic}"


def outlet_key(source: str) -> str:
    return f"o:{source}"


def with_taste(tastes: Tastes, key: str, steps: int) -> Tastes:
    """Return the tastes with one put at that many steps, 0 for none; beyond MOST_KEPT another of the weakest goes."""
    changed = {name: value for name, value in tastes if name != key}
    if steps:
        while len(changed) >= MOST_KEPT:
            del changed[min(changed, key=lambda name: (abs(changed[name]), name))]
        changed[key] = max(-MOST, min(MOST, steps))
    return tuple(sorted(changed.items()))


def taste_for(topics: Sequence[str], sources: Sequence[str], tastes: Mapping[str, int]) -> float:
    """Return how much a story of these topics (best first) and outlets is liked, from -1 to 1.

    Of the topics the best that has a taste counts. Outlets count by their share, so that a story which many tell is
    not held against one of them.
    """
    topic = next((tastes[topic_key(one)] for one in topics if topic_key(one) in tastes), 0)
    outlets = sum(tastes.get(outlet_key(source), 0) for source in sources) / max(1, len(sources))
    return max(-1.0, min(1.0, (topic + outlets) / MOST))
