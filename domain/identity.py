"""Deciding about the entries of a poll: is each known, edited or new, may it be pushed, is its web page needed. Pure.

The storage passes in the stored articles with the same fingerprints, addresses or words, and writes the decisions.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zlib import crc32

from domain.article import NewArticle
from domain.budget import ARTICLES, beyond, edits_beyond
from domain.channels import CHANNEL_HOST, is_post_address
from domain.feed import Spent
from domain.ids import ArticleId
from domain.recognition import NOT_STORED, Kept, Publisher, Shelf, find, own_fingerprint, shared_addresses
from domain.teasers import TEASER_LENGTH

PUSHABLE_FOR = timedelta(hours=48)  # an article that is older than this when it is stored is never pushed
# Web pages of older articles, such as those of a feed's first poll, are not fetched.
PAGE_WANTED_FOR = timedelta(days=2)
# The entry of a deleted article is still recognised until it has been missing from its feed for this long.
FORGOTTEN_KEPT = timedelta(days=7)
FEW = 3  # up to this many unknown entries without a date are taken for new, even if the feed has hardly any known ones


@dataclass(frozen=True, slots=True)
class Listing:
    """The articles that one poll of a feed brought, newest first, and what is known about the feed."""

    feed: Publisher
    polled_at: datetime
    articles: Sequence[NewArticle]
    full_text: bool = False  # whether the web pages of the feed's articles are fetched
    last_success_at: datetime | None = None  # when the poll before this one succeeded; None on the feed's first poll
    gave_undated: bool = False  # whether an earlier poll brought entries without a date
    spent: Spent = field(default_factory=Spent)  # how much of the feed's daily budget is used up
    daily_articles: int = ARTICLES


@dataclass(slots=True)
class New:
    """An article to store; if the same listing holds a newer version of it, that version replaces `article`."""

    article: NewArticle
    fingerprint: str
    is_pushable: bool = False
    wants_page: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    kept: Kept
    article: NewArticle
    wants_page: bool


@dataclass(slots=True)
class Judged:
    """The decisions about one listing; `new` is in the order in which to store, oldest first."""

    new: list[New] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    # Ids of articles that retention has deleted and that are still in the feed.
    still_listed: list[ArticleId] = field(default_factory=list)
    known: int = 0
    archived: int = 0
    # New articles that are left out because they exceed the feed's daily budget; tried again later.
    over_budget: int = 0
    edits_over_budget: int = 0  # edits that are left out in the same way
    has_undated: bool = False


def judge(listings: Sequence[Listing], kept: Iterable[Kept]) -> list[Judged]:
    """Decide about every entry of the listings.

    `kept` must hold every stored article of which an entry may be a version.
    """
    shelf = Shelf(kept)
    return [_judge(listing, shelf) for listing in listings]


def _judge(listing: Listing, shelf: Shelf) -> Judged:
    judged, feed = Judged(), listing.feed
    shared = shared_addresses(listing.articles)
    found: dict[int, tuple[Kept, list[NewArticle]]] = {}
    fresh: dict[int, New] = {}
    # Feeds list the newest entry first. They are stored in reverse order, so that later articles get higher ids.
    for article in reversed(listing.articles):
        judged.has_undated |= article.published_at is None
        known = find(article, feed, shelf, shared)
        if known is None:
            fingerprint = own_fingerprint(article, feed, shelf)
            new = New(article, fingerprint)
            judged.new.append(new)
            fresh[id(shelf.put(article, fingerprint, feed, listing.polled_at))] = new
        else:
            judged.known += 1
            if id(known) in fresh:
                # If one listing has two versions of an article, the newer one is stored.
                fresh[id(known)].article = article
            found.setdefault(id(known), (known, []))[1].append(article)
    for known, versions in found.values():
        if known.is_gone:
            judged.still_listed.append(known.id)
        elif is_edit(known, versions, feed):
            judged.known -= 1
            judged.edits.append(Edit(known, versions[-1], _wants_page(listing, versions[-1])))
    if listing.last_success_at is not None:
        _leave_out(listing, judged)
    _admit(listing, judged)
    return judged


def _leave_out(listing: Listing, judged: Judged) -> None:
    """Remove the new articles and edits that exceed the feed's daily budget from `judged`, and count them there."""
    now, articles = listing.polled_at, listing.daily_articles
    left = beyond([new.article for new in judged.new], listing.spent, now=now, articles=articles)
    if left:
        judged.over_budget = len(judged.new)
        judged.new = [new for new in judged.new if new.article.fingerprint not in left]
        judged.over_budget -= len(judged.new)
    by_weight = sorted(judged.edits, key=lambda edit: _weight(edit, now))
    left = edits_beyond([edit.article for edit in by_weight], listing.spent, now=now, articles=articles)
    if left:
        judged.edits_over_budget = len(judged.edits)
        judged.edits = [edit for edit in judged.edits if edit.article.fingerprint not in left]
        judged.edits_over_budget -= len(judged.edits)


