"""A Reason in English words, for the terminal."""

from pathlib import Path

from domain.feed import Reason


def in_words(reason: Reason | None) -> str | None:
    """The sentence locales/en has for it; None for no reason."""
    if reason is None:
        return None
    from render.texts import Texts  # only when something is wrong

    return Texts(Path(__file__).resolve().parent.parent / "locales").translator("en")(reason.key, **reason.args)
