"""`stories`: lists the newest stories."""

import asyncio
from datetime import timedelta

import click

from cli.context import Context
from cli.options import json_flag, names, print_json, span, topic_keys
from cli.story import document, line
from domain.chat import COUNTRIES
from domain.digest import Window
from domain.story import Story


@click.command()
@click.option("--since", default="24h", show_default=True, callback=span, help="How far back: 90m, 24h, 7d.")
@click.option("--topic", "topics", callback=topic_keys, help="Topic keys, comma-separated.")
@click.option("--country", "countries", callback=names(COUNTRIES), help=f"Of {' '.join(COUNTRIES)}.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 10_000), help="Stories at most.")
@json_flag
@click.pass_context
def stories(
    ctx: click.Context,
    *,
    since: timedelta,
    topics: tuple[str, ...],
    countries: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """List the stories of the last hours, newest first."""
    found = asyncio.run(_find(ctx.obj, since, topics, countries, limit))
    if as_json:
        print_json({"stories": [document(story) for story in found]})
    else:
        click.echo("\n".join(line(story) for story in found) or "No stories.")


async def _find(
    context: Context, since: timedelta, topics: tuple[str, ...], countries: tuple[str, ...], limit: int
) -> tuple[Story, ...]:
    from storage.interface import StoryQuery

    now = context.clock.now()
    async with context.open_storage() as storage:
        window = Window(now - since, now + timedelta(seconds=1))
        return await storage.stories.find(StoryQuery(window=window, topics=topics, countries=countries, limit=limit))
