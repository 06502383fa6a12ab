"""The Bot API's methods and their parameters, read from aiogram's models: what a bot may ask at all.

aiogram takes seconds to import, so nobody waits for it here: a bot in the same process has it anyway, and the emulator
as a process of its own loads it in a thread.
"""

import asyncio
import sys
from functools import cache


@cache
def parameters_by_method() -> dict[str, frozenset[str]]:
    """Lower-case method name → names of its parameters."""
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
    """Whether the schema can be had at once: loaded already, or aiogram was imported by somebody else, to its end."""
    if parameters_by_method.cache_info().currsize:
        return True
    return "__all__" in vars(sys.modules.get("aiogram.methods", object))


async def load() -> dict[str, frozenset[str]]:
    """The same, without holding up the loop when it is loaded for the first time."""
    return await asyncio.to_thread(parameters_by_method)
