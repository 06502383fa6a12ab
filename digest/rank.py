"""Ranking the stories of a digest.

In a small region, how many sources tell a story shows how important it is; the length of its articles does not.
"""

from collections.abc import Sequence
from datetime import datetime
from math import log2

from domain.digest import DigestRequest
from domain.story import Story
from domain.tastes import taste_for

_FRESH_HOURS = 12.0  # hours after which a story's freshness has fallen by half
_FRESHNESS = 1.5
# Points for a story whose first topic is one that the reader chose. If only a later topic of the story was chosen, the
# story gets fewer points.
_TOPIC = 1.0
_COUNTRY = 0.8
# The most points that tastes can give or take: as many as a chosen topic gives, so that disliked stories sink, but
# great news stays on top.
_TASTE = 1.0


def rank(stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> list[Story]:
    """Return the stories, best first: by number of sources, freshness, and the reader's topics, countries and tastes.

    A story with a single source ranks lower but is included. Of two stories that rank alike, the one with the higher id
    comes first.
    """
    return sorted(stories, key=lambda story: order(story, request, now=now))


def order(story: Story, request: DigestRequest, *, now: datetime) -> tuple[float, int]:
    """Return the sort key of a story, which is lowest for the best story: (negative points, negative id).

    Muted sources do not count among the story's sources.
    """
    sources = len(set(story.sources) - set(request.muted_sources))
    hours = max(0.0, (now - story.updated_at).total_seconds() / 3600)
    places = [place for place, topic in enumerate(story.topics) if topic in request.topics]
    weight = (
        log2(1 + sources)
        + _FRESHNESS / (1 + hours / _FRESH_HOURS)
        + (_TOPIC / (1 + min(places)) if places else 0.0)
        + (_COUNTRY if set(story.countries) & set(request.countries) else 0.0)
        + (_TASTE * taste_for(story.topics, story.sources, dict(request.tastes)) if request.tastes else 0.0)
    )
    return -weight, -story.id
