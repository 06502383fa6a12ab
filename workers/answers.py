"""The answers of workers. A worker reads what strangers wrote, so the bot reads the worker's answer with care.

A pickle can call whatever its reader can import. The reader here finds only the classes that jobs answer with.
"""

import importlib
import io
import pickle
from collections.abc import Mapping
from typing import Any

Classes = Mapping[str, frozenset[str]]  # module → names of its classes
ANSWER_LIMIT = 256 * 2**20  # bytes; the largest honest answer, a window joined again, has a few MiB


class BadAnswer(Exception):
    """Bytes that are no answer of any of our jobs."""


class _AnswerReader(pickle.Unpickler):
    def __init__(self, reply: bytes, known: Classes) -> None:
        super().__init__(io.BytesIO(reply))
        self._known = known

    def find_class(self, module: str, name: str) -> Any:
        """Return the class of that name, where a job may answer with it."""
        if name not in self._known.get(module, ()):
            raise BadAnswer(f"it names {module}.{name}")
        return getattr(importlib.import_module(module), name)


def read_answer(reply: bytes, known: Classes) -> tuple[bool, Any]:
    """Return whether the job succeeded, and its result or its traceback; raises BadAnswer."""
    try:
        succeeded, value = _AnswerReader(reply, known).load()
    except BadAnswer:
        raise
    except Exception as error:  # what unpickling raises on bytes that are no pickle has no common type
        raise BadAnswer(f"{type(error).__name__}: {error}") from error
    if not isinstance(succeeded, bool) or not (succeeded or isinstance(value, str)):
        raise BadAnswer("it is no pair of an outcome and a value")
    return succeeded, value
