"""`run`: runs the bot."""

import click

from cli.context import Context
from cli.loop import run_fast


@click.command()
@click.option(
    "--roles",
    metavar="LIST",
    help="What this process does, of poll,read,serve,deliver; the setting ROLES, or all, if left out.",
)
@click.pass_context
def run(ctx: click.Context, roles: str | None) -> None:
    """Run the bot until it is stopped (SIGINT or SIGTERM).

    With a PostgreSQL database, several processes share the work by their roles. If BOT_TOKEN is missing or unusable
    where serve or deliver needs it, or if a role is unknown, print one line and exit with status 2.
    """
    context: Context = ctx.obj
    ctx.exit(run_fast(context.run_bot(roles)))
