"""`digest`: shows the digest that a reader would get; nothing is written."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta

import click

from cli.context import Context
from cli.options import json_flag, moment_text, names, print_json, span, topic_keys
from cli.story import document
from domain.chat import COUNTRIES
from domain.digest import Digest, DigestRequest, DigestStory, Window
from domain.ids import StoryId
from domain.story import Story
from text.languages import LANGUAGES


@click.command()
@click.option("--topics", callback=topic_keys, help="Topic keys, comma-separated; all when left out.")
@click.option("--countries", callback=names(COUNTRIES), help=f"Of {' '.join(COUNTRIES)}, comma-separated.")
@click.option(
    "--language", callback=names(tuple(LANGUAGES)), help="Languages to read, preferred first, comma-separated."
)
@click.option("--since", default="24h", show_default=True, callback=span, help="How far back: 90m, 24h, 7d.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100), help="Stories at most.")
@json_flag
@click.pass_context
def digest(
    ctx: click.Context,
    *,
    topics: tuple[str, ...],
    countries: tuple[str, ...],
    language: tuple[str, ...],
    since: timedelta,
    limit: int,
    as_json: bool,
) -> None:
    """Compose a digest of the last hours and print it."""
    context: Context = ctx.obj
    now = context.clock.now()
    request = DigestRequest(
        window=Window(now - since, now),
        topics=tuple(sorted(topics)),
        countries=tuple(sorted(countries)),
        languages=language,
        limit=limit,
    )
    made, stories = asyncio.run(_preview(context, request, now))
    if as_json:
        print_json(_document(made, stories))
    else:
        click.echo(_page(made))


async def _preview(context: Context, request: DigestRequest, now: datetime) -> tuple[Digest, dict[StoryId, Story]]:
    """Return the digest, and story id → story with all its articles."""
    from catalogue.loader import load_phrases
    from digest.builder import DigestBuilder  # imported here, because no other command needs the builder

    async with context.open_storage() as storage:
        made = await DigestBuilder(storage, load_phrases(context.catalogue_dir)).build(request, now=now)
        stories = await storage.stories.get([story.story_id for story in made.stories])
    return made, {story.id: story for story in stories}


def _document(made: Digest, stories: Mapping[StoryId, Story]) -> dict[str, object]:
    """Return the digest as JSON: its window, and its stories in the form of `stories --json`."""
    return {
        "window": [moment_text(made.window.start), moment_text(made.window.end)],
        "stories": [
            document(stories[story.story_id])
            | {
                "title": story.headline,
                "url": story.url,
                "language": story.language,
                "summary": [{"text": sentence.text, "url": sentence.url} for sentence in story.summary],
            }
            for story in made.stories
            if story.story_id in stories
        ],
    }


def _page(made: Digest) -> str:
    if not made.stories:
        return "No stories in this window."
    return "\n\n".join(_paragraph(story) for story in made.stories)


def _paragraph(story: DigestStory) -> str:
    lines = [("↻ " if story.is_update else "") + story.headline]
    lines += [f"  {sentence.text}{_elsewhere(sentence.url, story)}" for sentence in story.summary]
    if story.disagreement:
        lines.append("  " + ", ".join(f"{source}: {figure}" for source, figure in story.disagreement.figures))
    lines.append("  " + " · ".join(source for source, _ in story.sources) + (f"  {story.url}" if story.url else ""))
    return "\n".join(lines)


def _elsewhere(url: str | None, story: DigestStory) -> str:
    """Return the address of the article from which a sentence was taken; "" if it is the story's own link."""
    return f"  {url}" if url and url != story.url else ""
