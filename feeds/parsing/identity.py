"""The identity of entries, by which a later poll recognises them: the guid, or else the address, or else the words."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from domain.addresses import is_front_page, is_own_site, names_an_article
from domain.ids import FeedId
from feeds.parsing.links import Link, Said, tell_apart

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LABEL_LENGTH = 200  # this many characters of the text stand for a missing title


@dataclass(frozen=True, slots=True)
class Named:
    """The cleaned values by which an entry may be identified; addresses are absolute and have all their parts."""

    guid: str | None
    guid_url: str | None  # the guid, if it is an address
    link: str | None
    title: str | None
    text: str

    @property
    def label(self) -> str:
        return self.title or self.text[:_LABEL_LENGTH]


@dataclass(frozen=True, slots=True)
class Identity:
    """The key of an entry, equal in all feeds and polls, and the link that a reader opens."""

    fingerprint: str
    url: str | None
    has_shared_guid: bool  # whether other entries have the same guid, so that the guid does not identify the entry


@dataclass(frozen=True, slots=True)
class _Key:
    fingerprint: str
    is_guid: bool = False


def identify(entries: Sequence[Named], feed_id: FeedId) -> list[Identity]:
    """Return the identity of each entry of a document, in their order.

    An entry is identified by its guid; if other articles have the same guid, by its address; if they share that, too,
    by its words. A guid that is an address is valid in all feeds, any other guid only in its own feed. Two keys are
    equal if their hashes are equal.
    """
    words = [Said(entry.label, entry.text[:_LABEL_LENGTH]) for entry in entries]
    guids = tell_apart([entry.guid_url for entry in entries], words)
    links = tell_apart([entry.link for entry in entries], words)
    keys = [_keys(*one, feed_id) for one in zip(entries, guids, links, strict=True)]
    chosen = [0] * len(entries)
    while True:
        groups: defaultdict[str, list[int]] = defaultdict(list)
        for number, level in enumerate(chosen):
            groups[keys[number][level].fingerprint].append(number)
        shared = [
            number
            for group in groups.values()
            if len(group) > 1 and _are_several(group, entries, links)
            for number in group
            if chosen[number] < len(keys[number]) - 1
        ]
        if not shared:
            break
        for number in shared:
            chosen[number] += 1
    return [
        Identity(
            keys[number][level].fingerprint,
            link.url if (link := _page(links[number], guids[number])) else None,
            has_shared_guid=bool(entries[number].guid) and not keys[number][level].is_guid,
        )
        for number, level in enumerate(chosen)
    ]


def content_hash(title: str | None, text: str) -> str:
    """Return a key that changes when the publisher edits the title or the text."""
    return _digest("content", title or "", text)


def is_address(guid: str | None) -> bool:
    """Return whether a guid looks like an address."""
    return bool(guid and _ADDRESS.fullmatch(guid.strip()))


def _page(link: Link | None, guid: Link | None) -> Link | None:
    """Return the link that a reader opens; a guid is better than a link to the front page if it names an article."""
    if link is None or guid is None or "#" in link.url or not is_front_page(link.url):
        return link or guid
    return guid if names_an_article(guid.url) and is_own_site(guid.url, link.url) else link


def _keys(entry: Named, guid_link: Link | None, link: Link | None, feed_id: FeedId) -> list[_Key]:
    """Return the keys by which the entry may be identified, best first; the last one is its own words."""
    keys = []
    if guid_link is not None and not guid_link.is_shared:
        keys.append(_Key(_digest("url", guid_link.key), is_guid=True))
    elif entry.guid and guid_link is None:
        keys.append(_Key(_digest("guid", str(feed_id), entry.guid), is_guid=True))
    if link is not None:
        keys.append(_Key(_digest("url", link.key)))
    return [*keys, _Key(_digest("text", str(feed_id), entry.title or "", entry.text))]


def _are_several(group: Sequence[int], entries: Sequence[Named], links: Sequence[Link | None]) -> bool:
    """Return whether entries with the same key are several articles.

    They are if their headlines differ, or if both their texts and their addresses differ.
    """
    if len({entries[number].label for number in group}) > 1:
        return True
    addresses = {link.url for number in group if (link := links[number]) is not None}
    return len(addresses) > 1 and len({entries[number].text for number in group}) > 1


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
