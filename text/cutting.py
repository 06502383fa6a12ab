"""Texts made shorter between the signs that a reader sees: no letter loses its accent, no family its children."""

import regex

_SIGN = regex.compile(r"\X")
_LOOKED_BACK = 200  # characters before the limit from which signs are told apart; none is longer in earnest


def shortened(text: str, limit: int) -> str:
    """Return as many whole signs of the text as have `limit` characters together."""
    if len(text) <= limit:
        return text
    start = max(text.rfind(" ", max(0, limit - _LOOKED_BACK), limit), limit - _LOOKED_BACK, 0)
    end = start
    for sign in _SIGN.finditer(text, start, limit + _LOOKED_BACK):
        if sign.end() > limit:
            break
        end = sign.end()
    return text[: end or limit]


def shortened_at_word(text: str, limit: int) -> str:
    """Return the text, or the whole words of it that have `limit` characters together, and an ellipsis."""
    if len(text) <= limit:
        return text
    kept = shortened(text, limit)
    if not text[len(kept) : len(kept) + 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:—–-") + "…"
