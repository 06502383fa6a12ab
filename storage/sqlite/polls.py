"""Storing the results of polls: similar articles are loaded, domain.identity decides, the decisions are written."""

import json
from collections.abc import Sequence

from domain.clock import to_seconds
from domain.identity import Judged, Listing, judge
from domain.recognition import Kept
from storage.interface import PollResult, SavedPoll
from storage.rows.polls import edited, inserted, kept_from_row, listing_of, saved_poll, traits_of
from storage.sqlite.connections import Writable
from storage.sqlite.pages import want_pages

_IDENTITY = "feed_id, fingerprint, content_hash, url, title, published_at"
_KEPT = f"""
SELECT a.id, a.feed_id, a.fingerprint, a.content_hash, a.url, a.title, a.published_at, a.is_gone,
        coalesce(a.own, f.source), f.host FROM (
  SELECT id, {_IDENTITY}, 0 AS is_gone, source AS own FROM articles WHERE id IN (
    SELECT id FROM articles WHERE fingerprint IN (SELECT value FROM json_each(:fingerprints)) UNION
    SELECT id FROM articles WHERE address IN (SELECT value FROM json_each(:addresses)) UNION
    SELECT id FROM articles WHERE content_hash IN (SELECT value FROM json_each(:hashes)))
  UNION ALL
  SELECT article_id, {_IDENTITY}, 1, NULL FROM forgotten WHERE article_id IN (
    SELECT article_id FROM forgotten WHERE fingerprint IN (SELECT value FROM json_each(:fingerprints)) UNION
    SELECT article_id FROM forgotten WHERE address IN (SELECT value FROM json_each(:addresses)))
) a JOIN feeds f ON f.id = a.feed_id
"""
_FEEDS = """
SELECT id, source, host, full_text, last_success_at, undated_at IS NOT NULL FROM feeds
 WHERE id IN (SELECT value FROM json_each(?))
"""
_INSERT = (
    "INSERT INTO articles (feed_id, fingerprint, content_hash, guid, url, address, title, text, language,"
    " published_at, stored_at, is_pushable, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_EDIT = (
    "UPDATE articles SET title = ?, text = ?, language = ?, content_hash = ?, url = coalesce(?, url),"
    " address = coalesce(?, address), source = ?, has_page = 0, feed_id = ? WHERE id = ?"
)
_QUEUE = """
INSERT OR IGNORE INTO annotator_queue (article_id)
SELECT id FROM articles
 WHERE fingerprint IN (SELECT value FROM json_each(:fingerprints)) OR id IN (SELECT value FROM json_each(:ids))
"""
_LISTED_STILL = "UPDATE forgotten SET listed_at = ? WHERE article_id IN (SELECT value FROM json_each(?))"


async def put_articles(connection: Writable, results: Sequence[PollResult]) -> list[SavedPoll]:
    """Store new articles and update edited ones, inside the caller's transaction; return each poll's counts."""
    filled = [result for result in results if result.articles]
    if not filled:
        return [SavedPoll(0, 0) for _ in results]
    judged = judge(await _listings(connection, filled), await _kept(connection, filled))
    await _write(connection, filled, judged)
    saved = {id(result): saved_poll(one) for result, one in zip(filled, judged, strict=True)}
    await _remember(connection, filled, judged)
    return [saved.get(id(result), SavedPoll(0, 0)) for result in results]


async def _listings(connection: Writable, results: Sequence[PollResult]) -> list[Listing]:
    rows = await connection.execute_fetchall(_FEEDS, (json.dumps([result.feed_id for result in results]),))
    feeds = {row[0]: row for row in rows}
    return [listing_of(result, feeds[result.feed_id]) for result in results]


async def _kept(connection: Writable, results: Sequence[PollResult]) -> list[Kept]:
    """Return the stored or deleted articles that a poll may have brought again: same fingerprint, address or hash."""
    traits = traits_of(results)
    parameters = {
        "fingerprints": json.dumps(traits.fingerprints),
        "addresses": json.dumps(traits.addresses),
        "hashes": json.dumps(traits.hashes),
    }
    return [kept_from_row(row) for row in await connection.execute_fetchall(_KEPT, parameters)]


async def _write(connection: Writable, results: Sequence[PollResult], judged: Sequence[Judged]) -> None:
    inserts = [inserted(result, new) for result, one in zip(results, judged, strict=True) for new in one.new]
    edits = [
        (*edited(edit.article), result.feed_id, edit.kept.id)
        for result, one in zip(results, judged, strict=True)
        for edit in one.edits
    ]
    if inserts:
        await connection.executemany(_INSERT, inserts)
    if edits:
        await connection.executemany(_EDIT, edits)
    if inserts or edits:
        fingerprints, ids = [values[1] for values in inserts], [values[-1] for values in edits]
        await connection.execute(_QUEUE, {"fingerprints": json.dumps(fingerprints), "ids": json.dumps(ids)})
    teasers = [new.fingerprint for one in judged for new in one.new if new.wants_page]
    teasers += [edit.kept.fingerprint for one in judged for edit in one.edits if edit.wants_page]
    if teasers:
        await want_pages(connection, teasers, results[0].polled_at)


async def _remember(connection: Writable, results: Sequence[PollResult], judged: Sequence[Judged]) -> None:
    """Store what the next polls of these feeds are judged by.

    That is: which deleted articles are still listed, when each feed brought entries, and whether any had no date.
    """
    for result, one in zip(results, judged, strict=True):
        if one.still_listed:
            await connection.execute(_LISTED_STILL, (to_seconds(result.polled_at), json.dumps(one.still_listed)))
    listed = [
        (to_seconds(result.polled_at), one.has_undated, result.feed_id)
        for result, one in zip(results, judged, strict=True)
    ]
    await connection.executemany(
        "UPDATE feeds SET listed_at = ?1, undated_at = CASE WHEN ?2 THEN coalesce(undated_at, ?1) ELSE undated_at END"
        " WHERE id = ?3",
        listed,
    )
