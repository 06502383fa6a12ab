"""`search`: finds stories that contain given words, in any inflection."""

import asyncio

import click

from cli.context import CommandFailed, Context
from cli.options import json_flag, print_json
from cli.story import document, line


# So that click does not refuse -word, which excludes a word.
@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000), help="Stories at most.")
@click.option("--own-language", is_flag=True, help="Only the words themselves, not the same in other languages.")
@json_flag
@click.pass_context
def search(ctx: click.Context, *, words: tuple[str, ...], limit: int, own_language: bool, as_json: bool) -> None:
    """Find stories: all the WORDS, "a phrase", -word, OR, topic:, country:, lang:, source:, since:7d or a date.

    Stories that say the same in another language or in other words come after those that hold the words themselves.
    """
    asyncio.run(_search(ctx.obj, " ".join(words), limit, own_language=own_language, as_json=as_json))


async def _search(context: Context, query: str, limit: int, *, own_language: bool, as_json: bool) -> None:
    from catalogue.loader import CatalogueError, load_lexicon
    from storage.search_request import request_of
    from text.query import parse

    try:
        lexicon = None if own_language else load_lexicon(context.catalogue_dir)
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    parsed = parse(query, now=context.clock.now(), lexicon=lexicon)
    async with context.open_storage() as storage:
        page = await storage.search.search(request_of(parsed, limit=limit))
        nearest: tuple[str, ...] = ()
        if not page.stories and parsed.words:
            nearest = await storage.search.similar_words(max(parsed.words, key=len))
    if parsed.corrected and not as_json:
        click.echo(f"Searched for: {parsed.corrected}", err=True)
    found = list(zip(page.stories, page.best, strict=True))
    if as_json:
        hits = [document(*hit) | {"by_word": number < page.by_word} for number, hit in enumerate(found)]
        print_json({"stories": hits})
    elif found:
        lines = [line(*hit) for hit in found]
        if page.by_word < len(lines):
            lines.insert(page.by_word, "In other words and languages:")
        click.echo("\n".join(lines))
    else:
        click.echo("Nothing found." + (f" Perhaps: {', '.join(nearest)}?" if nearest else ""))
