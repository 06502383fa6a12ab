"""`demo`: runs the whole product without Telegram and without the internet."""

from functools import partial

import click

from cli.context import Context
from cli.loop import run_fast
from cli.options import json_flag, print_json


@click.command()
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port of the chat page; another when it is taken.",
)
@click.option(
    "--feeds",
    type=click.Choice(["sample", "live"]),
    default="sample",
    show_default=True,
    help="Invented outlets, or the real catalogue over the network.",
)
@json_flag
@click.pass_context
def demo(ctx: click.Context, *, port: int = 8080, feeds: str = "sample", as_json: bool = False) -> None:
    """Run the bot with an emulated Telegram: a chat page, invented outlets, a new database."""
    context: Context = ctx.obj

    def say_ready(address: str) -> None:
        if as_json:
            print_json({"url": address})
        else:
            click.echo(f"The chat page: {address}")

    ctx.exit(run_fast(context.run_demo(port, feeds, partial(click.echo, err=True), say_ready)))
