"""Going through the newest articles, so that each is handled once, in whatever order articles are annotated."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from domain.ids import ArticleId, StoryId
from storage.interface import FreshArticle, StoryStore

# How old an article may be. After a restart, all articles of this time are returned again; what was told is not told
# twice.
LOOK_BACK = timedelta(hours=2)
_BATCH = 200  # the most articles that one call of `next` returns


class FreshArticles:
    """The articles of the last LOOK_BACK that were not handled yet.

    The handled ones are remembered one by one, not by the highest id, because some articles wait for their web page
    while later ones are annotated.
    """

    def __init__(self, stories: StoryStore) -> None:
        self._stories = stories
        self._seen: dict[ArticleId, datetime] = {}  # handled articles → when each was stored

    async def next(self, now: datetime) -> tuple[FreshArticle, ...]:
        """Return at most _BATCH articles that were not recorded as handled by `done`; empty if there are none."""
        since = now - LOOK_BACK
        self._seen = {article_id: stored_at for article_id, stored_at in self._seen.items() if stored_at >= since}
        return await self._stories.fresh(seen=self._seen, since=since, limit=_BATCH)

    def done(self, articles: Iterable[FreshArticle], *, moved: Collection[StoryId] = ()) -> None:
        """Record that these articles were handled.

        Articles of the stories `moved`, which were merged with others meanwhile, are returned again by `next`.
        """
        self._seen |= {one.article_id: one.stored_at for one in articles if one.story_id not in moved}
