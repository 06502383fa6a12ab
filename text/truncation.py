"""Shortening texts without cutting a visible character: accents and emoji sequences stay whole."""

import regex

_SIGN = regex.compile(r"\X")
_LOOKED_BACK = (
    200  # splitting begins this many code points before the limit, because no real visible character is longer
)


def shortened(text: str, limit: int) -> str:
    """Return as many whole visible characters of the text as fit into `limit` code points."""
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
    """Return the text; if it exceeds `limit` code points, as many whole words as fit, and an ellipsis."""
    if len(text) <= limit:
        return text
    kept = shortened(text, limit)
    if not text[len(kept) : len(kept) + 1].isspace():
        kept = kept.rpartition(" ")[0] or kept
    return kept.rstrip(" ,;:—–-") + "…"
