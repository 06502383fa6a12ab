"""The program: `python bot.py COMMAND`.

It reads the settings, and passes to the command those functions of `launch` with which it opens the parts that it
needs, such as the storage.

Nothing heavy is imported at module level: the worker processes import this module again, and `python bot.py --help`
should answer at once.
"""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cli.app import main
from cli.context import CommandFailed, Context

if TYPE_CHECKING:
    from settings import Settings


def read_settings() -> "Settings":
    """Return the settings; raises CommandFailed with one line for each wrong setting, which does not show its value."""
    from pydantic import ValidationError

    from settings import Settings

    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as error:
        lines = []
        for fault in error.errors():
            name = ".".join(map(str, fault["loc"])).upper()
            lines.append(": ".join(filter(None, (name, fault["msg"].removeprefix("Value error, ")))))
        raise CommandFailed("\n".join(lines), status=2) from error
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not in UTF-8; save it in that encoding"
        raise CommandFailed(f".env cannot be read: {reason}.", status=2) from error


def make_context() -> Context:
    """Return the Context of the commands: settings that they use, and functions that import and open other parts."""
    from cli.faults import token_fault
    from cli.logs import configure
    from domain.clock import AdjustableClock
    from launch import commands

    settings = read_settings()
    configure(settings.log_level, settings.log_format, secrets=settings.secrets)
    clock = AdjustableClock()
    if settings.clock_file:
        from jobs.clock_file import ClockFile

        ClockFile(settings.clock_file, clock).apply()  # the clock is set before anything asks for the time
    token = settings.bot_token.get_secret_value()
    return Context(
        clock=clock,
        catalogue_dir=settings.catalogue_dir,
        database_path=settings.database if isinstance(settings.database, Path) else None,
        database=settings.database_name,
        has_token=bool(token),
        own_port=settings.own_port,
        token_fault=token_fault(token) if token else "",
        proxies=tuple(settings.proxies),
        open_storage=partial(commands.open_storage, settings),
        open_pipeline=partial(commands.open_pipeline, settings, clock),
        open_pipeline_beside=partial(commands.open_pipeline_beside, settings, clock),
        backup=partial(commands.backup, settings),
        restore=partial(commands.restore, settings),
        drill=partial(commands.drill, settings),
        look_at_machine=partial(commands.look_at_machine, settings, clock),
        move=partial(commands.move, settings),
        run_bot=partial(commands.run_bot, settings, clock),
        run_demo=partial(commands.run_demo, settings, clock),
    )


if __name__ == "__main__":
    sys.exit(main(make_context))
