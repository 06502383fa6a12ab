"""Figures of a text in plain digits, whatever way they are written."""

import re

from text.languages import LANGUAGES

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_MULTIPLIER = re.compile(r"[\s\u00a0-]*(\w+)")
_MULTIPLIERS = {opener: by for language in LANGUAGES.values() for opener, by in language.multipliers.items()}


def figures(text: str) -> list[str]:
    """Return the figures in order: "1,5 тыс." is 1500, "12 000" and "12,000" are 12000."""
    found = []
    for match in _NUMBER.finditer(text):
        written = re.sub(r"[ \u00a0\u202f]", "", match[0])
        value = float(written.replace(",", "") if _GROUPED.fullmatch(written) else written.replace(",", "."))
        after = _MULTIPLIER.match(text, match.end())
        if after:
            word = after[1].lower()
            value *= next((by for opener, by in _MULTIPLIERS.items() if word.startswith(opener)), 1.0)
        if value < 1e15:
            found.append(f"{value:.6g}" if value < 1e6 else f"{value:.0f}")
    return found
