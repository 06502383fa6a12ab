"""Storing the results of polls in memory; domain.identity decides which articles are new, edited or known."""

from dataclasses import replace

from domain.addresses import address_key
from domain.article import NewArticle
from domain.identity import Judged, Listing, judge
from domain.ids import ArticleId
from domain.recognition import Kept, Publisher, fingerprints_of
from storage.interface import PollResult, SavedPoll
from storage.memory.rows import ArticleRow, PageRow
from storage.memory.tables import Tables, second
from storage.rows.polls import saved_poll


def put_articles(tables: Tables, result: PollResult) -> SavedPoll:
    """Store new articles and update edited ones; return the counts of the poll."""
    if not result.articles:
        return SavedPoll(0, 0)
    (judged,) = judge([_listing(tables, result)], _kept(tables, result))
    for new in judged.new:
        _store(tables, result, new.article, new.fingerprint, is_pushable=new.is_pushable, wants_page=new.wants_page)
    for edit in judged.edits:
        row = tables.articles[edit.kept.id]
        row.feed_id = result.feed_id
        row.article, row.has_page = replace(edit.article, url=edit.article.url or row.article.url), False
        _queue(tables, edit.kept.id, result, wants_page=edit.wants_page)
    _remember(tables, result, judged)
    return saved_poll(judged)


def _listing(tables: Tables, result: PollResult) -> Listing:
    row = tables.feeds[result.feed_id]
    return Listing(
        Publisher(row.feed.id, row.feed.source, row.feed.host),
        result.polled_at,
        result.articles,
        row.feed.full_text,
        row.feed.state.last_success_at,
        row.has_undated,
        result.state.spent,
        result.daily_articles,
    )


def _kept(tables: Tables, result: PollResult) -> list[Kept]:
    """Return the stored articles that may be the same as one of the result's articles, also those deleted since."""
    fingerprints = {found for article in result.articles for found in fingerprints_of(article, result.feed_id)}
    addresses = {address_key(article.url) for article in result.articles if article.url}
    hashes = {article.content_hash for article in result.articles}

    def is_known(fingerprint: str, url: str | None) -> bool:
        return fingerprint in fingerprints or (url is not None and address_key(url) in addresses)

    stored = [
        _as_kept(tables, article_id)
        for article_id, row in tables.articles.items()
        if row.article.content_hash in hashes or is_known(row.fingerprint, row.article.url)
    ]
    gone = (row.kept for row in tables.forgotten.values())
    return [*stored, *(kept for kept in gone if is_known(kept.fingerprint, kept.url))]


def _as_kept(tables: Tables, article_id: ArticleId) -> Kept:
    row = tables.articles[article_id]
    feed = tables.feeds[row.feed_id].feed
    return Kept(
        id=article_id,
        feed_id=row.feed_id,
        source=row.article.source or feed.source,
        host=feed.host,
        fingerprint=row.fingerprint,
        content_hash=row.article.content_hash,
        url=row.article.url,
        title=row.article.title,
        published_at=row.published_at,
    )


def forget(tables: Tables, article_id: ArticleId) -> Kept:
    """Return what is kept of an article that is about to be deleted, so that its entry is not stored as new later."""
    return replace(_as_kept(tables, article_id), is_gone=True)


def _store(
    tables: Tables,
    result: PollResult,
    article: NewArticle,
    fingerprint: str,
    *,
    is_pushable: bool,
    wants_page: bool,
) -> None:
    article_id = ArticleId(tables.next_id("article"))
    tables.articles[article_id] = ArticleRow(
        feed_id=result.feed_id,
        fingerprint=fingerprint,
        is_pushable=is_pushable,
        stored_at=second(result.polled_at),
        published_at=second(article.published_at or result.polled_at),
        article=article,
    )
    _queue(tables, article_id, result, wants_page=wants_page)


def _queue(tables: Tables, article_id: ArticleId, result: PollResult, *, wants_page: bool) -> None:
    """Queue an article for the annotator and, with `wants_page`, for fetching its web page, too."""
    tables.queue.add(article_id)
    if wants_page:
        tables.pages[article_id] = PageRow(second(result.polled_at))


def _remember(tables: Tables, result: PollResult, judged: Judged) -> None:
    """Store what is needed for deciding about the entries of the feed's next poll.

    That is: which deleted articles the feed still lists, when it last had entries, and whether any had no date.
    """
    for article_id in judged.still_listed:
        tables.forgotten[article_id].listed_at = second(result.polled_at)
    row = tables.feeds[result.feed_id]
    row.listed_at = second(result.polled_at)
    row.has_undated = row.has_undated or judged.has_undated
