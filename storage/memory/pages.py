"""The queue in memory of articles whose web pages are to be fetched, because the feed gives only teasers."""

from dataclasses import replace
from datetime import datetime

from domain.ahead import LONGEST_REST
from domain.ids import ArticleId
from storage.interface import PageArticle
from storage.memory.tables import Tables, second


class MemoryPages:
    """The in-memory implementation of storage.interface.PageStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def due(self, *, now: datetime, limit: int) -> tuple[PageArticle, ...]:
        farthest = second(now + LONGEST_REST)  # a later moment was set by a wrong clock (domain.ahead)
        waiting = sorted(
            (row.due_at, key)
            for key, row in self._tables.pages.items()
            if row.due_at <= second(now) or row.due_at > farthest
        )
        found = []
        for _, article_id in waiting[:limit]:
            row = self._tables.articles[article_id]
            article, attempts = row.article, self._tables.pages[article_id].attempts
            assert article.url is not None
            proxy = self._tables.feeds[row.feed_id].feed.proxy
            found.append(PageArticle(article_id, article.url, article.text, attempts, proxy))
        return tuple(found)

    # `now` is not needed here, but the method has it in storage.interface.
    async def save(self, article_id: ArticleId, text: str | None, *, now: datetime) -> None:  # noqa: ARG002
        row = self._tables.articles.get(article_id)
        self._tables.pages.pop(article_id, None)
        if row is not None and text is not None:
            # The hash of the feed's text stays, so that the next poll does not take the page's text for an edit.
            row.article, row.has_page = replace(row.article, text=text), True
            self._tables.queue.add(article_id)

    # `now` is not needed here, but the method has it in storage.interface.
    async def retry(self, article_id: ArticleId, at: datetime, *, now: datetime) -> None:  # noqa: ARG002
        page = self._tables.pages.get(article_id)
        if page is not None:
            page.due_at, page.attempts = second(at), page.attempts + 1
