"""`feeds`: add, list, check, import and export."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

import click

from cli.catalogue_feeds import add_picked
from cli.context import CommandFailed, Context
from cli.feed import edit, full_text, proxy_named, proxy_option
from cli.options import json_flag, moment_text, print_json
from cli.progress import Progress
from cli.reasons import counts_document, in_words
from domain.chat import COUNTRIES
from text.languages import LANGUAGES

_STALE_DAYS = 30  # `feeds check` reports a feed that has had no new article for this many days

if TYPE_CHECKING:
    from datetime import datetime

    from domain.feed import Feed
    from feeds.admin import OpmlPlan
    from feeds.checker import FeedCheck


@click.group()
def feeds() -> None:
    """Add, list, edit, check, import and export feeds and channels."""


feeds.add_command(edit)
feeds.add_command(full_text)


@feeds.command()
@click.argument("url", required=False)
@click.option("--country", type=click.Choice(COUNTRIES), help="Instead of URL: the catalogue's sources of a country.")
@click.option("--language", type=click.Choice(list(LANGUAGES)), help="The same, in a language.")
@click.option("--unchecked", is_flag=True, help="Store the address without fetching it, due at once.")
@click.option("--full-text", is_flag=True, help="Fetch the articles' pages, where the feed gives only teasers.")
@proxy_option
@json_flag
@click.pass_context
def add(
    ctx: click.Context,
    *,
    url: str | None,
    country: str | None,
    language: str | None,
    unchecked: bool,
    full_text: bool,
    proxy: str | None,
    as_json: bool,
) -> None:
    """Add a feed or channel (@name), or show the feeds of a site to choose from."""
    is_picked = country is not None or language is not None
    if (url is None) is not is_picked or (is_picked and (full_text or proxy)):
        raise click.UsageError("Give an address, or --country, --language or both without one.")
    if url is None:
        asyncio.run(add_picked(ctx.obj, country=country, language=language, as_json=as_json))
        return
    asyncio.run(_add(ctx.obj, url, unchecked=unchecked, full_text=full_text, proxy=proxy, as_json=as_json))


@feeds.command(name="list")
@json_flag
@click.pass_context
def list_(ctx: click.Context, *, as_json: bool) -> None:
    """List every polled feed with its health and the reason for this health."""
    stored = asyncio.run(_all(ctx.obj))
    if as_json:
        print_json({"feeds": [_listed(feed) for feed in stored]})
        return
    for feed in stored:
        reason = in_words(feed.state.reason)
        click.echo(
            f"{feed.id:5} {feed.state.health.value:9} {_masked(feed.url)}  {feed.source}"
            + (f"  {reason}" if reason else "")
        )
    click.echo(f"{len(stored)} feeds.")


@feeds.command()
@click.argument("url", required=False)
@click.option("--write", is_flag=True, help="Write into the catalogue's files which of its addresses answered.")
@json_flag
@click.pass_context
def check(ctx: click.Context, *, url: str | None, write: bool, as_json: bool) -> None:
    """Check whether a feed, site or channel answers, or without URL every stored source; store nothing."""
    if write and url is not None:
        raise click.UsageError("--write goes with every stored source: give no address.")
    checks = asyncio.run(_check(ctx.obj, url, is_watched=not as_json))
    if as_json:
        print_json({"feeds": [_checked(seen) for seen in checks]})
    else:
        for seen in checks:
            click.echo(_check_line(seen, ctx.obj.clock.now()))
    if write:
        _write(ctx.obj, checks)
    if url is not None and not checks[0].is_feed:
        ctx.exit(1)


def _write(context: Context, checks: "list[FeedCheck]") -> None:
    from catalogue.document import CatalogueError
    from catalogue.findings import write_findings

    try:
        count = write_findings(
            context.catalogue_dir, {seen.url: seen.is_feed for seen in checks}, now=context.clock.now()
        )
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    click.echo(f"{count} sources of the catalogue written.", err=True)


@feeds.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@json_flag
@click.pass_context
def import_(ctx: click.Context, *, file: Path, dry_run: bool, as_json: bool) -> None:
    """Add all feeds of an OPML file that are not stored yet; if one cannot be stored, none is."""
    plan = asyncio.run(_import(ctx.obj, file.read_bytes(), dry_run=dry_run))
    if as_json:
        document = {
            "dry_run": dry_run,
            "new": [{"url": _masked(feed.url), "title": feed.title, "folder": feed.folder} for feed in plan.new],
            "known": [_masked(address) for address in plan.known],
            "duplicates": plan.duplicates,
            "refused": [
                {"line": one.line, "url": _masked(one.what), "reason": in_words(one.reason)} for one in plan.refused
            ],
        }
        print_json(document)
        return
    for feed in plan.new:
        click.echo(f"+ {_masked(feed.url)}  {feed.title}" + (f"  [{feed.folder}]" if feed.folder else ""))
    for one in plan.refused:
        click.echo(f"! line {one.line}: {_masked(one.what)}  {in_words(one.reason)}")
    verb = "would be added" if dry_run else "added"
    counts = f"{len(plan.known)} known already, {plan.duplicates} repeated, {len(plan.refused)} refused"
    click.echo(f"{len(plan.new)} {verb}, {counts}.")


@feeds.command()
@json_flag
@click.pass_context
def reread(ctx: click.Context, *, as_json: bool) -> None:
    """Queue articles whose text could not be read, for the running bot or the next `poll` to read again."""
    count = asyncio.run(_reread(ctx.obj))
    if as_json:
        print_json({"articles": count})
    else:
        click.echo(f"{count} articles wait to be read again.")


@feeds.command()
@json_flag
@click.pass_context
def export(ctx: click.Context, *, as_json: bool) -> None:
    """Write every feed to standard output, as OPML or as JSON."""
    stored = asyncio.run(_all(ctx.obj))
    if as_json:
        print_json({"feeds": [_exported(feed) for feed in stored]})
        return
    from feeds import opml  # imported here, because an export needs neither fetcher nor workers

    click.echo(opml.write(stored, now=ctx.obj.clock.now()), nl=False)


async def _add(
    context: Context, url: str, *, unchecked: bool, full_text: bool, proxy: str | None, as_json: bool
) -> None:
    from feeds.admin import Added, AlreadyThere, Choices, Rejected

    async with context.open_pipeline_beside() as pipeline:
        result = await pipeline.feed_admin.add(url, unchecked=unchecked, proxy=proxy_named(proxy))
        if full_text and isinstance(result, Added | AlreadyThere):
            await pipeline.storage.feeds.set_full_text(result.feed.id, is_on=True, now=context.clock.now())
    match result:
        case Added(feed) | AlreadyThere(feed):
            is_new = isinstance(result, Added)
            if as_json:
                print_json({"added": is_new, "feed": _listed(feed)})
            else:
                click.echo(f"{'Added' if is_new else 'Already there'}: {feed.id} {_masked(feed.url)}  {feed.title}")
        case Choices(_, found):
            if as_json:
                choices = [{"url": choice.url, "title": choice.title} for choice in found]
                print_json({"added": False, "choices": choices})
            lines = [f"  {choice.url}  {choice.title or ''}".rstrip() for choice in found]
            raise CommandFailed(
                "\n".join(["That is a page; nothing was added. Its feeds, to add by their address:", *lines])
            )
        case Rejected(reason):
            raise CommandFailed(f"Not added: {in_words(reason)}")
        case _:
            assert_never(result)


async def _reread(context: Context) -> int:
    async with context.open_storage() as storage:
        return await storage.articles.reread(now=context.clock.now())


async def _all(context: Context) -> "tuple[Feed, ...]":
    async with context.open_storage() as storage:
        return await storage.feeds.all()


async def _check(context: Context, url: str | None, *, is_watched: bool) -> "list[FeedCheck]":
    async with context.open_pipeline_beside() as pipeline:
        if url is not None:
            return [await pipeline.feed_admin.check(url)]
        with Progress("Checking sources", is_wanted=is_watched) as progress:
            return await pipeline.feed_admin.check_all(progress.step)


async def _import(context: Context, document: bytes, *, dry_run: bool) -> "OpmlPlan":
    from feeds.admin import OpmlPlan

    async with context.open_pipeline_beside() as pipeline:
        admin = pipeline.feed_admin
        plan = await (admin.plan_opml(document) if dry_run else admin.import_opml(document))
    if not isinstance(plan, OpmlPlan):
        raise CommandFailed(f"Nothing imported: {in_words(plan.reason)}")
    return plan


def _masked(url: str) -> str:
    from feeds.fetching.addresses import mask_address

    return mask_address(url)


def _listed(feed: "Feed") -> dict[str, object]:
    state = feed.state
    return {
        "id": feed.id,
        "url": _masked(feed.url),
        "title": feed.title,
        "source": feed.source,
        "country": feed.country,
        "language": feed.language,
        "folder": feed.folder,
        "full_text": feed.full_text,
        "proxy": feed.proxy,
        "kind": feed.outlet.value if feed.outlet else None,
        "health": state.health.value,
        "reason": in_words(state.reason),
        "last_read": counts_document(state.last_read),
        "last_success_at": moment_text(state.last_success_at) if state.last_success_at else None,
        "next_poll_at": moment_text(state.next_poll_at),
    }


def _exported(feed: "Feed") -> dict[str, object]:
    """Return those properties of a feed that an OPML file has, with the address that is polled now."""
    return {name: getattr(feed, name) for name in ("url", "title", "source", "country", "language", "folder")}


def _checked(seen: "FeedCheck") -> dict[str, object]:
    return {
        "url": _masked(seen.url),
        "is_feed": seen.is_feed,
        "title": seen.title,
        "items": seen.items,
        "language": seen.language,
        "newest_at": moment_text(seen.newest) if seen.newest else None,
        "moved_to": _masked(seen.moved_to) if seen.moved_to else None,
        "reason": in_words(seen.reason),
        "choices": [{"url": choice.url, "title": choice.title} for choice in seen.choices],
    }


def _check_line(seen: "FeedCheck", now: "datetime") -> str:
    if seen.is_feed:
        days = (now - seen.newest).days if seen.newest else 0
        verb = "stale   " if days >= _STALE_DAYS else "answers "
        told = [f"{verb} {_masked(seen.url)}  {seen.items} items", seen.title or ""]
        told += [f"nothing new for {days} days"] if days >= _STALE_DAYS else []
        told += [f"moved to {_masked(seen.moved_to)}"] if seen.moved_to else []
        return "  ".join(filter(None, told))
    lines = [f"no feed  {_masked(seen.url)}  {in_words(seen.reason)}"]
    lines += [f"         → {choice.url}  {choice.title or ''}".rstrip() for choice in seen.choices]
    return "\n".join(lines)
