"""`search`: find stories that hold the words, in any inflection."""

import asyncio

import click

from cli.context import Context
from cli.options import json_flag, print_json
from cli.story import document, line


@click.command(context_settings={"ignore_unknown_options": True})  # -word excludes a word
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="Stories at most.")
@json_flag
@click.pass_context
def search(ctx: click.Context, *, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find stories: all the WORDS, "a phrase", -word, OR, topic:, country:, lang:, source:, since:7d or a date."""
    asyncio.run(_search(ctx.obj, " ".join(words), limit, as_json=as_json))


async def _search(context: Context, query: str, limit: int, *, as_json: bool) -> None:
    from storage.asking import request_of
    from text.query import parse

    parsed = parse(query, now=context.clock.now())
    async with context.open_storage() as storage:
        page = await storage.search.search(request_of(parsed, limit=limit))
        nearest: tuple[str, ...] = ()
        if not page.stories and parsed.words:
            nearest = await storage.search.similar_words(max(parsed.words, key=len))
    if parsed.corrected and not as_json:
        click.echo(f"Searched for: {parsed.corrected}", err=True)
    found = list(zip(page.stories, page.best, strict=True))
    if as_json:
        print_json({"stories": [document(*hit) for hit in found]})
    elif found:
        click.echo("\n".join(line(*hit) for hit in found))
    else:
        click.echo("Nothing found." + (f" Perhaps: {', '.join(nearest)}?" if nearest else ""))
