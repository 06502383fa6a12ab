"""Choosing links: which addresses in a document lead to different items, and which parts of each address to keep.

Query parameters and fragments are mostly noise that share buttons and software append, but sometimes they are the only
difference between two items. The document itself shows which: if items with different headlines have the same address
without these parts, the parts are put back, step by step, until the addresses differ.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.addresses import address_key, fragment_of, is_front_page, names_an_article
from text.clean import clean_url, is_click

# Fragments that do not name a part of the page.
_NOISE = re.compile(r"(?:top|rss|feed|atom|comments?|respond|content|main|more(?:-\d+)?|:~:.*|.*=.*|!?)", re.IGNORECASE)
# A fragment that is a small number is mostly the item's position in the feed, which changes with each poll.
_PLACE = re.compile(r"\d{1,3}")
# A script shows many articles, so where its only parameter is a number, this is the article's, whatever the parameter
# is called.
_SCRIPT = re.compile(r"\.(?:php\d?|aspx?|jsp|cgi|pl|cfm|do)$", re.IGNORECASE)
_NUMBERED = re.compile(r"\?[^=&]+=\d+$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Link:
    url: str  # the address that a reader opens
    key: str  # identifies the page; it is never shown or opened
    # Whether items with different headlines have this link, so that it does not identify an item.
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The words by which items with the same address are told apart; the headline alone is often not enough.

    For example, all posts of a live report have the same headline.
    """

    headline: str
    beginning: str  # the beginning of the item's text


@dataclass(frozen=True, slots=True)
class _Address:
    """An item's address in four forms, of which each leaves out less than the one before."""

    page: str  # without a fragment, and without parameters that record clicks or usually do
    query: str  # `page` with the parameters that usually record clicks, but on some sites identify the article
    part: str  # `query` with the fragment; the same as `query` if the fragment names no part of the page (_NOISE)
    whole: str  # the address as the feed has it
    fragment: str
    said: Said

    @property
    def place(self) -> str:
        return self.fragment if _PLACE.fullmatch(self.fragment) else ""

    @property
    def name(self) -> str:
        return "" if self.place or _NOISE.fullmatch(self.fragment) else self.fragment


@dataclass(frozen=True, slots=True)
class _Keeps:
    """Which optional parts stay in an item's address if the feed has only this one item on its page."""

    # Whether the fragment is kept; even then, one that is a number or does not name a part of the page is dropped.
    parts: bool
    query: bool  # whether parameters that usually record clicks are kept if the rest of the address names no article


def tell_apart(addresses: Sequence[str | None], words: Sequence[Said]) -> list[Link | None]:
    """Return the link of each item, such that different items have different links; None for one without an address.

    `addresses` are absolute. `words` are each item's headline and the beginning of its text; they show whether items
    with one address are several articles.
    """
    found = [_address(url, said) if url else None for url, said in zip(addresses, words, strict=True)]
    groups: defaultdict[str, list[_Address]] = defaultdict(list)
    for address in found:
        if address is not None:
            groups[address_key(address.page)].append(address)
    named = {address.page for address in found if address is not None and address.name}
    is_shared = any(len(_said(group)) > 1 and any(one.name for one in group) for group in groups.values())
    queried = {address.page for address in found if address is not None and address.query != address.page}
    # A fragment (or a query) is dropped if links to several pages have one, because then the site adds it to all links.
    # It is kept if links to only one page have one, because it may identify an item. Fragments are also kept if they
    # distinguish items on one page, as in a live report.
    keeps = _Keeps(parts=is_shared or len(named) == 1, query=len(queried) == 1)
    links: dict[_Address, Link] = {}
    for group in groups.values():
        links |= _told_apart(group, keeps)
    return [links[address] if address is not None else None for address in found]


def _told_apart(group: Sequence[_Address], keeps: _Keeps) -> dict[_Address, Link]:
    """Return address → link for items whose addresses all lead to one page; different items get different links.

    Items are different if they differ in headline or in the beginning of their text. If the page has only one item,
    `keeps` decides which optional parts of its address stay; otherwise it is not used.
    """
    words = _said(group)
    if len(words) == 1:
        return {one: _alone(one, keeps) for one in group}
    headlines = Counter(said.headline for said in words)
    steps: list[Callable[[_Address], str]] = [_query, _part]
    links: dict[_Address, Link] = {}
    left = list(group)
    for step in steps:
        parts: defaultdict[str, list[_Address]] = defaultdict(list)
        for one in left:
            parts[step(one)].append(one)
        if len(parts) == 1:
            continue
        left = []
        for part in parts.values():
            if len(_said(part)) == 1:
                links |= {one: _split(one, step, headlines) for one in part}
            else:
                left += part
    alike = Counter(whole for whole, _ in {(one.whole, one.said.headline) for one in left})
    has_headlines = len({one.said.headline for one in left}) > 1
    for one in left:
        is_shared = alike[one.whole] > 1
        url = one.whole if has_headlines and not is_shared else one.page
        links[one] = _by_words(one, url, headlines, is_shared=is_shared)
    return links


def _alone(address: _Address, keeps: _Keeps) -> Link:
    """Return the link for the address of a page on which the feed has only one item."""
    is_named = "?" in address.page or names_an_article(address.page)
    is_number = _SCRIPT.search(address.page) is not None and _NUMBERED.search(address.query) is not None
    url = address.query if (keeps.query or is_number) and not is_named else address.page
    if address.name and keeps.parts:
        url = f"{url.partition('#')[0]}#{address.fragment}"
    # Later a front page shows other news, so its address does not identify an item.
    is_front = is_front_page(url) and "?" not in url and "#" not in url
    return _by_words(address, url) if is_front else Link(url, _key(url))


def _split(address: _Address, step: Callable[[_Address], str], headlines: Mapping[str, int]) -> Link:
    """Return the link for an address; `step` shortens the address, but keeps it different from those of other items."""
    url = step(address)
    if step is _part and address.place:
        # The fragment is an item's position in the feed, at which there may be another item in the next poll.
        return _by_words(address, url, headlines)
    return Link(url, _key(url))


def _by_words(
    address: _Address, url: str, headlines: Mapping[str, int] | None = None, *, is_shared: bool = False
) -> Link:
    """Return the link `url` with a key made of its page and the item's headline.

    If several items have that headline (`headlines`: headline → number of items), the key has the item's text, too.
    """
    said = address.said
    words = said.beginning if headlines and headlines[said.headline] > 1 else ""
    return Link(url, "\x1f".join([address_key(address.page), said.headline, words]), is_shared)


def _key(url: str) -> str:
    fragment = fragment_of(url)
    return f"{address_key(url)}#{fragment}" if fragment else address_key(url)


def _address(url: str, said: Said) -> _Address:
    if "?" not in url and "#" not in url:
        return _Address(url, url, url, url, "", said)
    # Cut by hand, which is three times as fast as urlsplit; these addresses were checked before.
    bare, _, fragment = url.partition("#")
    path, _, asked = bare.partition("?")
    pairs = [pair for pair in asked.split("&") if pair and not is_click(pair.partition("=")[0])]
    query = f"{path}?{'&'.join(pairs)}" if pairs else path
    part = f"{query}#{fragment}" if not _NOISE.fullmatch(fragment) else query
    return _Address(clean_url(bare if asked else path), query, part, url, fragment, said)


def _said(group: Iterable[_Address]) -> set[Said]:
    return {one.said for one in group}


def _query(address: _Address) -> str:
    return address.query


def _part(address: _Address) -> str:
    return address.part
