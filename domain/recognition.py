"""Recognising an entry as a stored article, by fingerprint, address or words. Pure.

An entry is never taken for an article of another publisher. Guids and addresses are not fully reliable: sites made with
the same software use the same guids, press reviews link to other publishers' pages, and some feeds link every item to
the front page.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.addresses import address_key, fragment_of, is_front_page, is_own_site, names_an_article
from domain.article import NewArticle
from domain.channels import is_post_address
from domain.ids import ArticleId, FeedId

# Characters; two texts of one source that are equal and at least this long are the same article.
SAME_TEXT_LENGTH = 100
# If an entry with another title comes this much later at the same address, it is another article.
LATER = timedelta(days=1)
# Issues of what appears regularly at one address, such as a daily forecast, are at least this far apart.
ISSUE = timedelta(hours=20)
_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"[^\W_]{4,}")
# A guid that is a small number is mostly the item's place in the feed, where later there is another item.
_PLACE = re.compile(r"\d{1,3}")
_STEM = 5  # letters at the beginning of words that are compared, so that inflected forms of a word are equal


NOT_STORED = ArticleId(0)


@dataclass(frozen=True, slots=True)
class Publisher:
    """The properties of a feed by which an article is recognised as this publisher's own."""

    feed_id: FeedId
    source: str  # the publisher's name that a reader sees
    host: str  # domain.feed.host_of of the feed's address


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """An article that is stored, or was until retention deleted it, with the properties that recognition compares."""

    id: ArticleId  # NOT_STORED for an entry that the same transaction is about to store
    feed_id: FeedId
    source: str
    host: str
    fingerprint: str
    content_hash: str
    url: str | None
    title: str | None
    published_at: datetime
    is_gone: bool = False


class Shelf:
    """Articles indexed by fingerprint, address and content, so that the article of an entry can be looked up."""

    def __init__(self, kept: Iterable[Kept]) -> None:
        self._by_fingerprint: dict[str, Kept] = {}
        self._by_address: dict[str, list[Kept]] = {}
        self._by_content: dict[str, list[Kept]] = {}
        for one in kept:
            self._add(one)

    def put(self, article: NewArticle, fingerprint: str, feed: Publisher, polled_at: datetime) -> Kept:
        """Add an entry that is about to be stored; return it in the form of a stored article, without an id."""
        one = Kept(
            NOT_STORED, feed.feed_id, feed.source, feed.host, fingerprint, article.content_hash, article.url,
            article.title, article.published_at or polled_at,
        )  # fmt: skip
        self._add(one)
        return one

    def with_fingerprint(self, fingerprint: str) -> Kept | None:
        return self._by_fingerprint.get(fingerprint)

    def at(self, address: str) -> Sequence[Kept]:
        return self._by_address.get(address, ())

    def saying(self, content_hash: str) -> Sequence[Kept]:
        return self._by_content.get(content_hash, ())

    def _add(self, one: Kept) -> None:
        self._by_fingerprint[one.fingerprint] = one
        if one.url:
            self._by_address.setdefault(address_key(one.url), []).append(one)
        self._by_content.setdefault(one.content_hash, []).append(one)


def fingerprints_of(article: NewArticle, feed_id: FeedId) -> tuple[str, str, str]:
    """Return the fingerprints under which an entry of a feed may be stored, the usual one first.

    The second is for an entry whose usual fingerprint is that of another article; the third, which includes its words
    and address, for one whose second fingerprint is another article's as well.
    """
    of_feed = f"{article.fingerprint}@{feed_id}"
    return article.fingerprint, of_feed, _digest(of_feed, article.content_hash, address_key(article.url or ""))


def own_fingerprint(article: NewArticle, feed: Publisher, shelf: Shelf) -> str:
    """Return a fingerprint for a new entry that no other article has."""
    *usual, last = fingerprints_of(article, feed.feed_id)
    return next((fingerprint for fingerprint in usual if shelf.with_fingerprint(fingerprint) is None), last)


def shared_addresses(articles: Sequence[NewArticle]) -> Collection[str]:
    """Return the addresses that different articles of one listing share, such as a front page or a live report."""
    first: dict[str, NewArticle] = {}
    shared = set()
    for article in articles:
        if article.url:
            other = first.setdefault(address_key(article.url), article)
            if other is not article and not _is_repeated(other, article):
                shared.add(address_key(article.url))
    return shared


def find(article: NewArticle, feed: Publisher, shelf: Shelf, shared: Collection[str]) -> Kept | None:
    """Return the stored article that the entry is a version of; None if the entry is new."""
    usual, of_feed, of_words = fingerprints_of(article, feed.feed_id)
    if (known := shelf.with_fingerprint(of_words)) is not None:
        return known  # it was stored with the same guid, words and address, even if it was edited since
    for fingerprint in (of_feed, usual):
        known = shelf.with_fingerprint(fingerprint)
        if known is not None and _is_same_by_guid(article, feed, known):
            return known
    if article.url:
        address = address_key(article.url)
        there = shelf.at(address)
        known = _find_at(article, feed, there, is_shared=address in shared) if there else None
        if known is not None:
            return known
    for known in shelf.saying(article.content_hash):
        # If another publisher has the same words, that is a separate article of the same story.
        if _is_same_source(feed, known) and (
            len(article.text) >= SAME_TEXT_LENGTH or article.published_at == known.published_at
        ):
            return known
    return None


