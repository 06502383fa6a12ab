"""Storing the results of polls in PostgreSQL.

Stored articles that resemble the new ones are read, domain.identity decides which are new, edited or known, and the
decisions are written.
"""

from collections.abc import Sequence

from domain.clock import to_seconds
from domain.identity import Judged, judge
from domain.recognition import Kept
from storage.interface import PollResult, SavedPoll
from storage.postgres.database import Transaction
from storage.postgres.pages import want_pages
from storage.rows.polls import edited, inserted, kept_from_row, listing_of, saved_poll, traits_of

_IDENTITY = "feed_id, fingerprint, content_hash, url, title, published_at"
_KEPT = f"""
SELECT a.id, a.feed_id, a.fingerprint, a.content_hash, a.url, a.title, a.published_at, a.is_gone,
       coalesce(a.own, f.source), f.host FROM (
  SELECT id, {_IDENTITY}, false AS is_gone, source AS own FROM articles WHERE id IN (
    SELECT id FROM articles WHERE fingerprint = ANY($1::text[]) UNION
    SELECT id FROM articles WHERE address = ANY($2::text[]) UNION
    SELECT id FROM articles WHERE content_hash = ANY($3::text[]))
  UNION ALL
  SELECT article_id, {_IDENTITY}, true, NULL FROM forgotten WHERE article_id IN (
    SELECT article_id FROM forgotten WHERE fingerprint = ANY($1::text[]) UNION
    SELECT article_id FROM forgotten WHERE address = ANY($2::text[]))
) a JOIN feeds f ON f.id = a.feed_id
"""
_FEEDS = """
SELECT id, source, host, full_text, last_success_at, undated_at IS NOT NULL FROM feeds WHERE id = ANY($1::bigint[])
"""
_INSERTED = (
    "feed_id", "fingerprint", "content_hash", "guid", "url", "address", "title", "text", "language", "published_at",
    "stored_at", "is_pushable", "source",
)  # fmt: skip
_EDIT = """
UPDATE articles SET title = $1, text = $2, language = $3, content_hash = $4, url = coalesce($5, url),
                    address = coalesce($6, address), source = $7, has_page = false, feed_id = $8 WHERE id = $9
"""
_QUEUE = """
INSERT INTO annotator_queue (article_id)
SELECT id FROM articles WHERE fingerprint = ANY($1::text[]) OR id = ANY($2::bigint[])
    ON CONFLICT DO NOTHING
"""
_LISTED_STILL = "UPDATE forgotten SET listed_at = $1 WHERE article_id = ANY($2::bigint[])"
_LISTED = """
UPDATE feeds SET listed_at = $1, undated_at = CASE WHEN $2::boolean THEN coalesce(undated_at, $1) ELSE undated_at END
 WHERE id = $3
"""


async def put_articles(transaction: Transaction, results: Sequence[PollResult]) -> list[SavedPoll]:
    """Store new articles and update edited ones, inside the caller's transaction; return each poll's counts."""
    filled = [result for result in results if result.articles]
    if not filled:
        return [SavedPoll(0, 0) for _ in results]
    feeds = {row[0]: row for row in await transaction.fetch(_FEEDS, [result.feed_id for result in filled])}
    listings = [listing_of(result, feeds[result.feed_id]) for result in filled]
    judged = judge(listings, await _kept(transaction, filled))
    await _write(transaction, filled, judged)
    await _remember(transaction, filled, judged)
    saved = {id(result): saved_poll(one) for result, one in zip(filled, judged, strict=True)}
    return [saved.get(id(result), SavedPoll(0, 0)) for result in results]


async def _kept(transaction: Transaction, results: Sequence[PollResult]) -> list[Kept]:
    """Return the stored articles, and those deleted since, that may be the same as one of the results' articles."""
    traits = traits_of(results)
    rows = await transaction.fetch(_KEPT, list(traits.fingerprints), list(traits.addresses), list(traits.hashes))
    return list(map(kept_from_row, rows))


async def _write(transaction: Transaction, results: Sequence[PollResult], judged: Sequence[Judged]) -> None:
    inserts = [inserted(result, new) for result, one in zip(results, judged, strict=True) for new in one.new]
    edits = [
        (*edited(edit.article), result.feed_id, edit.kept.id)
        for result, one in zip(results, judged, strict=True)
        for edit in one.edits
    ]
    if inserts:
        await transaction.copy("articles", _INSERTED, inserts)
    await transaction.each(_EDIT, edits)
    if inserts or edits:
        await transaction.execute(_QUEUE, [values[1] for values in inserts], [values[-1] for values in edits])
    teasers = [new.fingerprint for one in judged for new in one.new if new.wants_page]
    teasers += [edit.kept.fingerprint for one in judged for edit in one.edits if edit.wants_page]
    if teasers:
        await want_pages(transaction, teasers, results[0].polled_at)


async def _remember(transaction: Transaction, results: Sequence[PollResult], judged: Sequence[Judged]) -> None:
    """Store what is needed to judge the entries of the feeds' next polls.

    This is which deleted articles the feeds still list, when each feed last had entries, and whether any had no date.
    """
    still_listed = [
        (to_seconds(result.polled_at), list(one.still_listed))
        for result, one in zip(results, judged, strict=True)
        if one.still_listed
    ]
    await transaction.each(_LISTED_STILL, still_listed)
    listed = [
        (to_seconds(result.polled_at), one.has_undated, result.feed_id)
        for result, one in zip(results, judged, strict=True)
    ]
    await transaction.each(_LISTED, listed)
