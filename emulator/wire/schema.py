"""The Bot API's methods and their parameters, read from aiogram's models.

Importing aiogram takes seconds. If the bot is in the same process, it has imported it already; an emulator that runs as
a process of its own imports it in a thread, so that nothing has to wait.
"""

import asyncio
import sys
from concurrent.futures import Future
from functools import cache
from threading import Thread


@cache
def parameters_by_method() -> dict[str, frozenset[str]]:
    """Return method name in lower case → names of its parameters."""
    from aiogram import methods
    from aiogram.methods import TelegramMethod

    found: dict[str, frozenset[str]] = {}
    for name in methods.__all__:
        model = getattr(methods, name)
        title = vars(model).get("__api_method__") if isinstance(model, type) else None
        if isinstance(title, str) and issubclass(model, TelegramMethod):
            names = {field.alias or key for key, field in model.model_fields.items()}
            found[title.lower()] = frozenset(names)
    return found


def is_ready() -> bool:
    """Return whether the schema is available at once: it was read before, or aiogram has been imported completely."""
    if parameters_by_method.cache_info().currsize:
        return True
    return "__all__" in vars(sys.modules.get("aiogram.methods", object))


async def load() -> dict[str, frozenset[str]]:
    """Return the same as `parameters_by_method`, without blocking the event loop while aiogram is imported."""
    if is_ready():
        return parameters_by_method()
    outcome: Future[dict[str, frozenset[str]]] = Future()

    def read() -> None:
        outcome.set_running_or_notify_cancel()
        try:
            outcome.set_result(parameters_by_method())
        except BaseException as error:  # noqa: BLE001 - passed to whoever waits
            outcome.set_exception(error)

    # Not in a thread of the loop's executor, because closing the loop would wait for the import.
    Thread(target=read, name="schema", daemon=True).start()
    return await asyncio.wrap_future(outcome)
