"""JSON in the form in which storages keep it in columns."""

from typing import Any

from pydantic_core import to_json


def compact_json(value: Any) -> str:
    """Return a value of plain types and dataclasses as JSON, without spaces and with no letters escaped.

    This takes half the time of the json module, which counts where annotations are stored.
    """
    return to_json(value).decode()
