"""Finding the single-byte encoding of Cyrillic text by the frequency of Russian letters."""

import re

_SAMPLE = 32768  # bytes at the beginning of a text, by which its encoding is chosen
_ENCODINGS = ("windows-1251", "koi8-r", "iso8859-5", "cp866")
# The most frequent letters in Russian. A text decoded with a wrong encoding has many rare letters instead, and capitals
# inside words.
_FREQUENT = frozenset("оеаинтсрвлкмдпу")
_SWAPPED = re.compile(r"[а-яё][А-ЯЁ]")
_LETTER = re.compile(r"[\u0400-\u04ff]")


def russian_score(text: str) -> float:
    """Return how much a text looks like Russian; 0 or less if it does not.

    Frequent letters of Russian raise the score; symbols, and capitals after small letters, lower it.
    """
    good = sum(1 for letter in text if letter in _FREQUENT)
    wide = sum(1 for letter in text if letter > "\x7f")
    strange = wide - len(_LETTER.findall(text))  # number of symbols, which is high only in a wrong encoding
    return good - wide / 4 - 2 * len(_SWAPPED.findall(text)) - strange / 4 if wide else 0.0


def by_frequency(body: bytes) -> str:
    """Decode a body in the Cyrillic encoding in which it looks most like Russian; as Latin-1, if it does in none."""
    scores = [russian_score(body[:_SAMPLE].decode(name, "replace")) for name in _ENCODINGS]
    if max(scores) <= 0:
        return body.decode("latin-1")
    return body.decode(_ENCODINGS[scores.index(max(scores))], "replace")
