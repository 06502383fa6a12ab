"""Importing aiogram without building validators for all its types, of which the bot uses a tenth.

At the end of its import, aiogram has pydantic build each of its 450 types, giving it the names of all the others,
because the types refer to each other. That takes three seconds of processor time and 105 MB in every bot. pydantic can
also build a type when it is first used, if it knows these names then.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

_rebuild: Any = BaseModel.__dict__["model_rebuild"].__func__


@contextlib.contextmanager
def types_built_when_used() -> Iterator[None]:
    """Have each of aiogram's types built when it is first used, not when aiogram is imported inside the block.

    This has no effect if aiogram was imported before.
    """
    if "aiogram" in sys.modules:
        yield
        return
    names: dict[str, Any] = {}

    def put_off(
        cls: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None, **options: Any
    ) -> bool | None:
        if _types_namespace is not None and cls.__module__.startswith("aiogram."):
            names.update(_types_namespace)
            return None
        done: bool | None = _rebuild(cls, _types_namespace=_types_namespace, **options)
        return done

    def build(
        cls: type[BaseModel], *, _types_namespace: Mapping[str, Any] | None = None, **options: Any
    ) -> bool | None:
        done: bool | None = _rebuild(cls, _types_namespace=names | dict(_types_namespace or {}), **options)
        return done

    _replace(BaseModel, put_off)
    try:
        import aiogram  # noqa: F401
    finally:
        _replace(BaseModel, _rebuild)
    from aiogram.client.context_controller import BotContextController
    from aiogram.methods.base import Response
    from aiogram.types import Update

    # From now on, each type is built with the names of the others when it is first used. All of aiogram's types and
    # methods derive from the first of these classes, and Telegram's answers to calls from the second.
    for base in (BotContextController, Response):
        _replace(base, build)
    Update.model_rebuild()  # built now, because every bot gets updates, and the first person should not have to wait
    yield


def _replace(kind: Any, by: Callable[..., bool | None]) -> None:
    kind.model_rebuild = classmethod(by)
