"""From bytes to text: which encoding a feed is really in, and what no parser should see."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PROLOG = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})\s*[\"']")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
# What XML 1.0 forbids, lone surrogates and noncharacters included; parsers stop at them.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]+)|0*([0-9]+));")
_CYRILLIC = ("windows-1251", "koi8-r")
_CYRILLIC_NAMES = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866")
_LATIN = ("iso8859-1", "cp1252", "ascii")
_WIDE_WORD = re.compile(rb"[\x80-\xff]{4,}")
# Not what it is, as it would have been read by now; or no character encoding at all.
_UNBELIEVABLE = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode_escape", "hex", "zlib")
# The letters of running Russian text, most frequent first; a wrong decoding swaps cases and rare letters in.
_FREQUENT = frozenset("оеаинтсрвлкмдпу")


def decode(body: bytes, content_type: str = "") -> str:
    """The text, by the byte-order mark, then UTF-8 if it is valid, then the prolog, then HTTP, then letter frequency.

    Publishers who changed their site to UTF-8 and forgot the prolog are more than those whose windows-1251 happens to
    be valid UTF-8, of which there are none.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _forbid(body[len(mark) :].decode(name, "replace"))
    wide = _wide_encoding(body)
    if wide:
        return _forbid(body.decode(wide, "replace"))
    try:
        return _forbid(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        if error.start > len(body) - 4 and error.reason == "unexpected end of data":
            return _forbid(body.decode("utf-8", "ignore"))  # cut in the middle of a letter
        if _is_utf8_with_flaws(body):
            return _forbid(body.decode("utf-8", "replace"))
    named = [match[1].decode("ascii") for pattern in (_PROLOG, _META) if (match := pattern.search(body[:2048]))]
    named += [match[1] for match in [_HTTP.search(content_type)] if match]
    for name in named:
        try:
            known = codecs.lookup(name).name
            if known in _LATIN:  # https://encoding.spec.whatwg.org/#names-and-labels: what it says is not what it is
                return _forbid(_by_frequency(body) if _has_wide_words(body) else body.decode("cp1252", "replace"))
            if known in _UNBELIEVABLE:
                continue
            text = body.decode(known)
            is_doubtful = known in _CYRILLIC_NAMES and _russian_score(text[:32768]) <= 0
            return _forbid(_by_frequency(body) if is_doubtful else text)
        except (LookupError, UnicodeError, ValueError):
            continue
    return _forbid(_by_frequency(body))


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 and UTF-32 without a mark begin with '<' and zeros: https://www.w3.org/TR/xml/#sec-guessing."""
    for start, name in ((b"<\x00\x00\x00", "utf-32-le"), (b"\x00\x00\x00<", "utf-32-be")):
        if body.startswith(start):
            return name
    for start, name in ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be")):
        if body.startswith(start):
            return name
    return None


def _is_utf8_with_flaws(body: bytes) -> bool:
    """A few broken bytes in what is otherwise UTF-8: a cut letter here and there."""
    text = body[:65536].decode("utf-8", "replace")
    wide = sum(1 for letter in text if letter > "\x7f")
    return wide > 20 and text.count("�") * 20 < wide


def _has_wide_words(body: bytes) -> bool:
    """Whole words of wide letters: Cyrillic under a Latin label. Western languages have one wide letter at a time."""
    wide = sum(1 for byte in body[:32768] if byte > 0x7F)
    return sum(map(len, _WIDE_WORD.findall(body[:32768]))) * 2 > wide


def _by_frequency(body: bytes) -> str:
    candidates = [body[:32768].decode(name, "replace") for name in _CYRILLIC]
    scores = [_russian_score(text) for text in candidates]
    if max(scores) <= 0:
        return body.decode("latin-1")
    return body.decode(_CYRILLIC[scores.index(max(scores))], "replace")


def _russian_score(text: str) -> float:
    """Higher for text that reads as Russian: frequent small letters inside words, few capitals after small ones."""
    good = sum(1 for letter in text if letter in _FREQUENT)
    wide = sum(1 for letter in text if letter > "\x7f")
    swapped = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    return good - wide / 4 - 2 * swapped if wide else 0.0


def _forbid(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def without_bad_references(markup: str) -> str:
    """The markup without numeric references to characters that XML forbids, at which parsers stop."""
    return _REFERENCE.sub(_allowed, markup) if "&#" in markup else markup


def _allowed(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    code = int(digits, 16 if match[1] else 10) if len(digits) < 8 else 0
    return match[0] if 0 < code <= 0x10FFFF and not _FORBIDDEN.match(chr(code)) else ""


def without_doctype(text: str) -> str:
    """The document without its prolog and DOCTYPE, whose entities are thereby never declared and never expanded."""
    at = 0
    while True:
        match = re.compile(r"[\s\ufeff]*").match(text, at)
        at = match.end() if match else at
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            end = end + 1 if end >= 0 else end
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            at = _doctype_end(text, at)
            continue
        else:
            return text[at:]
        if end < 0:
            return ""
        at = end + 2


_DOCTYPE_PART = re.compile(r"<!--.*?-->|\"[^\"]*\"|'[^']*'|[\[\]>]", re.DOTALL)


def _doctype_end(text: str, start: int) -> int:
    is_inside = False
    for part in _DOCTYPE_PART.finditer(text, start + 9):
        match part[0]:
            case "[":
                is_inside = True
            case "]":
                is_inside = False
            case ">" if not is_inside:
                return part.end()
    return len(text)
