"""From bytes to text: finding a feed's real encoding, and removing what parsers should not see."""

import codecs
import contextlib
import re

from feeds.parsing.frequency import by_frequency, russian_score
from feeds.parsing.mojibake import mended, without_controls

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # tried before UTF-16, because its byte order mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Which of the first four bytes are zero → encoding. In the last two rows the second letter is not Latin, so that only
# one of the four bytes is zero.
_WIDE = {
    "x000": "utf-32-le",
    "000x": "utf-32-be",
    "x0x0": "utf-16-le",
    "0x0x": "utf-16-be",
    "x0xx": "utf-16-le",
    "0xxx": "utf-16-be",
}
_PROLOG = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([A-Za-z0-9._:-]{1,40})\s*[\"']")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_HTTP = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_CYRILLIC_NAMES = ("cp1251", "koi8-r", "koi8-u", "iso8859-5", "cp866")
_LATIN = ("iso8859-1", "cp1252", "ascii")
_WIDE_WORD = re.compile(rb"[\x80-\xff]{4,}")
_WIDE_LETTER = re.compile("[^\0-\x7f\ufffd]")
# UTF-16 halves of a character, each encoded as UTF-8, as old software does it: https://www.unicode.org/reports/tr26/
_HALVES = re.compile(rb"(?:\xed[\xa0-\xbf][\x80-\xbf])+")
_SAMPLE = 32768  # bytes or letters at the beginning by which the encoding is judged
_FLAWS = 3  # correct letters needed for each unreadable one; if there are fewer, the encoding is wrong
# Letters that must be valid UTF-8, because bytes in another encoding rarely form this many. The frequency of fewer
# letters says nothing of a declared encoding.
_FEWEST_SOUND = 8
# Declared encodings that are ignored: they have been tried by then, or do not encode characters.
_UNBELIEVABLE = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-7", "idna", "punycode", "unicode_escape", "hex", "zlib")


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a document, whose declared encoding may be wrong.

    The encoding is decided by these, in this order: the byte order mark, the positions of zero bytes, whether the bytes
    are valid UTF-8, the declaration in the prolog or in HTTP, and the frequency of letters. UTF-8 comes before the
    declaration, because many publishers changed to UTF-8 and forgot the prolog, while no real text in windows-1251 is
    valid UTF-8. Text that the publisher decoded wrongly is repaired before control characters are removed, because
    those may be parts of wrongly decoded letters.
    """
    return without_controls(mended(_decoded(body, content_type)))


def _decoded(body: bytes, content_type: str) -> str:
    for mark, name in _BOMS:
        if body.startswith(mark):
            body = body[len(mark) :]
            text = body.decode(name, "replace")
            if _is_believable(text):
                return text
            break  # ignore the byte order mark, which a site's template put before a text in another encoding
    wide = _wide_encoding(body)
    if wide:
        return body.decode(wide, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > len(body) - 4 and error.reason == "unexpected end of data":
            return body.decode("utf-8", "ignore")  # only the last letter was cut off
        if _HALVES.search(body):
            with contextlib.suppress(UnicodeDecodeError):
                return _HALVES.sub(_joined, body).decode("utf-8")
    mostly_utf8 = _mostly_utf8(body)
    return _named(body, content_type) if mostly_utf8 is None else mostly_utf8


def _joined(halves: re.Match[bytes]) -> bytes:
    """Return the UTF-8 bytes of characters that were encoded in halves; a half without its other one is dropped."""
    units = halves[0].decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
    return units.decode("utf-16-le", "ignore").encode()


def _named(body: bytes, content_type: str) -> str:
    """Return the text decoded from the declared encoding, or from a likelier one if that gives an improbable text."""
    named = [match[1].decode("ascii") for pattern in (_PROLOG, _META) if (match := pattern.search(body[:2048]))]
    named += [match[1] for match in [_HTTP.search(content_type)] if match]
    for name in named:
        try:
            known = codecs.lookup(name).name
            # A declared Latin encoding is usually wrong: https://encoding.spec.whatwg.org/#names-and-labels
            if known in _LATIN:
                return by_frequency(body) if _has_wide_words(body) else body.decode("latin-1")
            if known in _UNBELIEVABLE:
                continue
            text = body.decode(known)
            return by_frequency(body) if known in _CYRILLIC_NAMES and _is_doubtful(text[:_SAMPLE]) else text
        except (LookupError, UnicodeError, ValueError):
            continue
    return by_frequency(body)


def _is_doubtful(sample: str) -> bool:
    """Return whether a text in a declared Cyrillic encoding looks wrongly decoded; a few letters do not show that."""
    return len(_WIDE_LETTER.findall(sample)) >= _FEWEST_SOUND and russian_score(sample) <= 0


def _is_believable(text: str) -> bool:
    """Return whether a text looks correctly decoded: it has signs of markup, and few unreadable letters."""
    sample = text[:_SAMPLE]
    broken, wide = sample.count("\ufffd"), len(_WIDE_LETTER.findall(sample))
    return broken * _FLAWS <= wide and any(sign in sample for sign in "<{[")


def _wide_encoding(body: bytes) -> str | None:
    """Return UTF-16 or UTF-32 if ASCII letters alternate with zero bytes: https://www.w3.org/TR/xml/#sec-guessing"""
    if body[:1] not in (b"<", b"{", b"[", b" ", b"\t", b"\r", b"\n", b"\0"):
        return None
    return _WIDE.get("".join("0" if byte == 0 else "x" for byte in body[:4]))


