"""`annotate`: runs the pipeline's steps on articles in JSON Lines and writes the results in JSON Lines; no database."""

import asyncio
import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.context import CommandFailed, Context
from cli.options import json_flag, print_json
from cli.progress import Progress

if TYPE_CHECKING:
    from cli.line_annotator import Line, LineAnnotator

_BATCH = 10_000
_UNDATED = datetime(2020, 1, 1, tzinfo=UTC)  # the publication date that is used for articles without one


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--sentences", default=2, show_default=True, type=click.IntRange(1, 10), help="Sentences of a summary.")
@click.option(
    "--batch", default=_BATCH, show_default=True, type=click.IntRange(1, _BATCH), help="Articles processed together."
)
@json_flag
@click.pass_obj
def annotate(context: Context, *, file: Path | None, sentences: int, batch: int, as_json: bool) -> None:
    """Read lines of {"id", "title"?, "text" or "html", "url"?, "source"?, "published_at"?} from FILE or standard input.

    Prints lines of {"id", "language", "topics", "countries", "names", "text", "summary", "story"} in the same order;
    with --json one document, {"articles": [...]}.
    """
    try:
        stream = sys.stdin.buffer if file is None or str(file) == "-" else file.open("rb")
    except OSError as error:
        raise CommandFailed(f"{file}: {error.strerror}") from error
    with stream, Progress("Reading articles", is_wanted=not as_json) as progress:
        total = _lines_of(file) if file and progress.is_shown else 0
        rows: list[dict[str, Any]] = []
        show = rows.append if as_json else print_json
        reading = _annotate_all(
            context.catalogue_dir, stream, sentences, batch, show, lambda count: progress.step(total, count)
        )
        bad = asyncio.run(reading)
    if as_json:
        print_json({"articles": rows})
    if bad:
        raise CommandFailed(f"{bad} bad line{'s' if bad > 1 else ''}; the rest is done")


def _lines_of(file: Path) -> int:
    """Return the number of non-empty lines in a regular file.

    0 for input that can be read only once, such as a pipe.
    """
    if not file.is_file():
        return 0
    with file.open("rb") as lines:
        return sum(1 for line in lines if line.strip())


async def _annotate_all(
    catalogue_dir: Path,
    stream: Iterable[bytes],
    sentences: int,
    batch: int,
    show: Callable[[dict[str, Any]], None],
    on_read: Callable[[int], object],
) -> int:
    """Annotate all lines; return the number of lines that could not be read."""
    from catalogue.loader import CatalogueError
    from cli.line_annotator import LineAnnotator
    from workers.pool import PoolUnwell, WorkerCrashed, WorkerTimeout

    try:
        async with LineAnnotator(catalogue_dir, sentences, batch=batch, on_read=on_read) as reading:
            return await _annotate_with(reading, stream, batch, show)
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    except (PoolUnwell, WorkerCrashed, WorkerTimeout) as error:
        raise CommandFailed(f"the articles cannot be read: {error}") from error


async def _annotate_with(
    reading: "LineAnnotator", stream: Iterable[bytes], batch: int, show: Callable[[dict[str, Any]], None]
) -> int:
    bad = 0
    pending: list[Line] = []
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        found = _line(line)
        if isinstance(found, str):
            bad += 1
            click.echo(f"line {number}: {found}", err=True)
            continue
        pending.append(found)
        if len(pending) >= batch:
            for row in await reading.annotated(pending):
                show(row)
            pending = []
    for row in await reading.annotated(pending):
        show(row)
    return bad


def _line(line: bytes) -> "Line | str":
    """Return the article on a line; if the line is wrong, a message that says what is wrong."""
    from cli.line_annotator import Line

    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is not JSON ({str(error) or 'nested too deep'})"
    if not isinstance(item, dict):
        return "is not a JSON object"
    if not isinstance(item.get("id"), str | int) or isinstance(item["id"], bool) or item["id"] == "":
        return "lacks an id (text or a number)"
    for key in ("title", "text", "html", "url", "source", "published_at"):
        if item.get(key) is not None and not isinstance(item[key], str):
            return f"{key} is no text"
    moment = _moment(item.get("published_at"))
    if moment is None:
        return f"published_at {item['published_at']!r} is no ISO 8601 moment"
    return Line(
        id=item["id"],
        title=item.get("title") or None,
        text=item.get("text") or "",
        html=item.get("html") or "",
        url=item.get("url") or None,
        source=item.get("source") or "",
        published_at=moment,
    )


def _moment(value: str | None) -> datetime | None:
    if not value:
        return _UNDATED
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
