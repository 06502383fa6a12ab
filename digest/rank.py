"""Ranking the stories of a digest, for a small region: by how many sources tell a story, not by their size."""

from collections.abc import Sequence
from datetime import datetime
from math import log2

from domain.digest import DigestRequest
from domain.story import Story
from domain.tastes import taste_for

_FRESH_HOURS = 12.0  # hours after which freshness counts half
_FRESHNESS = 1.5
_TOPIC = 1.0  # for a story whose first topic the reader chose; less if it is a later topic
_COUNTRY = 0.8
# The largest effect of tastes: as much as a topic the reader chose, so that disliked stories sink but big news stays on
# top.
_TASTE = 1.0


def rank(stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> list[Story]:
    """Return the stories best first: by distinct sources, freshness, the reader's topics and countries.

    A story with a single source is included, further down; on ties the newest story comes first.
    """
    return sorted(stories, key=lambda story: order(story, request, now=now))


def order(story: Story, request: DigestRequest, *, now: datetime) -> tuple[float, int]:
    """Return the sort key of a story. Muted sources do not count."""
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
