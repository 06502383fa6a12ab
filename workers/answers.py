"""Reading the answers of workers with care, because workers read what strangers wrote.

Unpickling can call anything that can be imported. The unpickler here finds only the classes that jobs return.
"""

import importlib
import io
import pickle
from collections.abc import Mapping
from typing import Any

Classes = Mapping[str, frozenset[str]]  # module → names of classes
ANSWER_LIMIT = 256 * 2**20  # bytes; the largest real answer, of clustering the window, has a few MiB


class BadAnswer(Exception):
    """The bytes are not an answer of any of our jobs."""


class _AnswerReader(pickle.Unpickler):
    def __init__(self, reply: bytes, known: Classes) -> None:
        super().__init__(io.BytesIO(reply))
        self._known = known

    def find_class(self, module: str, name: str) -> Any:
        """Return the class with that name; raises BadAnswer if no job returns that class."""
        if name not in self._known.get(module, ()):
            raise BadAnswer(f"it names {module}.{name}")
        return getattr(importlib.import_module(module), name)


def read_answer(reply: bytes, known: Classes) -> tuple[bool, Any]:
    """Return whether the job succeeded, and its result or its traceback; raises BadAnswer."""
    try:
        succeeded, value = _AnswerReader(reply, known).load()
    except BadAnswer:
        raise
    except Exception as error:  # for bytes that are not a pickle, unpickling may raise any error
        raise BadAnswer(f"{type(error).__name__}: {error}") from error
    if not isinstance(succeeded, bool) or not (succeeded or isinstance(value, str)):
        raise BadAnswer("it is no pair of an outcome and a value")
    return succeeded, value
