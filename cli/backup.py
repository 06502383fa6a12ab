"""`backup` and `restore`: make a consistent, checked copy of the database, and restore such a copy."""

import asyncio
from pathlib import Path

import click

from cli.context import CommandFailed, Context
from cli.options import file_name, json_flag, print_json
from cli.progress import Progress

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("file", type=_FILE, callback=file_name)
@json_flag
@click.pass_context
def backup(ctx: click.Context, *, file: Path, as_json: bool) -> None:
    """Write a checked copy of the database to FILE, even while the bot runs."""
    context: Context = ctx.obj
    if context.database_path is not None and not context.database_path.exists():
        raise CommandFailed(f"There is no database at {context.database} yet.")
    if not file.absolute().parent.is_dir():
        raise CommandFailed(f"There is no folder {file.absolute().parent}.", status=2)
    if file.exists() and not file.is_file():  # a device or a pipe, such as /dev/stdout, which the copy would replace
        raise CommandFailed(f"{file} is no regular file, and a copy cannot be written into anything else.", status=2)
    with Progress("Copying and checking", is_wanted=not as_json) as progress:
        asyncio.run(context.backup(file.resolve(), progress.reach))
    size = file.stat().st_size
    if as_json:
        print_json({"file": str(file), "bytes": size})
    else:
        click.echo(f"{file}: {size} bytes")


@click.command()
@click.argument("file", type=_FILE, callback=file_name)
@click.option("--drill", is_flag=True, help="restore it into a temporary place and show what it contains")
@json_flag
@click.pass_context
def restore(ctx: click.Context, *, file: Path, drill: bool, as_json: bool) -> None:
    """Replace the database with the backup FILE; the bot must be stopped. The old database is kept beside it."""
    context: Context = ctx.obj
    if drill:
        _drill(ctx, file, as_json=as_json)
        return
    with Progress("Checking and restoring", is_wanted=not as_json) as progress:
        asyncio.run(context.restore(file, progress.reach))
    if as_json:
        print_json({"database": context.database, "restored_from": str(file)})
    else:
        click.echo(f"{context.database}: restored from {file}")


def _drill(ctx: click.Context, file: Path, *, as_json: bool) -> None:
    """Show the contents of a backup and its faults; exit with status 1 if there are any faults."""
    context: Context = ctx.obj
    with Progress("Checking and restoring", is_wanted=not as_json) as progress:
        counts, faults = asyncio.run(context.drill(file, progress.reach))
    if as_json:
        print_json({"file": str(file), "holds": counts, "faults": list(faults)})
    else:
        click.echo(f"{file}: " + ", ".join(f"{count} {noun}" for noun, count in counts.items()))
        for fault in faults:
            click.echo(f"{file}: {fault}")
    ctx.exit(1 if faults else 0)
