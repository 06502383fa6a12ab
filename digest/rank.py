"""The order of stories in a digest, for a small region: how many distinct sources tell it, not how large they are."""

from collections.abc import Sequence
from datetime import datetime
from math import log2

from domain.digest import DigestRequest
from domain.story import Story

_FRESH_HOURS = 12.0  # after so many hours freshness is worth half
_FRESHNESS = 1.5
_TOPIC = 1.0  # for a story whose best topic is one the reader chose; less for its later topics
_COUNTRY = 0.8


def rank(stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> list[Story]:
    """Best first: distinct sources, freshness, the reader's topics and countries; on ties the newest story.

    A story that one source tells is allowed, further down; muted sources do not count.
    """

    def weight(story: Story) -> float:
        sources = len(set(story.sources) - set(request.muted_sources))
        hours = max(0.0, (now - story.updated_at).total_seconds() / 3600)
        places = [place for place, topic in enumerate(story.topics) if topic in request.topics]
        return (
            log2(1 + sources)
            + _FRESHNESS / (1 + hours / _FRESH_HOURS)
            + (_TOPIC / (1 + min(places)) if places else 0.0)
            + (_COUNTRY if set(story.countries) & set(request.countries) else 0.0)
        )

    return sorted(stories, key=lambda story: (-weight(story), -story.id))
