"""Reasons for failures as English sentences, for the terminal."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from domain.feed import LeftOut, PollCounts, Reason

if TYPE_CHECKING:
    from render.texts import Translator


def in_words(reason: Reason | None) -> str | None:
    """Return the sentence of locales/en for a reason; None if there is no reason."""
    return None if reason is None else _translator()(reason.key, **reason.args)


def lost_in_words(left_out: Mapping[LeftOut, int]) -> str:
    """Return how many items a poll left out for each reason, in words; "" if it left out none."""
    from render.counts import left_out_words

    return left_out_words(left_out, _translator())


def counts_document(counts: PollCounts | None) -> dict[str, object] | None:
    """Return the counts of a poll as `poll --json` and `feeds list --json` print them."""
    if counts is None:
        return None
    return {
        "read": counts.read,
        "new": counts.new,
        "edited": counts.edited,
        "known": counts.known,
        "archived": counts.archived,
        "teasers": counts.teasers,
        "left_out": {reason.value: count for reason, count in counts.left_out.items()},
    }


@lru_cache(maxsize=1)
def _translator() -> "Translator":
    from render.texts import Texts  # imported here, because it is needed only if something is wrong

    return Texts(Path(__file__).resolve().parent.parent / "locales").translator("en")
