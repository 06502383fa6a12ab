"""`audit`: lists what the newsroom changed."""

import asyncio
from dataclasses import asdict

import click

from cli.context import Context
from cli.options import json_flag, print_json
from domain.audit import KeptChange
from domain.ids import ChangeId


@click.command()
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000), help="Changes at most.")
@click.option("--before", type=click.IntRange(1, 10**12), help="Only those older than the change with this number.")
@json_flag
@click.pass_context
def audit(ctx: click.Context, *, limit: int, before: int | None, as_json: bool) -> None:
    """List the newsroom's changes, newest first; people are shown by id, because no names are stored."""
    found = asyncio.run(_find(ctx.obj, limit, before))
    if as_json:
        print_json({"changes": [_document(one) for one in found]})
    else:
        click.echo("\n".join(_line(one) for one in found) or "No changes.")


async def _find(context: Context, limit: int, before: int | None) -> tuple[KeptChange, ...]:
    async with context.open_storage() as storage:
        return await storage.newsroom.changes(limit=limit, before=None if before is None else ChangeId(before))


def _document(kept: KeptChange) -> dict[str, object]:
    return {"id": kept.id, "made_at": kept.made_at.isoformat(), **asdict(kept.change)}


def _line(kept: KeptChange) -> str:
    change = kept.change
    who = "forgotten" if change.person is None else str(change.person)
    what = " ".join(filter(None, (change.action, change.subject, "" if change.about is None else str(change.about))))
    values = f": {change.before or '-'} -> {change.after or '-'}" if change.before or change.after else ""
    return f"{kept.id:>6}  {kept.made_at:%Y-%m-%d %H:%M} UTC  {who}  {' '.join((what + values).split())}"
