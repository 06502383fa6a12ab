"""`feeds edit` and `feeds full-text`: change how one feed is reached and read."""

import asyncio
from typing import TYPE_CHECKING

import click

from cli.context import CommandFailed, Context
from cli.options import json_flag, print_json
from domain.audit import Change
from domain.feed import DIRECT, FeedField

if TYPE_CHECKING:
    from domain.feed import Feed
    from storage.interface import Storage

_USUAL = "usual"  # the value of --proxy for a feed that is reached in the way that the settings give


def _known_proxy(ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return the value if it is a proxy's name in the settings, DIRECT or `usual`; a click callback."""
    if value is None:
        return None
    names = (DIRECT, _USUAL, *ctx.obj.proxies)
    if value not in names:
        raise click.BadParameter(f"{value!r} is not one of {', '.join(names)}; HTTP_PROXIES has the others.")
    return value


proxy_option = click.option(
    "--proxy",
    metavar="NAME",
    callback=_known_proxy,
    help="Reach it through the proxy of that name in HTTP_PROXIES, or `direct`, or as `usual`.",
)


def proxy_named(name: str | None) -> str | None:
    """Return the value to store for the name that was given to --proxy."""
    return None if name == _USUAL else name


@click.command()
@click.argument("url")
@proxy_option
@json_flag
@click.pass_context
def edit(ctx: click.Context, *, url: str, proxy: str | None, as_json: bool) -> None:
    """Change how a feed is reached, from the next poll on; it is due at once."""
    from feeds.fetching.addresses import mask_address

    if proxy is None:
        raise click.UsageError("Say what to change: --proxy NAME.")
    asyncio.run(_edit(ctx.obj, url, proxy_named(proxy)))
    if as_json:
        print_json({"url": mask_address(url), "proxy": proxy_named(proxy)})
    else:
        click.echo(f"{mask_address(url)}: {proxy}.")


@click.command(name="full-text")
@click.argument("url")
@click.option("--off", is_flag=True, help="Use only the feed's own texts again.")
@json_flag
@click.pass_context
def full_text(ctx: click.Context, *, url: str, off: bool, as_json: bool) -> None:
    """Fetch the pages of a feed's articles from now on, if it gives only teasers; honours robots.txt."""
    from feeds.fetching.addresses import mask_address

    asyncio.run(_full_text(ctx.obj, url, is_on=not off))
    if as_json:
        print_json({"url": mask_address(url), "full_text": not off})
    else:
        click.echo(f"{mask_address(url)}: {'what the feed gives' if off else 'the full text, from the pages'}.")


async def _edit(context: Context, url: str, proxy: str | None) -> None:
    async with context.open_storage() as storage:
        feed = await _found(storage, url)
        change = Change(None, "feed-edited", feed.title, f"proxy: {feed.proxy or ''}", f"proxy: {proxy or ''}")
        await storage.feeds.edit(feed.id, FeedField.PROXY, proxy, change, now=context.clock.now())
        due = Change(None, "feed-edited", feed.title, "due: ", "due: True")
        await storage.feeds.edit(feed.id, FeedField.DUE, value=True, change=due, now=context.clock.now())


async def _full_text(context: Context, url: str, *, is_on: bool) -> None:
    async with context.open_storage() as storage:
        feed = await _found(storage, url)
        await storage.feeds.set_full_text(feed.id, is_on=is_on, now=context.clock.now())


async def _found(storage: "Storage", url: str) -> "Feed":
    from feeds.fetching.addresses import as_stored

    feed = await storage.feeds.by_url(url) or await storage.feeds.by_url(as_stored(url))
    if feed is None:
        raise CommandFailed("No feed has that address; `feeds list` shows them.")
    return feed
