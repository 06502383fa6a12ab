"""Which addresses of one document lead to different things: what to keep of each, and what it is known by.

Query parameters and fragments are mostly noise that share buttons and feed programs append, and sometimes all that
tells two items apart. The items of the document itself show which: where different headlines come down to one page,
what was cut off is put back, step by step, until they differ.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from domain.addresses import address_key, fragment_of, is_front_page, names_an_article
from text.clean import clean_url, is_click

# Fragments that name no part of a page. A small number is mostly the item's place in the feed, another at each poll.
_NOISE = re.compile(r"(?:top|rss|feed|atom|comments?|respond|content|main|more(?:-\d+)?|:~:.*|.*=.*|!?)", re.IGNORECASE)
_PLACE = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Link:
    url: str  # what a reader opens
    key: str  # what the page is known by: one key, one headline
    is_shared: bool = False  # several headlines stand at it, and nothing in the address tells them apart


@dataclass(frozen=True, slots=True)
class _Address:
    """One address in four degrees of detail."""

    page: str  # without tracking and fragment
    query: str  # with parameters that only may be tracking
    part: str  # that and the fragment
    whole: str  # as it stands, clicks and all
    fragment: str
    label: str  # the headline that stands at it

    @property
    def place(self) -> str:
        return self.fragment if _PLACE.fullmatch(self.fragment) else ""

    @property
    def name(self) -> str:
        return "" if self.place or _NOISE.fullmatch(self.fragment) else self.fragment


@dataclass(frozen=True, slots=True)
class _Keeps:
    """What an address keeps that stands alone on its page."""

    parts: bool  # a fragment that is a name
    query: bool  # parameters that only may be tracking, where nothing else names the article


def tell_apart(addresses: Sequence[str | None], labels: Sequence[str]) -> list[Link | None]:
    """Return what to make of each item's absolute address, given the headlines they stand by; None stays None."""
    found = [_address(url, label) if url else None for url, label in zip(addresses, labels, strict=True)]
    groups: defaultdict[str, list[_Address]] = defaultdict(list)
    for address in found:
        if address is not None:
            groups[address_key(address.page)].append(address)
    named = {address.page for address in found if address is not None and address.name}
    is_shared = any(len(_labels(group)) > 1 and any(one.name for one in group) for group in groups.values())
    # A site that hangs a fragment on all its links says nothing by it; one such link alone may be a live report's.
    queried = {address.page for address in found if address is not None and address.query != address.page}
    keeps = _Keeps(parts=is_shared or len(named) == 1, query=len(queried) == 1)
    links: dict[_Address, Link] = {}
    for group in groups.values():
        links |= _told_apart(group, keeps)
    return [links[address] if address is not None else None for address in found]


def _told_apart(group: Sequence[_Address], keeps: _Keeps) -> dict[_Address, Link]:
    """Return the links of one page's addresses."""
    if len(_labels(group)) == 1:
        return {one: _alone(one, keeps) for one in group}
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
            if len(_labels(part)) == 1:
                links |= {one: _split(one, step) for one in part}
            else:
                left += part
    for one in left:
        is_alike = any(other.label != one.label and other.whole == one.whole for other in left)
        links[one] = _by_label(one, one.page if is_alike else one.whole, is_shared=is_alike)
    return links


def _alone(address: _Address, keeps: _Keeps) -> Link:
    """Return the link of an address at whose page one headline stands."""
    is_named = "?" in address.page or names_an_article(address.page)
    url = address.query if keeps.query and not is_named else address.page
    if address.name and keeps.parts:
        url = urlunsplit((*urlsplit(url)[:4], address.fragment))
    # A front page is not known by its address: it is whatever stands on it at the moment.
    is_front = is_front_page(url) and "?" not in url and "#" not in url
    return _by_label(address, url) if is_front else Link(url, _key(url))


def _split(address: _Address, step: Callable[[_Address], str]) -> Link:
    """Return the link of an address that this degree of detail tells from its neighbours."""
    url = step(address)
    if step is _part and address.place:
        return _by_label(address, url)  # the place will be another's at the next poll
    return Link(url, _key(url))


def _by_label(address: _Address, url: str, *, is_shared: bool = False) -> Link:
    return Link(url, f"{address_key(address.page)}\x1f{address.label}", is_shared)


def _key(url: str) -> str:
    fragment = fragment_of(url)
    return f"{address_key(url)}#{fragment}" if fragment else address_key(url)


def _address(url: str, label: str) -> _Address:
    if "?" not in url and "#" not in url:
        return _Address(url, url, url, url, "", label)
    parts = urlsplit(url)
    fragment = parts.fragment
    bare = urlunsplit((*parts[:4], ""))
    pairs = [pair for pair in parts.query.split("&") if pair and not is_click(pair.partition("=")[0])]
    query = urlunsplit((*parts[:3], "&".join(pairs), ""))
    part = fragment if not _NOISE.fullmatch(fragment) else ""
    return _Address(clean_url(bare), query, urlunsplit((*urlsplit(query)[:4], part)), url, fragment, label)


def _labels(group: Iterable[_Address]) -> set[str]:
    return {one.label for one in group}


def _query(address: _Address) -> str:
    return address.query


def _part(address: _Address) -> str:
    return address.part
