"""The JSON in which a storage keeps what stories are compared by."""

import json
from typing import Any

from domain.features import StoryFeatures

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(features: StoryFeatures) -> str:
    return _encode(
        {
            "title": features.title,
            "stems": features.stems,
            "body": features.body,
            "rest": features.rest,
            "numbers": features.numbers,
            "names": features.names,
            "marks": features.marks,
            "titled": features.titled,
            "told": features.told,
        }
    )


def from_json(stored: str) -> StoryFeatures:
    """Read a row of any age: what it does not have is empty, and what nobody asks for any more is left out."""
    found: dict[str, Any] = json.loads(stored)
    return StoryFeatures(
        title=_words(found, "title"),
        stems=_words(found, "stems"),
        body=found.get("body") or {},
        rest=_words(found, "rest"),
        numbers=_words(found, "numbers"),
        names=_words(found, "names"),
        marks=_words(found, "marks"),
        titled=_words(found, "titled"),
        told=_words(found, "told"),
    )


def _words(found: dict[str, Any], key: str) -> tuple[str, ...]:
    return tuple(found.get(key) or ())
