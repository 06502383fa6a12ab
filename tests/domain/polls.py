"""Polls of invented feeds: entries, publishers, and a storage that keeps what was new or edited."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from domain.article import NewArticle
from domain.identity import Judged, Listing, judge
from domain.ids import ArticleId, FeedId
from domain.recognition import Kept, Publisher

NOW = datetime(2026, 3, 1, 6, 0, tzinfo=UTC)
TANDEM = Publisher(FeedId(1), "Тандем", "https://tandem.example:443")
SECTION = Publisher(FeedId(2), "Тандем: экономика", "https://tandem.example:443")
VESTNIK = Publisher(FeedId(3), "Вестник", "https://vestnik.example:443")
REVIEW = Publisher(FeedId(4), "Обзор", "https://review.example:443")
FIRE = "Сгорели 10 контейнеров"


def article(title: str | None = "Открыт мост", **changes: object) -> NewArticle:
    """Return an entry without a guid, whose address is its fingerprint."""
    url = changes.get("url", "https://tandem.example/news/5")
    text = changes.get("text", f"{title}.")
    values: dict[str, object] = {
        "fingerprint": f"url {url}", "content_hash": f"{title}|{text}", "url": url, "title": title, "text": text,
        "language": "ru", "published_at": NOW - timedelta(hours=1),
    }  # fmt: skip
    return NewArticle(**(values | changes))  # type: ignore[arg-type]


def with_guid(guid: str, title: str | None = "Открыт мост", **changes: object) -> NewArticle:
    return article(title, **({"fingerprint": f"guid {guid}", "guid": guid} | changes))


class Storage:
    """A storage in memory of articles that were new or edited."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}
        self._seen: set[int] = set()
        self._undated: set[int] = set()

    def poll(self, feed: Publisher, *articles: NewArticle, at: datetime = NOW, **more: object) -> Judged:
        """Judge a poll of the feed after its first one, which brought nothing."""
        values: dict[str, object] = {"last_success_at": at - timedelta(hours=1), "gave_undated": True}
        listing = Listing(feed, at, articles, **(values | more))  # type: ignore[arg-type]
        (judged,) = judge([listing], self.kept.values())
        for new in judged.new:
            assert new.fingerprint not in self.kept, "fingerprints are stored once"
            self._keep(ArticleId(len(self.kept) + 1), new.fingerprint, new.article, feed, at)
        for edit in judged.edits:
            self._keep(edit.kept.id, edit.kept.fingerprint, edit.article, feed, at)
        return judged

    def _keep(self, number: ArticleId, fingerprint: str, one: NewArticle, feed: Publisher, at: datetime) -> None:
        self.kept[fingerprint] = Kept(
            number, feed.feed_id, feed.source, feed.host, fingerprint, one.content_hash, one.url, one.title,
            one.published_at or at,
        )  # fmt: skip

    def retain(self) -> None:
        """Let retention delete all articles."""
        self.kept = {key: replace(one, is_gone=True) for key, one in self.kept.items()}


def counts(judged: Judged) -> tuple[int, int, int]:
    return len(judged.new), len(judged.edits), judged.known
