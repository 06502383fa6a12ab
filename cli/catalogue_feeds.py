"""`feeds add --country kg --language ky`: adds sources from the catalogue, chosen by country and language."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from cli.context import CommandFailed, Context
from cli.options import print_json

if TYPE_CHECKING:
    from domain.feed import NewFeed


async def add_picked(context: Context, *, country: str | None, language: str | None, as_json: bool) -> None:
    """Store the catalogue's sources of a country in a language. New sources are due at once.

    Known sources stay unchanged.
    """
    feeds = _picked(context, country, language)
    async with context.open_storage() as storage:
        known = {feed.url for feed in await storage.feeds.all()}
        new = [feed for feed in feeds if feed.url not in known]
        await storage.feeds.add_many(new, now=context.clock.now())
    if as_json:
        print_json({"added": [_told(feed) for feed in new], "known": len(feeds) - len(new)})
        return
    for feed in new:
        click.echo(f"+ {feed.url}  {feed.title}" + (f"  [{feed.outlet.value}]" if feed.outlet else ""))
    click.echo(f"{len(new)} added, {len(feeds) - len(new)} known already.")


def _picked(context: Context, country: str | None, language: str | None) -> "list[NewFeed]":
    from catalogue.loader import CatalogueError
    from catalogue.sources import load_sources, pick

    try:
        feeds = pick(load_sources(context.catalogue_dir), country=country, language=language)
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    # With this origin, sources that a person removed before are restored, because somebody chose them now.
    return [replace(feed, origin="admin") for feed in feeds]


def _told(feed: "NewFeed") -> dict[str, object]:
    return {
        "url": feed.url,
        "title": feed.title,
        "source": feed.source,
        "country": feed.country,
        "language": feed.language,
        "kind": feed.outlet.value if feed.outlet else None,
    }
