"""The command line: `python bot.py COMMAND`. A command's module is imported only when the command is run."""

import importlib
import os
import sys
from collections.abc import Callable
from functools import cached_property
from typing import Any

import click

from cli.context import CommandFailed, Context

# The environment variable in which a shell asks for completions, with a value such as `bash_source`.
COMPLETES = "_JARCHI_COMPLETE"

# Name → (module, one line of help); the module has a click command with that name.
COMMANDS = {
    "run": ("cli.run", "run the bot; without a usable token, exit with status 2"),
    "demo": ("cli.demo", "run the bot with an emulated Telegram, a chat page and invented outlets"),
    "poll": ("cli.poll", "poll due feeds, or all, once; annotate; report on each feed"),
    "feeds": ("cli.feeds", "add, list, check, import and export feeds"),
    "stories": ("cli.stories", "list the newest stories"),
    "search": ("cli.search", "find stories that hold the words, in any inflection"),
    "digest": ("cli.digest", "preview a digest; writes nothing"),
    "annotate": ("cli.annotate", "annotate articles, from JSON Lines to JSON Lines, without a database"),
    "audit": ("cli.audit", "list the newsroom's changes, newest first"),
    "stats": ("cli.stats", "how many readers, deliveries and news there are; counts under five are not shown"),
    "pairs": ("cli.pairs", "export the pairs of articles that editors merged and split, as labels for `quality`"),
    "backup": ("cli.backup", "make a consistent copy of the database, even while the bot runs"),
    "restore": ("cli.backup", "replace the database with a backup"),
    "move": ("cli.move", "copy everything into another database: from SQLite to PostgreSQL, or back"),
    "check": ("cli.check", "check settings, catalogue, database and model files"),
}


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command = getattr(importlib.import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


class _LazyContext:
    """A Context that is made when a command first reads an attribute, so that --help does not need the settings."""

    def __init__(self, make: Callable[[], Context]) -> None:
        self._make = make

    @cached_property
    def _context(self) -> Context:
        return self._make()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._context, name)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Without a command: run, or demo when there is no BOT_TOKEN.",
)
@click.pass_context
def _app(ctx: click.Context) -> None:
    """A Telegram bot that reads the news of Central Asia for people."""
    if ctx.invoked_subcommand is None:
        name = "run" if ctx.obj.has_token else "demo"
        if name == "demo":
            click.echo("No BOT_TOKEN is set: running the demo. Put BOT_TOKEN into .env to serve Telegram.", err=True)
        command = _app.get_command(ctx, name)
        assert command is not None
        ctx.invoke(command)


def main(make_context: Callable[[], Context]) -> int:
    """Run the command given on the command line; return the exit status: 0 done, 1 failed, 2 wrong use."""
    try:
        # When a shell asks for completions, the program must have the name of the installed command. Neither settings
        # nor database are read for completions.
        name = "jarchi" if COMPLETES in os.environ else "python bot.py"
        context = _LazyContext(make_context)
        # Without its standalone mode, click returns the status that a command passes to ctx.exit().
        status = _app.main(obj=context, standalone_mode=False, prog_name=name, complete_var=COMPLETES)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return 1
    except CommandFailed as error:
        click.echo(str(error), err=True)
        return error.status
    except BrokenPipeError:
        sys.stderr.close()  # the program that read our output has ended, so nobody would see an error message
        return 1
    return status if isinstance(status, int) else 0
