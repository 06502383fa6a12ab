"""Content from outside is never taken for the name of a file or for an address to fetch."""

import contextlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.loader import load_phrases
from feeds import opml
from feeds.parsing.articles import page_text
from feeds.parsing.kinds import find_links, parse
from feeds.parsing.parsed import NotAFeed

SECRET = "Тайна соседнего файла"
PHRASES = load_phrases(Path(__file__).parents[2] / "catalogue")
READERS: dict[str, Callable[[bytes], object]] = {
    "feed": parse,
    "feed called JSON": lambda body: parse(body, "application/json"),
    "opml": opml.read,
    "links of a page": lambda body: find_links(body, "text/html", "https://a.example/"),
    "text of a page": lambda body: page_text(body, "text/html", "https://a.example/", PHRASES),
}
_opened: list[str] | None = None


def _notice(event: str, arguments: tuple[Any, ...]) -> None:
    """Record what Python opens or requests while somebody watches; an audit hook cannot be removed."""
    if _opened is None or event not in ("open", "socket.connect", "socket.getaddrinfo", "urllib.Request"):
        return
    # Python loads its own modules when they are first used.
    if not str(arguments[0]).startswith((sys.prefix, sys.base_prefix)):
        _opened.append(f"{event} {arguments[0]!r}")


sys.addaudithook(_notice)


@contextlib.contextmanager
def watched() -> Iterator[list[str]]:
    """Yield a list that collects the names of everything that is opened inside the block."""
    global _opened
    _opened = []
    try:
        yield _opened
    finally:
        _opened = None


def secret_feed(folder: Path) -> Path:
    path = folder / "inside.xml"
    path.write_text(
        f'<rss version="2.0"><channel><title>Т</title><item><title>{SECRET}</title></item></channel></rss>', "utf-8"
    )
    return path


def documents(path: Path) -> dict[str, str]:
    """Return documents that name a file in every possible way."""
    entity = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{path}">]>'
    item = "<channel><title>Т</title><item><title>{}</title></item></channel>"
    return {
        "path": str(path),
        "path and line end": f"{path}\n",
        "path behind spaces": f" \t{path}",
        "path with a mark": f"\ufeff{path}",
        "path that climbs": f"{path.parent}/x/../{path.name}",
        "path from here": os.path.relpath(path),
        "address of a file": f"file://{path}",
        "address": "http://127.0.0.1:9/feed.xml",
        "address of a feed": "feed:http://127.0.0.1:9/feed.xml",
        "address over FTP": "ftp://127.0.0.1:9/feed.xml",
        "path in a prolog": f'<?xml version="1.0"?>{path}',
        "path in a DOCTYPE": f"<!DOCTYPE rss>{path}",
        "path behind a bad reference": f"&#0;{path}",
        "device": "/dev/zero",
        "descriptor": "/dev/fd/0",
        "entity": f'<?xml version="1.0"?>{entity}<rss version="2.0">{item.format("&x;")}</rss>',
        "entity of OPML": f'{entity}<opml><body><outline text="&x;" xmlUrl="https://a.example/"/></body></opml>',
        "second DOCTYPE": f'<rss version="2.0">{entity}{item.format("&x;")}</rss>',
        "parameter entity": f'<!DOCTYPE r [<!ENTITY % x SYSTEM "file://{path}"> %x;]><rss>{item.format("Т")}</rss>',
        "inclusion": '<rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude">'
        + item.format(f'<xi:include href="file://{path}" parse="text"/>')
        + "</rss>",
        "sitemap": f'{entity}<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>'
        "https://a.example/1</loc><news:news><news:title>&x;</news:title></news:news></url></urlset>",
        "stylesheet": f'<?xml-stylesheet href="file://{path}"?><rss version="2.0">{item.format("Т")}</rss>',
        "JSON": json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Т", "feed_url": f"file://{path}"}),
        "page": f'<html><head><base href="file://{path}"><link rel="import" href="{path}"></head><body></body></html>',
    }


@pytest.mark.parametrize("reader", READERS)
def test_content_that_names_a_file_or_an_address_opens_nothing(reader: str, tmp_path: Path) -> None:
    path = secret_feed(tmp_path)
    os.mkfifo(tmp_path / "pipe")  # opening this pipe would block forever
    for name, document in (documents(path) | {"pipe": str(tmp_path / "pipe")}).items():
        for body in (document.encode(), document.encode("utf-16")):
            with watched() as opened:
                try:
                    found = repr(READERS[reader](body))
                except NotAFeed as error:
                    found = error.key
            assert opened == [], name
            assert SECRET not in found, name
