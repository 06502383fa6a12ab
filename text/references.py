"""Repairing character references: a bare `&` is escaped, and HTML's names are replaced by their characters.

Parsers disagree about references that are not well-formed (an XML parser stops at a bare `&` and at `&nbsp;`, an HTML
parser reads `&region=1` as `®ion=1`), so they are repaired before any parser sees the text.
"""

import re
from html.entities import html5

# The characters that browsers use for C1 controls: https://html.spec.whatwg.org/#numeric-character-reference-end-state
WINDOWS_1252 = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}

_ANY = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?|([A-Za-z][A-Za-z0-9]{0,31})(;?))?")
_UNKNOWN_TO_XML = re.compile(r"(?!&(?:amp|lt|gt|quot|apos);)" + _ANY.pattern)
_HALVES = re.compile(
    r"&#(?:[xX]0*([dD][89abAB][0-9a-fA-F]{2})|0*(5[56]\d{3}));&#(?:[xX]0*([dD][c-fC-F][0-9a-fA-F]{2})|0*(5[67]\d{3}));"
)
# A letter whose UTF-8 bytes are each written as a reference.
_BYTES = re.compile(r"(?:&#(?:12[89]|1[3-9]\d|2[0-4]\d|25[0-5]|[xX][89a-fA-F][0-9a-fA-F]);){2,}")
# Characters at which XML parsers stop: those that XML 1.0 forbids, lone surrogates and noncharacters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d\ufffe\uffff\ud800-\udfff]")
_KEPT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;"})
_TOKEN = 200  # characters before a reference in which the beginning of an address is looked for
_LONGEST_NUMBER = 8  # digits without leading zeros; a longer number is not a character


def sound_references(markup: str) -> str:
    """Return the markup with only those character references that XML knows.

    Others are replaced by their characters, or removed if they mean no character.
    """
    if "&" not in markup:
        return markup
    if "&#" in markup:
        markup = _BYTES.sub(_whole_letters, _HALVES.sub(_joined, markup))
    return _UNKNOWN_TO_XML.sub(_sound, markup)


def _joined(match: re.Match[str]) -> str:
    """Return the character whose two UTF-16 halves are written as references: `&#55357;&#56832;` is 😀.

    Return "" for two halves that do not belong together.
    """
    high = int(match[1], 16) if match[1] else int(match[2])
    low = int(match[3], 16) if match[3] else int(match[4])
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return ""
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _whole_letters(match: re.Match[str]) -> str:
    """Return the letters whose UTF-8 bytes are written as references: `&#208;&#176;` is «а».

    If the numbers are not UTF-8, the references stay unchanged.
    """
    numbers = [number.lower() for number in match[0][2:-1].split(";&#")]
    try:
        return bytes(int(number[1:], 16) if number[0] == "x" else int(number) for number in numbers).decode()
    except UnicodeDecodeError:
        return match[0]


def resolved(text: str) -> str:
    """Return the text with references replaced by characters; an `&` that does not begin a reference stays."""
    if "&" not in text:
        return text
    if "&#" in text:
        text = _BYTES.sub(_whole_letters, _HALVES.sub(_joined, text))
    # Split at `&amp;` first: often there are no other references, and a hostile feed may have a million of them.
    return "&".join([_ANY.sub(_plain, part) if "&" in part else part for part in text.split("&amp;")])


def _sound(match: re.Match[str]) -> str:
    letters = _letters(match)
    return f"&amp;{match[0][1:]}" if letters is None else letters.translate(_KEPT)


def _plain(match: re.Match[str]) -> str:
    letters = _letters(match)
    return match[0] if letters is None else letters


def _letters(match: re.Match[str]) -> str | None:
    """Return the characters of a reference, "" if it means no character; None if it is not a reference."""
    hexadecimal, decimal, name, end = match.groups()
    if hexadecimal or decimal:
        digits = (hexadecimal or decimal).lstrip("0")
        code = int(digits, 16 if hexadecimal else 10) if 0 < len(digits) <= _LONGEST_NUMBER else 0
        if not 0 < code <= 0x10FFFF:
            return ""
        letter = WINDOWS_1252.get(code) or chr(code)
        return "" if FORBIDDEN.match(letter) else letter
    if name:
        return html5.get(f"{name};") if end else _unended(name, match)
    return None


def _unended(name: str, match: re.Match[str]) -> str | None:
    """Return the character of a reference that may lack its semicolon, such as `&copy`; None if it is no reference.

    It is none in `&copy=2` and in addresses, where it is the name of a parameter.
    """
    letters = html5.get(name)
    if letters is None or match.string.startswith("=", match.end()):
        return None
    before = match.string[max(0, match.start() - _TOKEN) : match.start()]
    token = re.split(r"[\s<>\"']", before)[-1]
    return None if "://" in token or "=" in token else letters