def _weight(edit: Edit, now: datetime) -> tuple[bool, int]:
    """Return the key by which edits find room: those of headlines first, and all others by turns.

    By turns, because a feed may have more texts that change at each poll, such as numbers of views, than there is room
    for; one that was corrected must not wait for ever behind these.
    """
    turn = crc32(f"{edit.article.fingerprint} {now:%Y-%m-%d %H:%M:%S}".encode())
    return edit.article.title == edit.kept.title, turn


def is_edit(known: Kept, versions: Sequence[NewArticle], feed: Publisher) -> bool:
    """Return whether a stored article was changed by its own publisher since it was stored.

    A different version in another feed is not an edit, and neither is a second version in the same listing: the two
    would overwrite each other at every poll. There is one exception: if an outlet's channel only announced an article,
    the version in the feed of the outlet's site is an edit.
    """
    is_ours = known.feed_id == feed.feed_id or is_teaser_of(known, feed)
    is_stored = known.id != NOT_STORED
    return is_stored and is_ours and all(version.content_hash != known.content_hash for version in versions)


def is_teaser_of(known: Kept, feed: Publisher) -> bool:
    """Return whether the stored article is a channel's post that only announced an article which `feed` now has."""
    return known.host == CHANNEL_HOST != feed.host and not (known.url and is_post_address(known.url))


def _admit(listing: Listing, judged: Judged) -> None:
    """Decide for each new article whether it may be pushed and whether its web page is to be fetched."""
    trusts_undated = _trusts_undated(listing, judged)
    for new in judged.new:
        new.is_pushable = is_pushable(
            new.article.published_at,
            polled_at=listing.polled_at,
            is_first_poll=listing.last_success_at is None,
            trusts_undated=trusts_undated,
        )
        judged.archived += not new.is_pushable
        new.wants_page = _wants_page(listing, new.article)


def is_pushable(
    published_at: datetime | None, *, polled_at: datetime, is_first_poll: bool, trusts_undated: bool
) -> bool:
    """Return whether an article may be pushed.

    An article without a date may be pushed only if the feed's undated entries can be trusted to be new.
    """
    if is_first_poll:
        return False
    return trusts_undated if published_at is None else published_at >= polled_at - PUSHABLE_FOR


def _trusts_undated(listing: Listing, judged: Judged) -> bool:
    """Return whether the feed's unknown entries without a date have probably appeared since the last poll.

    That is doubtful if the last poll was over PUSHABLE_FOR ago, if the feed's entries had dates until now, or if most
    undated entries are unknown, because a rebuilt site lists its archive under new addresses.
    """
    if not listing.gave_undated or listing.last_success_at is None:
        return False
    if listing.last_success_at < listing.polled_at - PUSHABLE_FOR:
        return False
    strangers = sum(new.article.published_at is None for new in judged.new)
    undated = sum(article.published_at is None for article in listing.articles)
    return strangers <= max(FEW, undated - strangers)


def _wants_page(listing: Listing, article: NewArticle) -> bool:
    """Return whether to fetch an article's web page: the newsroom wants pages of this feed, and the article is recent
    and only a teaser.
    """
    published_at = article.published_at or listing.polled_at
    return (
        listing.full_text
        and article.url is not None
        and not is_post_address(article.url)  # the web page of a Telegram post has no more text than the feed
        and len(article.text) < TEASER_LENGTH
        and published_at >= listing.polled_at - PAGE_WANTED_FOR
    )
