"""Which entries of a poll are known, which are edits and which are new; what may be pushed, whose page is wanted. Pure.

The storage gives what it holds under the same fingerprints, addresses and words, and writes down what is decided here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.article import NewArticle
from domain.budget import ARTICLES, beyond
from domain.channels import CHANNEL_HOST, is_post_address
from domain.feed import Spent
from domain.recognition import Kept, Publisher, Shelf, find, own_fingerprint, shared_addresses
from domain.teasers import TEASER_LENGTH

PUSHABLE_FOR = timedelta(hours=48)  # older than this when stored, an article is never pushed
PAGE_WANTED_FOR = timedelta(days=2)  # the pages of older articles, as a feed's first poll brings them, are not fetched
FORGOTTEN_KEPT = timedelta(days=7)  # how long a feed may leave out an entry without our taking it for new afterwards
FEW = 3  # entries without a date that may be new in a feed of which hardly any entry is known


@dataclass(frozen=True, slots=True)
class Listing:
    """What one poll of a feed brought, newest first, with what is known of the feed."""

    feed: Publisher
    polled_at: datetime
    articles: Sequence[NewArticle]
    full_text: bool = False  # whether the pages of its articles are fetched
    last_success_at: datetime | None = None  # of the poll before; None for a feed's first
    gave_undated: bool = False  # whether an earlier poll brought entries without a date
    spent: Spent = field(default_factory=Spent)  # the part of its daily budget that the feed has used
    daily_articles: int = ARTICLES


@dataclass(slots=True)
class New:
    """An article to store; `article` changes while the same listing says it again, newer."""

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
    """What becomes of a listing; the new ones in the order in which they are stored, oldest first."""

    new: list[New] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    still_listed: list[int] = field(default_factory=list)  # ids of articles that are deleted and listed all the same
    known: int = 0
    archived: int = 0
    over_budget: int = 0  # new ones beyond what the feed may store in a day, left out until its next
    has_undated: bool = False


def judge(listings: Sequence[Listing], kept: Iterable[Kept]) -> list[Judged]:
    """Decide what becomes of every entry; `kept` holds all articles that any of them may be."""
    shelf = Shelf(kept)
    return [_judge(listing, shelf) for listing in listings]


def _judge(listing: Listing, shelf: Shelf) -> Judged:
    judged, feed = Judged(), listing.feed
    shared = shared_addresses(listing.articles)
    found: dict[int, tuple[Kept, list[NewArticle]]] = {}
    fresh: dict[int, New] = {}
    # A feed lists its newest first; stored the other way round, ids follow the time of publishing within a poll.
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
                fresh[id(known)].article = article  # of two versions in one listing the newer one counts
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
    """Leave out new articles for which the feed's day has no room."""
    fresh = [new.article for new in judged.new]
    left = beyond(fresh, listing.spent, now=listing.polled_at, articles=listing.daily_articles)
    if left:
        judged.over_budget = len(judged.new)
        judged.new = [new for new in judged.new if new.article.fingerprint not in left]
        judged.over_budget -= len(judged.new)


def is_edit(known: Kept, versions: Sequence[NewArticle], feed: Publisher) -> bool:
    """Return whether the publisher changed the article.

    Another feed's shorter version of it is no edit, nor is a second version in the same listing: otherwise the two
    would overwrite each other for ever. What a channel announced becomes the site's own, once and for good.
    """
    is_ours = known.feed_id == feed.feed_id or is_teaser_of(known, feed)
    return known.id != 0 and is_ours and all(version.content_hash != known.content_hash for version in versions)


def is_teaser_of(known: Kept, feed: Publisher) -> bool:
    """Return whether a post of the outlet's channel only announced the article that its site's feed now brings."""
    return known.host == CHANNEL_HOST != feed.host and not (known.url and is_post_address(known.url))


def _admit(listing: Listing, judged: Judged) -> None:
    """Say which of the new articles may be pushed, and whose page is wanted."""
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
    """Return whether an article may be pushed; one without a date only where the feed shows that it is new."""
    if is_first_poll:
        return False
    return trusts_undated if published_at is None else published_at >= polled_at - PUSHABLE_FOR


def _trusts_undated(listing: Listing, judged: Judged) -> bool:
    """Return whether an unknown entry without a date is likely to have come since the last poll.

    Nothing says so where that poll is long ago, where the feed gave dates until now, and where most of what it lists
    without a date is unknown to us: a site that was made anew lists its archive under new addresses.
    """
    if not listing.gave_undated or listing.last_success_at is None:
        return False
    if listing.last_success_at < listing.polled_at - PUSHABLE_FOR:
        return False
    strangers = sum(new.article.published_at is None for new in judged.new)
    undated = sum(article.published_at is None for article in listing.articles)
    return strangers <= max(FEW, undated - strangers)


def _wants_page(listing: Listing, article: NewArticle) -> bool:
    """Return whether the feed gives only a teaser of the article, and the page is worth fetching."""
    published_at = article.published_at or listing.polled_at
    return (
        listing.full_text
        and article.url is not None
        and not is_post_address(article.url)  # whose page says no more
        and len(article.text) < TEASER_LENGTH
        and published_at >= listing.polled_at - PAGE_WANTED_FOR
    )
