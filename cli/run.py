"""`run`: run the bot."""

import click

from cli.context import Context
from cli.loop import run_fast


@click.command()
@click.pass_context
def run(ctx: click.Context) -> None:
    """Run the bot until it is stopped (SIGINT or SIGTERM).

    Without a usable BOT_TOKEN: one line, and exit status 2.
    """
    context: Context = ctx.obj
    ctx.exit(run_fast(context.run_bot()))
