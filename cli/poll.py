"""`poll`: polls the due feeds once, annotates the new articles, and prints a line for each feed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from cli.context import CommandFailed, Context
from cli.loop import run_fast
from cli.options import json_flag, moment_text, print_json
from cli.progress import Progress
from cli.reasons import counts_document, in_words, lost_in_words

_WIDTH = 59  # width of the column with the counts, in characters

if TYPE_CHECKING:
    from domain.feed import PollCounts
    from feeds.poller import PollReport
    from storage.interface import Unread


@click.command()
@click.option("--all", "everything", is_flag=True, help="Everything, not only what is due; still obeys Retry-After.")
@json_flag
@click.pass_context
def poll(ctx: click.Context, *, everything: bool, as_json: bool) -> None:
    """Poll due feeds once, annotate new articles, and report on each feed."""
    reports, unread, fault = run_fast(_poll(ctx.obj, everything=everything, is_watched=not as_json))
    if as_json:
        print_json(_document(reports))
    else:
        click.echo(_page(reports))
    if fault is not None:
        raise CommandFailed(f"{unread.waiting} articles wait unread, because no text can be read: {fault}")
    if not as_json and unread.put_off + unread.given_up:
        click.echo(
            f"Not read: {unread.put_off} articles to be tried again, {unread.given_up} given up (`feeds reread`)."
        )


async def _poll(
    context: Context, *, everything: bool, is_watched: bool
) -> "tuple[Sequence[PollReport], Unread, str | None]":
    """Poll and annotate; return the feeds' reports, how many articles are unread, and why no article can be read.

    The reason is None if articles can be read.
    """
    async with context.open_pipeline() as pipeline:
        with Progress("Polling feeds", is_wanted=is_watched) as progress:
            reports = await pipeline.poller.poll_due(everything=everything, on_polled=progress.step)
        unread = pipeline.storage.articles.unread
        with Progress("Reading articles", is_wanted=is_watched) as progress:
            while await pipeline.pages.run_once():
                pass
            waiting = (await unread()).waiting
            while count := await pipeline.annotator.run_once():
                progress.step(waiting, count)
        return reports, await unread(), pipeline.annotator.fault


def _document(reports: "Sequence[PollReport]") -> dict[str, object]:
    return {
        "feeds": [
            {
                "url": report.url,
                "outcome": report.outcome.value,
                "reason": in_words(report.reason),
                "new_articles": report.new_articles,
                "counts": counts_document(report.counts),
                "next_poll_at": moment_text(report.next_poll_at),
            }
            for report in reports
        ]
    }


def _page(reports: "Sequence[PollReport]") -> str:
    if not reports:
        return "No feed is due."
    lines = []
    for report in sorted(reports, key=lambda report: (report.reason is not None, report.url)):
        url = report.url.partition("?")[0]
        lines.append(
            f"{report.outcome.value:13} {_counts(report.counts)}  {url}  {in_words(report.reason) or ''}".rstrip()
        )
        if report.counts and (lost := lost_in_words(report.counts.left_out)):
            lines.append(f"{'':13} lost: {lost}")
    failed = sum(1 for report in reports if report.reason is not None)
    new = sum(report.new_articles for report in reports)
    return "\n".join([*lines, f"{len(reports)} feeds, {failed} without success, {new} new articles."])


def _counts(counts: "PollCounts | None") -> str:
    """Return the counts of a document's items as columns of fixed width; "" if the poll brought no document."""
    if counts is None:
        return " " * _WIDTH
    said = f"{counts.new:4} new {counts.edited:4} edited {counts.known:4} known {counts.archived:4} archive"
    return f"{said} of {counts.read:4} read".ljust(_WIDTH)
