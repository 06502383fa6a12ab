"""Which one-byte encoding Cyrillic bytes are in, by how often Russian uses its letters."""

import re

_SAMPLE = 32768  # bytes that tell
_ENCODINGS = ("windows-1251", "koi8-r", "iso8859-5", "cp866")
# The letters of running Russian text, most frequent first; a wrong decoding swaps cases and rare letters in.
_FREQUENT = frozenset("оеаинтсрвлкмдпу")
_SWAPPED = re.compile(r"[а-яё][А-ЯЁ]")
_LETTER = re.compile(r"[\u0400-\u04ff]")


def russian_score(text: str) -> float:
    """Return more for text that reads as Russian: frequent small letters in words, few capitals behind small ones."""
    good = sum(1 for letter in text if letter in _FREQUENT)
    wide = sum(1 for letter in text if letter > "\x7f")
    strange = wide - len(_LETTER.findall(text))  # frames and signs, which only a wrong decoding is full of
    return good - wide / 4 - 2 * len(_SWAPPED.findall(text)) - strange / 4 if wide else 0.0


def by_frequency(body: bytes) -> str:
    """Return the text in the encoding in which it reads most like Russian, else as Latin letters."""
    scores = [russian_score(body[:_SAMPLE].decode(name, "replace")) for name in _ENCODINGS]
    if max(scores) <= 0:
        return body.decode("latin-1")
    return body.decode(_ENCODINGS[scores.index(max(scores))], "replace")
