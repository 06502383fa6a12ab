"""`stats`: count readers, deliveries and news."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from cli.context import Context
from cli.options import json_flag, moment_text, print_json, span

if TYPE_CHECKING:
    from datetime import datetime

    from domain.stats import Counts


@click.command()
@click.option("--since", default="30d", show_default=True, callback=span, help="How far back: 24h, 7d, 4w.")
@json_flag
@click.pass_context
def stats(ctx: click.Context, *, since: timedelta, as_json: bool) -> None:
    """Count readers, deliveries and news. Counts of people under five are not shown."""
    from domain.stats import LEAST, shown

    context: Context = ctx.obj
    began = context.clock.now() - since
    counts = shown(asyncio.run(_read(context, began)))
    if as_json:
        print_json({"since": moment_text(began), "fewer_than": LEAST, "counts": counts})
        return
    for group, by_key in counts.items():
        for key, count in by_key.items():
            click.echo(f"{f'{group} {key}'.strip():32} {f'fewer than {LEAST}' if count is None else count:>14}")


async def _read(context: Context, since: "datetime") -> "Counts":
    async with context.open_storage() as storage:
        return await storage.stats.counts(since=since)
