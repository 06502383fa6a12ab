"""Text that was decoded wrongly before it was encoded again, made whole: «Ð¼Ð¾ÑÑ‚», «РјРѕСЃС‚», «ìîñò» are «мост».

A sequence of signs is taken for the bytes of one letter only where no language writes it so: a capital followed by a
currency sign, pairs of signs that all make Cyrillic letters. Signs that may well stand together (a capital and a
closing quote) are mended only beside such proof, in the same piece of text between two tags. A piece that holds real
Cyrillic letters beside what looks garbled speaks about garbled text and stays.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from feeds.parsing.frequency import by_frequency, russian_score
from text.references import FORBIDDEN, WINDOWS_1252

_DEEPEST = 3  # times that a text may have been encoded
# What a letter of feeds may be: Latin, Cyrillic of the region, punctuation, currencies, arrows, pictures; or again the
# signs that such letters were taken for.
_EXPECTED = re.compile(
    "[\x80-\u017f\u0192\u02c6\u02dc\u018e\u018f\u0218-\u021b\u0259\u02b9-\u02bf\u0300-\u0308\u0401-\u040f\u0410-\u045f\u0490-\u0493\u049a\u049b"
    "\u04a2\u04a3\u04ae-\u04b3\u04b6\u04b7\u04ba\u04bb\u04d8\u04d9\u04e2\u04e3\u04e8\u04e9\u04ee\u04ef\u1e9e\u200b-\u203c"
    "\u20ac\u20b8-\u20bf\u2116\u2122\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\ufeff\U0001f000-\U0001faff]+"
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ODD = re.compile(f"[\x80-\x9f{FORBIDDEN.pattern[1:]}")
_PIECE = re.compile("[^<>]+")


@dataclass(frozen=True, slots=True)
class _Mistake:
    """One encoding that UTF-8 was taken for."""

    bytes_of: dict[int, str]  # code → the byte, as a letter of Latin-1
    runs: re.Pattern[str]  # sequences that may be the bytes of letters
    proof: re.Pattern[str]  # what, in a run, no language writes
    contradiction: re.Pattern[str]  # what a piece that was garbled as a whole cannot hold outside of runs


def _mistake(name: str, *, proof: str, contradiction: str) -> _Mistake:
    bytes_of: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(name, "ignore")
        bytes_of |= {ord(letter): chr(byte)} if letter else {}
        if byte < 0xA0:  # what is left undefined, or was never translated, comes as the control character
            bytes_of[byte] = chr(byte)

    def letters(first: int, last: int) -> str:
        return (
            "[" + "".join(re.escape(chr(code)) for code, byte in bytes_of.items() if first <= ord(byte) <= last) + "]"
        )

    more = letters(0x80, 0xBF)
    runs = f"(?:{letters(0xC2, 0xDF)}{more}|{letters(0xE0, 0xEF)}{more}{{2}}|{letters(0xF0, 0xF4)}{more}{{3}})+"
    return _Mistake(bytes_of, re.compile(runs), re.compile(proof), re.compile(contradiction))


_LATIN = _mistake(
    "cp1252",
    # A capital and a sign that never follows one; a letter behind which half a sign of punctuation or a picture stands.
    proof="[\xc2-\xdf][\x80-\x9f\u20ac\u0192\u2020\u2021\u02c6\u2030\u2022\u02dc\xa1-\xa9\xac\xad\xaf\xb1\xb4-\xb6\xb8\xbc-\xbf\xc0]"
    "|[\xe2\xef][\x80\x82\x84\x86\x87\x8c\x98-\x9e\u20ac\u201a\u201e\xac\xad\xb8\xbb][\x80-\xbf\u0152-\u2122]"
    "|\xf0[\x9f\u0178]|(?:[\xd0-\xd3][\x80-\xbf\u0152-\u2122]){2}|(?<=[a-z])[\xc2-\xdf]",
    contradiction=_CYRILLIC.pattern,
)
_WINDOWS_1251 = _mistake(
    "cp1251",
    proof="(?:[РСТУ][\x98\xa0-\xbf\u0402-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]){2}"
    "|в[\u0402\u201a\u201e\u2020][\x98\xa0-\xbf\u0402-\u045f\u0490\u0491\u2013-\u2122]|рџ|(?<=[a-zA-Z])[ГДЕК]",
    contradiction="[а-яё]",
)
# One of these stands in nearly any text garbled so, being half of а, е, о, и, А, of punctuation, pictures, or a letter
# of Uzbek or Turkish; of ordinary text hardly any.
_MARKS_1251 = ("µ", "ѕ", "°", "Ђ", "џ", "ђ", "ј", "¶", "©", "±", "Рё", "К»")
# Whole words of wide Latin letters, of which Western languages have one at a time: bytes of a Cyrillic encoding.
_WIDE_WORD = re.compile("[\xc0-\xff\xa8\xb8]{4,}")
_WIDE = re.compile("[\xc0-\xff]")
_SMALL = re.compile("[\xe0-\xff]")
_LATIN_WORDS = re.compile("[a-z]{2,}[\xe0-\xff]|[\xe0-\xff][a-z]{2,}")


def mended(text: str) -> str:
    """Return the text with what was encoded twice made whole; what was right stays, letter by letter."""
    for _ in range(_DEEPEST):
        better = _mended_once(text)
        if better == text:
            break
        text = better
    return text


def _mended_once(text: str) -> str:
    if text.isascii():
        return text
    if b"\xc3" in text.encode("utf-8", "surrogatepass"):  # a letter from À to ÿ, far cheaper than a pattern
        text = _PIECE.sub(_mending(_LATIN), text) if _LATIN.proof.search(text) else text
        text = _PIECE.sub(_one_byte, text) if _WIDE_WORD.search(text) else text
    if any(mark in text for mark in _MARKS_1251) and _WINDOWS_1251.proof.search(text):
        text = _PIECE.sub(_mending(_WINDOWS_1251), text)
    return text


def _mending(mistake: _Mistake) -> Callable[[re.Match[str]], str]:
    def mend(piece: re.Match[str]) -> str:
        text = piece[0]
        runs = [found for run in mistake.runs.finditer(text) if (found := _read(run, mistake))]
        if not any(mistake.proof.search(text, run.start(), run.end()) for run, _ in runs):
            return text
        parts, at = [], 0
        for run, letters in runs:
            if mistake.contradiction.search(text, at, run.start()):
                return text
            parts += [text[at : run.start()], letters]
            at = run.end()
        return text if mistake.contradiction.search(text, at) else "".join([*parts, text[at:]])

    return mend


def _read(run: re.Match[str], mistake: _Mistake) -> tuple[re.Match[str], str] | None:
    """Return the run with the letters that its bytes are, where feeds write such letters."""
    try:
        letters = run[0].translate(mistake.bytes_of).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return (run, letters) if _EXPECTED.fullmatch(letters) else None


def _one_byte(piece: re.Match[str]) -> str:
    """Return the piece in Cyrillic where it is made of such words and reads as Russian then."""
    text = piece[0]
    wide = len(_WIDE.findall(text))
    in_words = sum(map(len, _WIDE_WORD.findall(text)))
    if in_words < 5 or in_words * 2 < wide or _CYRILLIC.search(text) or _LATIN_WORDS.search(text):
        return text
    body = text.translate(_LATIN.bytes_of).encode("latin-1", "ignore")
    if len(body) < len(text):
        return text
    if not _SMALL.search(text):
        return body.decode("cp1251", "replace")  # all in capitals, which frequency takes for small letters of KOI8
    found = by_frequency(body)
    return found if russian_score(found) > 0 else text


def without_controls(text: str) -> str:
    """Return the text without what XML forbids, and with C1 controls as the signs that Windows means by them."""
    return FORBIDDEN.sub("", text.translate(WINDOWS_1252)) if _ODD.search(text) else text
