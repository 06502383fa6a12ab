"""Importing aiogram without building validators for all its types, of which the bot uses a tenth.

At the end of its import, aiogram has pydantic build each of its 450 types with the names of all the others, since they
refer to each other: three seconds of processor time and 105 MB, for every bot. pydantic can also build a type when it
is first used, if it then knows these names.
"""

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

_rebuild: Any = BaseModel.__dict__["model_rebuild"].__func__


@contextlib.contextmanager
def types_built_when_used() -> Iterator[None]:
    """Have aiogram's types, if it is first imported in the block, built when each is first used."""
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

    for base in (BotContextController, Response):  # the base of types and methods; answers, which hold types
        _replace(base, build)
    Update.model_rebuild()  # every bot gets updates; the first person shall not wait for it
    yield


def _replace(kind: Any, by: Callable[..., bool | None]) -> None:
    kind.model_rebuild = classmethod(by)
