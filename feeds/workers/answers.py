"""What a worker may answer with: a worker reads what strangers wrote, so its answers are read with care.

A pickle can call whatever its reader can import. The bot's reader knows the classes below and nothing else.
"""

import importlib
import io
import pickle
from typing import Any

# module → the classes of it that jobs answer with; what they hold counts, too.
KNOWN: dict[str, frozenset[str]] = {
    "datetime": frozenset({"datetime", "timedelta", "timezone"}),
    "domain.article": frozenset({"Annotation", "IndexWords", "Name", "NewArticle"}),
    "domain.digest": frozenset({"SummarySentence"}),
    "domain.features": frozenset({"StoryFeatures"}),
    "domain.feed": frozenset({"LeftOut", "NewFeed", "Reason"}),
    "feeds.discover": frozenset({"FoundFeed"}),
    "feeds.fetching.robots": frozenset({"Robots"}),
    "feeds.opml": frozenset({"OpmlFile", "Outline", "RefusedLine"}),
    "feeds.parsing.parsed": frozenset({"ReadFeed"}),
}
ANSWER_LIMIT = 256 * 2**20  # bytes; the largest honest answer, a window joined again, has a few


class BadAnswer(Exception):
    """The bytes are no answer of a job of ours."""


class _AnswerReader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Return the class of that name, where a job may answer with it."""
        if name not in KNOWN.get(module, ()):
            raise BadAnswer(f"it names {module}.{name}")
        return getattr(importlib.import_module(module), name)


def read_answer(reply: bytes) -> tuple[bool, Any]:
    """Return whether the job succeeded, and its result or its traceback; raises BadAnswer."""
    try:
        succeeded, value = _AnswerReader(io.BytesIO(reply)).load()
    except BadAnswer:
        raise
    except Exception as error:  # what unpickling raises on bytes that are no pickle has no common type
        raise BadAnswer(f"{type(error).__name__}: {error}") from error
    if not isinstance(succeeded, bool) or not (succeeded or isinstance(value, str)):
        raise BadAnswer("it is no pair of an outcome and a value")
    return succeeded, value