def _is_same_by_guid(article: NewArticle, feed: Publisher, known: Kept) -> bool:
    """Return whether an entry and a stored article with the same fingerprint are one article.

    Further signs are needed, because sites reuse guids and copy them from each other.
    """
    if article.guid and is_post_address(article.guid.partition("?")[0]):
        return True  # a Telegram post is one article, even if several channels forward it
    if _is_next_issue(article, known):
        return False
    if known.feed_id == feed.feed_id and _PLACE.fullmatch(article.guid or ""):
        return _is_same_in_its_place(article, known)
    says_the_same = article.content_hash == known.content_hash or _titles_agree(article.title, known.title)
    if known.feed_id == feed.feed_id:
        if says_the_same or article.published_at == known.published_at or _are_related(article.title, known.title):
            return True
        # At this point, neither the titles nor the dates of the two agree. So they are different articles, unless one
        # of them has no address, or both have the same one; this counts only together with a guid, or if the address
        # looks like a single article's.
        is_sign = bool(article.guid) or names_an_article(article.url or "")
        return not (article.url and known.url) or (is_sign and _is_same_article_page(article.url, known.url))
    if _is_same_source(feed, known):
        return says_the_same or _is_same_article_page(article.url, known.url)
    return says_the_same and _is_same_page(article.url, known.url) and _are_at_home(article, feed, known)


def _is_same_in_its_place(article: NewArticle, known: Kept) -> bool:
    """Return whether an entry and a stored article are one, if their guid may be only a place in the feed's list."""
    if article.content_hash == known.content_hash:
        return True
    if article.published_at is not None and article.published_at == known.published_at:
        return _are_related(article.title, known.title)
    is_there = _is_same_article_page(article.url, known.url) and fragment_of(article.url) == fragment_of(known.url)
    if _titles_agree(article.title, known.title):
        return is_there or article.published_at is None
    return is_there and names_an_article(article.url or "")


def _is_next_issue(article: NewArticle, known: Kept) -> bool:
    """Return whether an entry is the next issue of what the stored article is an issue of, such as a daily forecast.

    It is if its date is about a day later, and the figures in its title are others, for example those of the day.
    """
    if article.published_at is None or article.published_at - known.published_at < ISSUE:
        return False
    ours, theirs = (_FIGURE.findall(title or "") for title in (article.title, known.title))
    return bool(ours and theirs) and ours != theirs


def _is_same_page(one: str | None, other: str | None) -> bool:
    return bool(one and other) and address_key(one or "") == address_key(other or "")


def _is_same_article_page(one: str | None, other: str | None) -> bool:
    """Return whether two addresses lead to one page that is not a front page, because that shows many articles."""
    return _is_same_page(one, other) and not is_front_page(one or "")


def _find_at(article: NewArticle, feed: Publisher, there: Sequence[Kept], *, is_shared: bool) -> Kept | None:
    """Return the stored article that the entry is a version of, among those at the entry's address; None if none is."""
    ours = [known for known in there if _is_same_source(feed, known) or _are_at_home(article, feed, known)]
    # Articles of the entry's own feed come first, because the article that is returned will be edited.
    ours.sort(key=lambda known: known.feed_id != feed.feed_id)
    for known in ours:
        if known.content_hash == article.content_hash:
            return known
    url = article.url or ""
    says_little = is_shared or is_front_page(url)
    ours = [
        known for known in ours if fragment_of(known.url) == fragment_of(url) and not _is_next_issue(article, known)
    ]
    for known in ours:
        if _titles_agree(article.title, known.title) and (
            not says_little or article.published_at == known.published_at
        ):
            return known
    ours = [known for known in ours if _is_same_source(feed, known)]
    if says_little or len(ours) != 1:
        return None
    known = ours[0]
    if _are_related(article.title, known.title):
        return known
    if article.guid is None:
        return None  # the titles differ, and without a guid of its own an entry may share its address with others
    if not names_an_article(url):
        return known if article.published_at == known.published_at else None
    is_later = article.published_at is not None and article.published_at - known.published_at > LATER
    return None if is_later else known


def _is_repeated(one: NewArticle, other: NewArticle) -> bool:
    """Return whether two entries with one address in one listing are versions of the same item."""
    if one.fingerprint == other.fingerprint or one.content_hash == other.content_hash:
        return True
    return _titles_agree(one.title, other.title) and fragment_of(one.url) == fragment_of(other.url)


def _is_same_source(feed: Publisher, known: Kept) -> bool:
    return known.feed_id == feed.feed_id or known.source.casefold() == feed.source.casefold()


def _are_at_home(article: NewArticle, feed: Publisher, known: Kept) -> bool:
    """Return whether both articles are on the sites of their own feeds, whatever the sources' names are."""
    return is_own_site(article.url, feed.host) and is_own_site(known.url, known.host)


def _titles_agree(one: str | None, other: str | None) -> bool:
    """Return whether two titles are equal when capitals, spaces and punctuation are ignored."""
    if not one or not other:
        return False
    return one == other or _letters(one) == _letters(other) != ""


def _letters(title: str) -> str:
    return "".join(filter(str.isalnum, title.casefold()))


def _are_related(one: str | None, other: str | None) -> bool:
    """Return whether one title may be an edited form of the other: they share a word, or one of them is missing."""
    if not one or not other:
        return True
    return not _stems(one).isdisjoint(_stems(other))


def _stems(title: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(title.casefold())}


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
