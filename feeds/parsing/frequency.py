"""Finding the single-byte encoding of Cyrillic text by the frequency of Russian letters."""

import re

_SAMPLE = 32768  # bytes that are enough to decide
_ENCODINGS = ("windows-1251", "koi8-r", "iso8859-5", "cp866")
# The letters of Russian text, most frequent first; a wrong decoding gives rare letters and the wrong case.
_FREQUENT = frozenset("оеаинтсрвлкмдпу")
_SWAPPED = re.compile(r"[а-яё][А-ЯЁ]")
_LETTER = re.compile(r"[\u0400-\u04ff]")


def russian_score(text: str) -> float:
    """Return a score, higher for text more like Russian: frequent lower-case letters, few capitals after them."""
    good = sum(1 for letter in text if letter in _FREQUENT)
    wide = sum(1 for letter in text if letter > "\x7f")
    strange = wide - len(_LETTER.findall(text))  # symbols, of which only a wrong decoding has many
    return good - wide / 4 - 2 * len(_SWAPPED.findall(text)) - strange / 4 if wide else 0.0


def by_frequency(body: bytes) -> str:
    """Return the text in the encoding in which it looks most like Russian, else as Latin letters."""
    scores = [russian_score(body[:_SAMPLE].decode(name, "replace")) for name in _ENCODINGS]
    if max(scores) <= 0:
        return body.decode("latin-1")
    return body.decode(_ENCODINGS[scores.index(max(scores))], "replace")
