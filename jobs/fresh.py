"""Walking over the newest articles: gives a tick each article once, in whatever order articles become readable."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from domain.ids import ArticleId, StoryId
from storage.interface import FreshArticle, StoryStore

# A restart looks at the articles of this time again; news that was told is not told again.
LOOK_BACK = timedelta(hours=2)
_BATCH = 200  # articles at once


class FreshArticles:
    """The articles of the last two hours that were not handled yet.

    Articles are remembered one by one, not by the highest id, because some wait for their pages while later ones are
    read.
    """

    def __init__(self, stories: StoryStore) -> None:
        self._stories = stories
        self._seen: dict[ArticleId, datetime] = {}  # handled articles, and when they were stored

    async def next(self, now: datetime) -> tuple[FreshArticle, ...]:
        """Return the next articles to handle, at most 200; empty if there are none."""
        since = now - LOOK_BACK
        self._seen = {article_id: stored_at for article_id, stored_at in self._seen.items() if stored_at >= since}
        return await self._stories.fresh(seen=self._seen, since=since, limit=_BATCH)

    def done(self, articles: Iterable[FreshArticle], *, moved: Collection[StoryId] = ()) -> None:
        """Record these articles as handled.

        Articles of `moved` stories, which were joined with others meanwhile, are returned again, with their new story.
        """
        self._seen |= {one.article_id: one.stored_at for one in articles if one.story_id not in moved}
