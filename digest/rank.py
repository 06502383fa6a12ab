"""The order of stories in a digest."""

from collections.abc import Sequence
from datetime import datetime

from domain.digest import DigestRequest
from domain.story import Story


def rank(stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> list[Story]:
    """Best first: distinct sources, freshness, the reader's topics."""

    def weight(story: Story) -> float:
        hours = max(0.0, (now - story.updated_at).total_seconds() / 3600)
        places = [place for place, topic in enumerate(story.topics) if topic in request.topics]
        return len(story.sources) + 2.0 / (1 + hours / 12) + (1.0 / (1 + min(places)) if places else 0.0)

    return sorted(stories, key=lambda story: (-weight(story), -story.id))
