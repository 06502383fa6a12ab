"""Repairing text that was decoded wrongly and encoded again: «Ð¼Ð¾ÑÑ‚», «РјРѕСЃС‚», «ìîñò» become «мост».

Characters are taken for the bytes of a letter only if no language would write them together: a capital before a
currency sign, or pairs that all make Cyrillic letters. Other sequences, which might be meant (a capital and a closing
quotation mark), are repaired only near such a proof, in the same piece of text between two tags. A piece that has real
Cyrillic letters as well is about wrongly decoded text, and stays unchanged.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from feeds.parsing.frequency import by_frequency, russian_score
from text.references import FORBIDDEN, WINDOWS_1252

_DEEPEST = 3  # how many times a text may have been decoded wrongly
# Letters that occur in feeds (Latin, Cyrillic of the region, punctuation, currencies, arrows, emoji), or characters for
# which such letters were mistaken.
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
    """A single-byte encoding for which UTF-8 was mistaken."""

    bytes_of: dict[int, str]  # code point of a wrong character → the Latin-1 character of the byte it was decoded from
    runs: re.Pattern[str]  # sequences that may be the bytes of one letter
    proof: re.Pattern[str]  # sequences that no language writes; a run that contains one was decoded wrongly
    # Outside the runs, one of these characters proves that this mistake was not made; the piece then stays unchanged.
    contradiction: re.Pattern[str]


def _mistake(name: str, *, proof: str, contradiction: str) -> _Mistake:
    bytes_of: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        letter = bytes([byte]).decode(name, "ignore")
        bytes_of |= {ord(letter): chr(byte)} if letter else {}
        if byte < 0xA0:  # bytes without a character in this encoding become control characters
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
    # First a capital with a sign that never follows capitals, such as Ð°; then â or ï with what is left of a wrongly
    # decoded punctuation mark, such as â€œ, or ð with what is left of an emoji.
    proof="[\xc2-\xdf][\x80-\x9f\u20ac\u0192\u2020\u2021\u02c6\u2030\u2022\u02dc\xa1-\xa9\xac\xad\xaf\xb1\xb4-\xb6\xb8\xbc-\xbf\xc0]"
    "|[\xe2\xef][\x80\x82\x84\x86\x87\x8c\x98-\x9e\u20ac\u201a\u201e\xac\xad\xb8\xbb][\x80-\xbf\u0152-\u2122]"
    "|(?<=\\b[OG])\xca[\xbb\xbc]|\xf0[\x9f\u0178]|(?:[\xd0-\xd3][\x80-\xbf\u0152-\u2122]){2}|(?<=[a-z])[\xc2-\xdf]",
    contradiction=_CYRILLIC.pattern,
)
_WINDOWS_1251 = _mistake(
    "cp1251",
    proof="(?:[РСТУ][\x98\xa0-\xbf\u0402-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]){2}"
    "|в[\u0402\u201a\u201e\u2020][\x98\xa0-\xbf\u0402-\u045f\u0490\u0491\u2013-\u2122]|рџ|(?<=[a-zA-Z])[ГДЕК]",
    contradiction="[а-яё]",
)
# Nearly every UTF-8 text that was decoded as windows-1251 has one of these, because they are halves of а, е, о, и, А,
# of punctuation, emoji and letters of Uzbek and Turkish. Other texts hardly ever have any.
_MARKS_1251 = ("µ", "ѕ", "°", "Ђ", "џ", "ђ", "ј", "¶", "©", "±", "Рё", "К»")
# Words of accented Latin letters only. Western languages use such letters one at a time, so these are bytes of a
# Cyrillic encoding.
_WIDE_WORD = re.compile("[\xc0-\xff\xa8\xb8]{4,}")
_WIDE = re.compile("[\xc0-\xff]")
# The first byte of a sign such as ° or a non-breaking space, left before it, where no word ends and none stands alone.
_STRAY = re.compile("(?<=[0-9.,:;!?)\u0400-\u04ff])\xc2(?=[\xa0-\xbf])|(?<![^\\s(])\xc2(?=[\xa7\xa9\xab\xb1\xbd])")
_SMALL = re.compile("[\xe0-\xff]")
_LATIN_WORDS = re.compile("[a-z]{2,}[\xe0-\xff]|[\xe0-\xff][a-z]{2,}")


def mended(text: str) -> str:
    """Return the text with its wrongly decoded parts repaired; everything else stays unchanged."""
    for _ in range(_DEEPEST):
        better = _mended_once(text)
        if better == text:
            break
        text = better
    return text


def _mended_once(text: str) -> str:
    if text.isascii():
        return text
    # In UTF-8, the letters from À to ÿ begin with this byte. Looking for it is much faster than a regular expression.
    if b"\xc3" in text.encode("utf-8", "surrogatepass"):
        text = _PIECE.sub(_mending(_LATIN), text) if _LATIN.proof.search(text) else text
        text = _PIECE.sub(_one_byte, text) if _WIDE_WORD.search(text) else text
        text = _STRAY.sub("", text)
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
    """Return (run, its bytes read as UTF-8); None if they are not UTF-8, or mean letters that feeds do not have."""
    try:
        letters = run[0].translate(mistake.bytes_of).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return None
    return (run, letters) if _EXPECTED.fullmatch(letters) else None


def _one_byte(piece: re.Match[str]) -> str:
    """Return the piece decoded again, as Cyrillic, or unchanged if it does not look wrongly decoded.

    It is decoded again if most of its accented Latin letters are in words without any other letters, and the result
    looks like Russian.
    """
    text = piece[0]
    wide = len(_WIDE.findall(text))
    in_words = sum(map(len, _WIDE_WORD.findall(text)))
    if in_words < 5 or in_words * 2 < wide or _CYRILLIC.search(text) or _LATIN_WORDS.search(text):
        return text
    body = text.translate(_LATIN.bytes_of).encode("latin-1", "ignore")
    if len(body) < len(text):
        return text
    if not _SMALL.search(text):
        # All letters are capitals. The frequency of letters cannot tell the encoding here, because capitals in
        # windows-1251 have the bytes of small letters in KOI8.
        return body.decode("cp1251", "replace")
    found = by_frequency(body)
    return found if russian_score(found) > 0 else text


def without_controls(text: str) -> str:
    """Return the text without characters that XML forbids.

    C1 controls become the windows-1252 characters they stand for.
    """
    return FORBIDDEN.sub("", text.translate(WINDOWS_1252)) if _ODD.search(text) else text
