"""Telegram channels as a kind of source: recognised by the address, read from the channel's page."""

from collections import Counter

from domain.channels import ROOT
from domain.feed import LeftOut
from feeds.parsing.channel.entries import entries_of
from feeds.parsing.channel.page import read_page
from feeds.parsing.document import Document, Kind
from feeds.parsing.parsed import ChannelPage, FoundFeed, ParsedFeed


def parse(document: Document) -> ParsedFeed:
    """Read a channel's page; raises NotAFeed with the reason if it shows no posts."""
    page = read_page(document.text)
    left_out: Counter[LeftOut] = Counter()
    entries = tuple(entries_of(page, left_out))
    numbers = [post.number for post in page.posts]
    return ParsedFeed(
        kind="channel",
        title=page.title,
        link=None,
        language=None,
        refresh=None,
        entries=entries,
        parser="channel",
        left_out={reason: count for reason, count in left_out.items() if count},
        channel=ChannelPage(
            name=page.name.lower() if page.name else None,
            number=page.number,
            first=min(numbers, default=None),
            last=max((post.last for post in page.posts), default=None),
            before=page.before,
        ),
    )


def _no_links(_: Document) -> tuple[FoundFeed, ...]:
    """Return nothing, because a channel's page does not link to feeds."""
    return ()


KIND = Kind("channel", lambda document: document.url.startswith(f"{ROOT}/"), parse, _no_links)
