"""Normalising spaces and line breaks, composing letters, removing invisible characters."""

import re
import unicodedata

from text.invisible import visible

# Matches what becomes a plain space, but not a single plain space, because replacing each one by itself is slow.
_SPACES = re.compile(
    r"[^\S \n\r\x0b\x0c\x85\u2028\u2029][^\S\n\r\x0b\x0c\x85\u2028\u2029]*"
    r"| [^\S\n\r\x0b\x0c\x85\u2028\u2029]+"
)
LINE_ENDS = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]\s*")


def _accents() -> str:
    """Return all combining marks that normalisation reorders, as ranges for a character class."""
    codes = [code for code in range(0x300, 0x20000) if unicodedata.combining(chr(code))]
    known = set(codes)
    starts = [chr(code) for code in codes if code - 1 not in known]
    ends = [chr(code) for code in codes if code + 1 not in known]
    return "".join(f"{start}-{end}" for start, end in zip(starts, ends, strict=True))


# Ordering combining marks takes time quadratic in their number. So a letter keeps no more marks than a language writes:
# https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
_TOO_MANY_ACCENTS = re.compile("([{0}]{{30}})[{0}]+".format(_accents()))
# A few ranges that contain all combining marks; they are searched ten times as fast, so they are checked first.
_MAY_BE_ACCENTED = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u0e4f\u0eb8-\u1e00\u20d0-\u20f0\u2cef-\u2dff\u302a-\u309a"
    "\ua66f-\uabed\ufb1e-\ufe2f\U00010000-\U0001efff]"
)


def tidied(text: str) -> str:
    """Return the text with each paragraph on one line, single spaces and no invisible characters, in NFC."""
    text = visible(text)
    if _MAY_BE_ACCENTED.search(text):
        text = _TOO_MANY_ACCENTS.sub(r"\1", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if text.isprintable() and "  " not in text:  # the plain space is the only separator that counts as printable
        return text.strip()
    return LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).replace(" \n", "\n").strip()
