"""The Bot API's methods and their parameters, read from aiogram's models: what a bot may ask at all.

aiogram takes seconds to import, so it is loaded in a thread, beside the first calls; a bot in the same process has it
anyway.
"""

import asyncio
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


async def load() -> dict[str, frozenset[str]]:
    """The same, without holding up the loop when it is loaded for the first time."""
    return await asyncio.to_thread(parameters_by_method)
