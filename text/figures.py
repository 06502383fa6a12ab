"""Figures of a text in plain digits, whatever way they are written."""

import re

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_MULTIPLIER = re.compile(r"[\s\u00a0-]*(\w+)")
_MULTIPLIERS = (
    (("тыс", "миң", "мың", "ming", "минг", "ҳазор", "хазор", "thousand"), 1e3),
    (("млн", "миллион", "million", "mln"), 1e6),
    (("млрд", "миллиард", "billion", "milliard", "mlrd"), 1e9),
)


def figures(text: str) -> list[str]:
    """Return the figures in order: "1,5 тыс." is 1500, "12 000" and "12,000" are 12000."""
    found = []
    for match in _NUMBER.finditer(text):
        written = re.sub(r"[ \u00a0\u202f]", "", match[0])
        value = float(written.replace(",", "") if _GROUPED.fullmatch(written) else written.replace(",", "."))
        after = _MULTIPLIER.match(text, match.end())
        if after:
            word = after[1].lower()
            value *= next((by for openers, by in _MULTIPLIERS if word.startswith(openers)), 1.0)
        if value < 1e15:
            found.append(f"{value:.6g}" if value < 1e6 else f"{value:.0f}")
    return found