def _mostly_utf8(body: bytes) -> str | None:
    """Return the text of a document that is mostly UTF-8, decoded piece by piece; None if hardly any piece is UTF-8.

    Not all of it may be UTF-8: a letter may be cut in the middle, and of several feeds that a site has joined into one,
    one may be in another encoding.
    """
    pieces = body.split(b"<")
    texts = [piece.decode("utf-8", "replace") for piece in pieces]
    counts = [(len(_WIDE_LETTER.findall(text)), text.count("\ufffd")) for text in texts]
    sound, flaws = sum(wide for wide, broken in counts if not broken), sum(broken for _, broken in counts)
    is_flawed_only = flaws * 20 < sum(wide for wide, _ in counts)
    if not is_flawed_only and sound < max(_FEWEST_SOUND, flaws / 20):
        return None
    for place, (wide, broken) in enumerate(counts):
        if broken * _FLAWS > wide:
            texts[place] = by_frequency(pieces[place])
    return "<".join(texts)


def _has_wide_words(body: bytes) -> bool:
    """Return whether bytes above 0x7F form whole words, as in Cyrillic; in Western languages most stand alone."""
    wide = sum(1 for byte in body[:_SAMPLE] if byte > 0x7F)
    return sum(map(len, _WIDE_WORD.findall(body[:_SAMPLE]))) * 2 > wide


def without_doctype(text: str) -> str:
    """Return the document without prolog and DOCTYPE, so that no parser expands the entities of a DOCTYPE.

    If the prolog or a comment is never closed, only its opening is removed, not the rest of the document.
    """
    at = 0
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if text.startswith("<?", at):
            at = _instruction_end(text, at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at + 4)
            at = end + 3 if end >= 0 else at + 4
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            at = _doctype_end(text, at)
        else:
            return text[at:]


def _instruction_end(text: str, start: int) -> int:
    end, bracket = text.find("?>", start), text.find("<", start + 2)
    if end >= 0 and not 0 <= bracket < end:
        return end + 2
    closed = text.find(">", start)  # some prologs end with > in place of ?>
    return closed + 1 if closed >= 0 else len(text)


_SPACE = re.compile(r"[\s\ufeff]*")
_ROOT = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf|opml|urlset|html)\b", re.IGNORECASE)
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
    root = _ROOT.search(text, start + 9)
    return root.start() if root else len(text)
