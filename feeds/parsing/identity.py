"""What makes two entries the same article: guid, or address, or title and text."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from feeds.parsing.parsed import RawEntry

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


def fingerprint(
    *, feed_id: int, guid: str | None, guid_url: str | None, url: str | None, title: str | None, text: str
) -> str:
    """A key over feeds and polls. A guid that is an address counts everywhere, any other only within its feed.

    `guid_url` and `url` are cleaned: the same article under other tracking parameters has the same key.
    """
    if guid_url:
        return _digest("url", address_key(guid_url))
    if guid:
        return _digest("guid", str(feed_id), guid)
    if url:
        return _digest("url", address_key(url))
    return _digest("text", str(feed_id), title or "", text)


def content_hash(title: str | None, text: str) -> str:
    return _digest("content", title or "", text)


def address_key(url: str) -> str:
    """An address without what servers and share buttons vary: scheme, www., a last slash."""
    return re.sub(r"(?i)^https?://(www\.)?", "", url).rstrip("/")


def is_address(guid: str | None) -> bool:
    return bool(guid and _ADDRESS.fullmatch(guid.strip()))


def doubtful_guids(entries: Sequence[RawEntry]) -> frozenset[str]:
    """Guids that items with different links or titles share: they identify nothing."""
    kinds = {(entry.guid, entry.link, entry.title) for entry in entries if entry.guid}
    return frozenset(guid for guid, count in Counter(kind[0] for kind in kinds).items() if guid and count > 1)


def doubtful_links(entries: Sequence[RawEntry]) -> frozenset[str]:
    """Links that items with different titles share, as where every item links to the front page, or to a part of it."""
    bare = {(link.partition("#")[0], link, entry.title) for entry in entries if (link := entry.link)}
    counts = Counter(page for page, _ in {(page, title) for page, _, title in bare})
    return frozenset(link for page, link, _ in bare if counts[page] > 1)


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
