"""Masking addresses before they are shown, because a query string may hold somebody's key."""

from dataclasses import replace

from domain.feed import Feed
from feeds.fetching.addresses import mask_address
from storage.interface import Storage


def mask(feed: Feed) -> Feed:
    return replace(feed, url=mask_address(feed.url))


async def mask_all(news: Storage) -> tuple[Feed, ...]:
    return tuple(mask(feed) for feed in await news.feeds.all())
