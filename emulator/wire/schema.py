"""The Bot API's methods and their parameters, read from aiogram's models: what a bot may ask at all.

Importing aiogram takes seconds. A bot in the same process has imported it already; the emulator as a process of its
own imports it in a thread, so that nothing waits for the import.
"""

import asyncio
import sys
from concurrent.futures import Future
from functools import cache
from threading import Thread


@cache
def parameters_by_method() -> dict[str, frozenset[str]]:
    """Return the names of the parameters of each method, by the method's lower-case name."""
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
    """Return whether the schema can be read at once: it was read before, or aiogram has been imported to its end."""
    if parameters_by_method.cache_info().currsize:
        return True
    return "__all__" in vars(sys.modules.get("aiogram.methods", object))


async def load() -> dict[str, frozenset[str]]:
    """Return what `parameters_by_method` does, without holding up the loop while aiogram is imported."""
    if is_ready():
        return parameters_by_method()
    outcome: Future[dict[str, frozenset[str]]] = Future()

    def read() -> None:
        outcome.set_running_or_notify_cancel()
        try:
            outcome.set_result(parameters_by_method())
        except BaseException as error:  # noqa: BLE001  (handed to whoever waits)
            outcome.set_exception(error)

    # Not a thread of the loop's executor: the loop would wait for it when it closes, and an import cannot be stopped.
    Thread(target=read, name="schema", daemon=True).start()
    return await asyncio.wrap_future(outcome)
