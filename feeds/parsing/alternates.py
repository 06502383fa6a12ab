"""The pages to which an Atom entry links: which links are pages, and which page is for the feed's readers."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from feeds.parsing.parsed import Alternate

# Links may name their relation with this beginning: https://www.rfc-editor.org/rfc/rfc4287#section-4.2.7.2
_REGISTRY = "http://www.iana.org/assignments/relation/"
_PAGE_TYPES = ("text/html", "html", "application/xhtml+xml", "")
_FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json", "application/json")
_FEED_ADDRESS = re.compile(r"\.(?:atom|xml|rss|json)$|/feeds?(?:/|$)", re.IGNORECASE)
_MEDIA = ("image", "audio", "video", "font")
_ANY = "x-default"  # the language of a page for readers of every language for which there is no page


def pages(links: Iterable[Mapping[str, Any]]) -> tuple[Alternate, ...]:
    """Return the entry's pages in their order; if there are none, links to other documents that can be opened."""
    found = [(link, _type(link)) for link in links if _rel(link) == "alternate" and link.get("href")]
    whole = [link for link, kind in found if kind in _PAGE_TYPES]
    if not whole:
        whole = [link for link, kind in found if kind not in _FEED_TYPES and kind.partition("/")[0] not in _MEDIA]
    return tuple(Alternate(str(link["href"]), str(link.get("hreflang") or "") or None) for link in whole)


def itself(links: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the entry's link to itself if it does not look like a feed; some publishers give only that link."""
    found = (str(link["href"]) for link in links if _rel(link) == "self" and link.get("href"))
    return next((address for address in found if not _FEED_ADDRESS.search(address)), None)


def content_page(contents: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the page that an entry names as its content; such an entry need not have a link to its page."""
    found = (part for part in contents if part.get("src") and _type(part) in _PAGE_TYPES)
    try:
        return next((urljoin(str(part.get("base") or ""), str(part["src"])) for part in found), None)
    except ValueError:  # one of the two is no address
        return None


def language_of(item: Mapping[str, Any]) -> str | None:
    """Return the language of an entry's title: the entry's own, or else the feed's."""
    return (item.get("title_detail") or {}).get("language")


def choose(alternates: Sequence[Alternate], languages: Iterable[str | None]) -> str | None:
    """Return the page in the first of `languages` that has one; else a page without a language; else the first page."""
    for language in languages:
        wanted = primary(language)
        for alternate in alternates:
            if wanted and primary(alternate.language) == wanted:
                return alternate.address
    nameless = (alternate.address for alternate in alternates if (alternate.language or _ANY).lower() == _ANY)
    return next(nameless, alternates[0].address if alternates else None)


def primary(language: str | None) -> str:
    """Return the main part of a language tag: `kk` for `kk-KZ`, `kk_KZ` and `kk-Latn`."""
    return (language or "").replace("_", "-").partition("-")[0].strip().lower()


def _rel(link: Mapping[str, Any]) -> str:
    return str(link.get("rel") or "alternate").strip().lower().removeprefix(_REGISTRY)


def _type(link: Mapping[str, Any]) -> str:
    return str(link.get("type") or "").partition(";")[0].strip().lower()
