"""`move`: copy everything from the database of the settings into another one, and check that it has arrived."""

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

    The database of the settings stays as it is. What a running bot writes after the beginning is not copied: stop it
    first, or try with it running and move again later into an empty database. Then set DATABASE_URL or DATABASE_PATH to
    the new one. Where a password is not to stand in the list of processes, take it from ~/.pgpass or PGPASSWORD.
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
