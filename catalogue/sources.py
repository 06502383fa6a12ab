"""The feeds and channels of the catalogue: those that the bot starts with, and others that an operator can choose."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from catalogue.document import Document
from domain.channels import ChannelName, read_channel
from domain.chat import COUNTRIES
from domain.feed import NewFeed, Outlet
from text.languages import LANGUAGES

_FLAGS = ("full_text", "verified")
_FIELDS = frozenset({"url", "title", "source", "country", "language", "folder", "kind", "seen", *_FLAGS})
_MONTH = re.compile(r"20\d\d(?:-(?:0[1-9]|1[0-2]))?")


@dataclass(frozen=True, slots=True)
class CatalogueSource:
    """A source of the catalogue, and whether its address has answered."""

    feed: NewFeed
    is_verified: bool  # whether the address answered when it was checked
    seen: str | None  # the month in which the source was seen or last answered; only the year if the month is not known
    is_start: bool  # whether a bot with a new database reads this source from its first start


def load_feeds(catalogue_dir: Path) -> tuple[NewFeed, ...]:
    """Return the feeds that a bot with a new database reads, from feeds.toml; raises CatalogueError."""
    return tuple(source.feed for source in load_sources(catalogue_dir) if source.is_start)


def load_sources(catalogue_dir: Path) -> tuple[CatalogueSource, ...]:
    """Return all sources, from feeds.toml and from the files in outlets/; raises CatalogueError."""
    seen: set[str] = set()
    found: list[CatalogueSource] = []
    for path in (catalogue_dir / "feeds.toml", *sorted((catalogue_dir / "outlets").glob("*.toml"))):
        document = Document(path)
        for number, table in enumerate(document.tables("feed")):
            line = document.line_of("feed", number)
            source = _source(document, table, line, is_start=path.name == "feeds.toml")
            if source.feed.url in seen:
                raise document.error(f"url {table['url']!r} stands in the catalogue twice", line, "url")
            seen.add(source.feed.url)
            found.append(source)
    return tuple(found)


def pick(
    sources: tuple[CatalogueSource, ...], *, country: str | None = None, language: str | None = None
) -> tuple[NewFeed, ...]:
    """Return the sources of a country in a language; None means any.

    The country `world` stands for sources that do not belong to a single country.
    """
    return tuple(
        source.feed
        for source in sources
        if (country is None or (source.feed.country or "world") == country)
        and (language is None or source.feed.language == language)
    )


def _source(document: Document, table: Mapping[str, Any], line: int, *, is_start: bool) -> CatalogueSource:
    url = _address(document, table, line)
    title = document.text(table, "title", line)
    country = document.choice(table, "country", COUNTRIES, line)
    kind = document.choice(table, "kind", tuple(Outlet), line)
    document.only(table, set(_FIELDS), line)
    for flag in _FLAGS:
        if not isinstance(table.get(flag, False), bool):
            raise document.error(f"{flag} is true or false", line, flag)
    seen = document.text(table, "seen", line, default="")
    if seen and not _MONTH.fullmatch(seen):
        raise document.error(f"seen {seen!r} is no month such as 2026-09", line, "seen")
    feed = NewFeed(
        url=url,
        title=title,
        source=document.text(table, "source", line, default=title),
        country=None if country == "world" else country,
        language=document.choice(table, "language", tuple(LANGUAGES), line),
        folder=document.text(table, "folder", line, default="") or None,
        full_text=table.get("full_text", False),
        origin="catalogue",
        outlet=Outlet(kind) if kind else None,
    )
    return CatalogueSource(feed, table.get("verified", False), seen or None, is_start)


def _address(document: Document, table: Mapping[str, Any], line: int) -> str:
    """Return the address of a source as it is stored; a channel's address may be written in any usual way."""
    url = document.text(table, "url", line)
    channel = read_channel(url)
    if isinstance(channel, ChannelName):
        return channel.address
    if channel is not None:
        raise document.error(f"url {url!r} is no channel's", line, "url")
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and parts.hostname is not None and parts.port != 0
    except ValueError:  # urlsplit raises this for some brackets and ports
        is_web = False
    if not is_web or re.search(r"[\s\\]", url):
        raise document.error(f"url {url!r} is no http or https address", line, "url")
    if parts.username is not None:
        raise document.error("an address with a user name or password in it is refused", line, "url")
    return url
