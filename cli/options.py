"""Options and output of several commands: spans of time, lists of names, moments as text, results as JSON."""

import json
import re
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from cli.context import CommandFailed, Context

json_flag = click.option("--json", "as_json", is_flag=True, help="One JSON document.")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def span(_ctx: click.Context, _param: click.Parameter, value: str | None) -> timedelta | None:
    """Return the span that a text such as 90m, 24h, 7d or 2w means, at most ten years; a click callback."""
    if value is None:
        return None
    match = re.fullmatch(r"\s*(\d{1,6})\s*([mhdw])\s*", value.lower())
    if not match:
        raise click.BadParameter(f"{value!r} is no span of time; 90m, 24h, 7d and 2w are.")
    length = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if not timedelta(0) < length <= timedelta(days=3660):
        raise click.BadParameter("more than nothing and at most ten years are expected.")
    return length


def file_name(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    """Refuse a path without a name, such as that of an empty text, which a shell makes of an unset variable."""
    if not value.name:
        raise click.BadParameter("the name of a file is expected.")
    return value


def names(
    allowed: Collection[str],
) -> Callable[[click.Context, click.Parameter, str | None], tuple[str, ...]]:
    """Return a click callback that reads a comma-separated list of names, each of which must be in `allowed`."""

    def parse(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
        items = tuple(dict.fromkeys(item.strip().lower() for item in (value or "").split(",") if item.strip()))
        unknown = [item for item in items if item not in allowed]
        if unknown:
            raise click.BadParameter(f"{', '.join(unknown)}: not one of {', '.join(allowed)}.")
        return items

    return parse


def topic_keys(ctx: click.Context, param: click.Parameter, value: str | None) -> tuple[str, ...]:
    """Return the keys of topics.toml in a comma-separated list; a click callback."""
    if not value:
        return ()
    from catalogue.loader import CatalogueError, load_topics

    context: Context = ctx.obj
    try:
        known = load_topics(context.catalogue_dir)
    except CatalogueError as error:
        raise CommandFailed(str(error)) from error
    return names([topic.key for topic in known])(ctx, param, value)


def print_json(document: object) -> None:
    """Print the result of a command as a single JSON document."""
    # A name of a file may have a lone surrogate, which UTF-8 cannot encode; it is printed as a question mark.
    click.echo(json.dumps(document, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8"))


def moment_text(moment: datetime) -> str:
    """Return a moment in ISO 8601, in UTC and whole seconds, as all commands print moments."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
