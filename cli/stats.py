"""`stats`: counts readers, deliveries and news."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from cli.context import Context
from cli.options import json_flag, print_json

if TYPE_CHECKING:
    from domain.stats import Report


@click.command()
@json_flag
@click.pass_context
def stats(ctx: click.Context, *, as_json: bool) -> None:
    """Count readers, deliveries and news, as /stats does. Counts of people under five are not shown."""
    report = asyncio.run(_read(ctx.obj))
    if as_json:
        print_json(_document(report))
        return
    for name, value in _lines(report):
        click.echo(f"{name:40} {value:>20}")


async def _read(context: Context) -> "Report":
    from storage.reporting import read_report

    async with context.open_storage() as storage:
        return await read_report(storage, now=context.clock.now())


def _document(report: "Report") -> dict[str, Any]:
    """Return the statistics as a JSON object; null stands for a count that must not be shown."""
    from domain.disclosure import LEAST
    from domain.stats import LATELY

    return {
        "fewer_than": LEAST,
        "days_of_deliveries": LATELY.days,
        "readers": {"at_least": report.readers, "is_exact": report.is_exact},
        "counts": report.counts,
        "weeks": [
            {
                "start": week.start.isoformat(),
                "end": week.end.isoformat(),
                "joined": week.joined,
                "left": week.left,
                "blocked": week.blocked,
                "readers": week.readers,
            }
            for week in report.weeks
        ],
        "days": [
            {"day": day.day.isoformat(), "articles": day.articles, "stories": day.stories, "affairs": day.affairs}
            for day in report.days
        ],
        "feeds": {
            "polled": report.feeds.polled,
            "silent": report.feeds.silent,
            "slow": [{"feed": name, "delay_s": round(delay.total_seconds())} for name, delay in report.feeds.slow],
        },
    }


def _lines(report: "Report") -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each figure."""
    from domain.disclosure import LEAST

    yield "readers", f"{'' if report.is_exact else 'at least '}{report.readers}"
    for group, by_key in report.counts.items():
        for key, count in by_key.items():
            yield f"{group} {key}".strip(), "not shown" if count is None else str(count)
    for week in report.weeks:
        flows = f"+{week.joined} -{week.left} -{week.blocked}"
        yield f"week {week.start} readers, joined, left, blocked", f"{week.readers} {flows}"
    for day in report.days:
        yield f"day {day.day} articles, stories, affairs", f"{day.articles} {day.stories} {day.affairs}"
    for name in report.feeds.silent:
        yield "silent feed", name
    for name, delay in report.feeds.slow:
        yield "slow feed", f"{name} {round(delay.total_seconds() / 3600)} h"
    yield "not shown:", f"fewer than {LEAST}, or betrays such a count"
