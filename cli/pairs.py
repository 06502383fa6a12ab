"""`pairs`: exports editors' judgements on pairs of articles, by which the clustering of stories can be measured."""

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.context import CommandFailed, Context
from cli.options import file_name, json_flag, moment_text, print_json

if TYPE_CHECKING:
    from domain.correction import Pair
    from storage.interface import LabelledArticle


@click.group()
def pairs() -> None:
    """Export the pairs of articles that editors merged and split."""


@pairs.command()
@click.option(
    "--out",
    "file",
    required=True,
    type=click.Path(path_type=Path),
    callback=file_name,
    help="FILE.in.jsonl and FILE.gold.json.",
)
@json_flag
@click.pass_context
def export(ctx: click.Context, *, file: Path, as_json: bool) -> None:
    """Write articles to FILE.in.jsonl and pairs to FILE.gold.json, as `python -m benchmarks quality` reads them.

    A pair is two ids and 1, if both articles are about one event, or 0. To have the pairs scored by the benchmark, name
    the file cluster_editors and put it into the folder of the labelled sets.
    """
    if not file.absolute().parent.is_dir():
        raise CommandFailed(f"There is no folder {file.absolute().parent}.")
    found, articles = asyncio.run(_read(ctx.obj))
    places = file.with_name(f"{file.name}.in.jsonl"), file.with_name(f"{file.name}.gold.json")
    try:
        places[0].write_text("".join(f"{_json(_article(one))}\n" for one in articles), "utf-8")
        places[1].write_text(_json([[str(one.one), str(one.other), int(one.is_same)] for one in found]), "utf-8")
    except OSError as error:
        raise CommandFailed(f"{error.filename or file}: {error.strerror}.") from error
    if as_json:
        print_json({"articles": len(articles), "pairs": len(found), "files": [str(place) for place in places]})
    else:
        click.echo(f"{len(found)} pairs of {len(articles)} articles: {places[0]}, {places[1]}")


async def _read(context: Context) -> "tuple[tuple[Pair, ...], tuple[LabelledArticle, ...]]":
    async with context.open_storage() as storage:
        return await storage.corrections.labelled()


def _article(article: "LabelledArticle") -> dict[str, object]:
    return {
        "id": str(article.id),
        "title": article.title,
        "text": article.text,
        "source": article.source,
        "url": article.url,
        "published_at": moment_text(article.published_at),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
