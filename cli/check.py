"""`check`: checks settings, catalogue, database, model files, and the bot if it is running."""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException
from pathlib import Path

import click

from cli.context import CommandFailed, Context
from cli.options import json_flag, print_json

_PATIENCE = 10.0  # seconds to wait for the answer of a running bot


@click.command()
@json_flag
@click.pass_context
def check(ctx: click.Context, *, as_json: bool) -> None:
    """Check settings, catalogue, database, model files and a running bot; exit with status 1 if anything is wrong."""
    context: Context = ctx.obj
    findings = asyncio.run(_findings(context))
    broken = [what for what, fault in findings if fault]
    if as_json:
        print_json({"checks": [{"what": what, "fault": fault or None} for what, fault in findings]})
    else:
        for what, fault in findings:
            click.echo(f"{what}: {fault or 'in order'}")
    ctx.exit(1 if broken else 0)


async def _findings(context: Context) -> list[tuple[str, str]]:
    """Return (subject, fault or "") for token, catalogue, database and machine; the settings were checked before."""
    from catalogue.loader import CatalogueError, load_lexicon, load_phrases, load_topics
    from catalogue.sources import load_sources

    findings = [("settings", "")]
    if context.has_token:  # the demo runs without a token, so a missing one is no fault
        findings.append(("token", context.token_fault))
    catalogue: tuple[tuple[str, Callable[[Path], object]], ...] = (
        ("feeds.toml", load_sources),
        ("topics.toml", load_topics),
        ("phrases.toml", load_phrases),
        ("lexicon", load_lexicon),
    )
    for name, load in catalogue:
        try:
            load(context.catalogue_dir)
            findings.append((name, ""))
        except CatalogueError as error:
            findings.append((name, str(error)))
    try:
        async with context.open_storage() as storage:
            findings.append(("database", "; ".join(await storage.housekeeping.check())))
            findings.append(("articles", _unread((await storage.articles.unread()).given_up)))
    except CommandFailed as error:
        findings.append(("database", str(error)))
    findings += await context.look_at_machine()
    return findings + await asyncio.to_thread(_running, context.own_port)


def _running(port: int) -> list[tuple[str, str]]:
    """Return (check, fault or "") as reported by the bot that runs on this machine.

    Empty if no bot runs, or if it has no port.
    """
    if not port:
        return []
    address = f"http://127.0.0.1:{port}/health"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=_PATIENCE) as answer:
            said = json.load(answer)
    except urllib.error.HTTPError as error:
        said = json.load(error) if error.code == HTTPStatus.SERVICE_UNAVAILABLE else {}
    except urllib.error.URLError as error:
        is_refused = isinstance(error.reason, ConnectionRefusedError)
        return [] if is_refused else [("the running bot", f"it does not answer on port {port}")]
    except (OSError, ValueError, HTTPException):
        return [("the running bot", f"what answers on port {port} is no bot of ours")]
    checks = said.get("checks") if isinstance(said, dict) else None
    if not isinstance(checks, dict):
        return [("the running bot", f"what answers on port {port} is no bot of ours")]
    return [(f"running: {name}", "" if fault == "ok" else str(fault)) for name, fault in checks.items()]


def _unread(given_up: int) -> str:
    if not given_up:
        return ""
    return f"{given_up} could not be read; `python bot.py feeds reread` has them read again"
