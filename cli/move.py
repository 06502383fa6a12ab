"""`move`: copies everything from the database in the settings into another one, and checks that both are equal."""

import asyncio

import click

from cli.context import CommandFailed, Context
from cli.options import json_flag, print_json
from cli.progress import Progress


@click.command()
@click.option("--to", "target", required=True, help="postgresql://… or the path of a file; it must hold nothing yet")
@json_flag
@click.pass_obj
def move(context: Context, *, target: str, as_json: bool) -> None:
    """Copy everything into another database: from a file to PostgreSQL, or back.

    The database in the settings stays as it is. What a running bot writes after the copying has begun is not copied. So
    stop the bot first, or try it while the bot runs, and later move again into an empty database. Then set DATABASE_URL
    or DATABASE_PATH to the new database. An address with a password is refused, because it would
    appear in the list of processes: set PGPASSWORD, or use ~/.pgpass.
    """

    try:
        with Progress("Copying rows", is_wanted=not as_json) as progress:
            moved = asyncio.run(context.move(target, progress.reach))
    except KeyboardInterrupt as error:
        raise CommandFailed("Stopped; the new database holds nothing.") from error
    if as_json:
        print_json({"rows": moved})
    else:
        click.echo(f"{sum(moved.values())} rows of {len(moved)} tables were copied; counts and contents are the same.")
