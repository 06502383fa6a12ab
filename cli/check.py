"""`check`: is everything in order? Settings, catalogue, database, model files."""

import asyncio
import json

import click

from cli.context import Context


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
@click.pass_context
def check(ctx: click.Context, *, as_json: bool) -> None:
    """Say what is wrong with settings, catalogue, database and model files; status 1 when anything is."""
    context: Context = ctx.obj
    findings = asyncio.run(context.check())
    broken = [what for what, fault in findings if fault]
    if as_json:
        click.echo(
            json.dumps(
                {"checks": [{"what": what, "fault": fault or None} for what, fault in findings]}, ensure_ascii=False
            )
        )
    else:
        for what, fault in findings:
            click.echo(f"{what}: {fault or 'in order'}")
    ctx.exit(1 if broken else 0)
