"""A Reason in English words, for the terminal."""

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain.feed import Reason

if TYPE_CHECKING:
    from render.texts import Translator


def in_words(reason: Reason | None) -> str | None:
    """The sentence locales/en has for it; None for no reason."""
    return None if reason is None else _translator()(reason.key, **reason.args)


@lru_cache(maxsize=1)
def _translator() -> "Translator":
    from render.texts import Texts  # only when something is wrong

    return Texts(Path(__file__).resolve().parent.parent / "locales").translator("en")
