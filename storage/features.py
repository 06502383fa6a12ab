"""Converting the features of an article to JSON, as storages keep them, and back."""

import json
from typing import Any

from domain.features import StoryFeatures
from storage.compact_json import compact_json


def to_json(features: StoryFeatures) -> str:
    return compact_json(
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
    """Return features from JSON of any version: missing fields are empty, and unknown ones are ignored."""
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
