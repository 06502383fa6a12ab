"""The results of polls, converted from rows to the types of domain.identity and back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.addresses import address_key
from domain.article import NewArticle
from domain.budget import settled
from domain.clock import from_seconds, to_seconds
from domain.feed import PollCounts, PollState
from domain.identity import Judged, Listing, New
from domain.recognition import Kept, Publisher, fingerprints_of
from domain.teasers import teasers_among
from storage.interface import PollResult, SavedPoll
from storage.rows.feeds import counts_to_json, reason_to_json


@dataclass(frozen=True, slots=True)
class Traits:
    """The fingerprints, addresses and content hashes of polled articles, by which their stored versions are found."""

    fingerprints: Sequence[str]
    addresses: Sequence[str]
    hashes: Sequence[str]


def traits_of(results: Sequence[PollResult]) -> Traits:
    fingerprints: list[str] = []
    addresses: list[str] = []
    hashes: list[str] = []
    for result in results:
        for article in result.articles:
            fingerprints += fingerprints_of(article, result.feed_id)
            hashes.append(article.content_hash)
            if article.url:
                addresses.append(address_key(article.url))
    return Traits(fingerprints, addresses, hashes)


def kept_from_row(row: Sequence[Any]) -> Kept:
    """Return a stored article in the form that domain.identity compares with entries.

    `is_gone` says that retention deleted the article.
    """
    return Kept(
        id=row[0],
        feed_id=row[1],
        source=row[8],
        host=row[9],
        fingerprint=row[2],
        content_hash=row[3],
        url=row[4],
        title=row[5],
        published_at=from_seconds(row[6]),
        is_gone=bool(row[7]),
    )


def listing_of(result: PollResult, feed: Sequence[Any]) -> Listing:
    """Return what a poll brought, as a Listing, from which domain.identity finds out what is new.

    `feed` is a row of id, source, host, full_text, last_success_at, and whether an earlier poll had undated entries.
    """
    feed_id, source, host, full_text, last_success_at, gave_undated = feed
    return Listing(
        Publisher(feed_id, source, host),
        result.polled_at,
        result.articles,
        bool(full_text),
        None if last_success_at is None else from_seconds(last_success_at),
        bool(gave_undated),
        result.state.spent,
        result.daily_articles,
    )


def saved_poll(judged: Judged) -> SavedPoll:
    return SavedPoll(
        len(judged.new),
        len(judged.edits),
        judged.known,
        judged.archived,
        judged.over_budget,
        sum(len(new.article.text) for new in judged.new),
        judged.edits_over_budget,
        sum(len(edit.article.text) for edit in judged.edits),
    )


def inserted(result: PollResult, new: New) -> tuple[Any, ...]:
    article = new.article
    return (
        result.feed_id,
        new.fingerprint,
        article.content_hash,
        article.guid,
        article.url,
        _address(article),
        article.title,
        article.text,
        article.language,
        to_seconds(article.published_at or result.polled_at),
        to_seconds(result.polled_at),
        new.is_pushable,
        article.source,
    )


def edited(article: NewArticle) -> tuple[Any, ...]:
    return (
        article.title,
        article.text,
        article.language,
        article.content_hash,
        article.url,
        _address(article),
        article.source,
    )


def _address(article: NewArticle) -> str | None:
    return address_key(article.url) if article.url else None


def counts_of(result: PollResult, saved: SavedPoll) -> PollCounts | None:
    """Return the counts of a poll; None if the poll brought no document."""
    if not result.is_read and not result.articles:
        return None
    return saved.counts(result.left_out, teasers=teasers_among(result.articles))


def state_of(result: PollResult, saved: SavedPoll) -> PollState:
    """Return a feed's state after a poll: the result's, with what was stored counted against the daily budget."""
    counts = counts_of(result, saved)
    characters = saved.characters, saved.edited_characters
    return settled(result.state, counts, *characters, now=result.polled_at, articles=result.daily_articles)


def poll_to_row(result: PollResult, saved: SavedPoll) -> tuple[Any, ...]:
    """Return the row of a poll in the list of kept polls: feed, moment, outcome, reason and counts."""
    counts = counts_to_json(counts_of(result, saved))
    return result.feed_id, to_seconds(result.polled_at), result.outcome, reason_to_json(result.reason), counts
