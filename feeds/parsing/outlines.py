"""Reading the outlines of an OPML file tag by tag, even if a person wrote it by hand.

An XML parser reads either the whole file or nothing. Here an & that is not escaped, a missing quotation mark or a
broken end costs one line, which is reported. Entities are those of HTML; the file cannot declare others.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# The beginning of a part without outlines → the end of such a part.
_SKIPPED = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}
_OPENING = re.compile("|".join(map(re.escape, _SKIPPED)))
_TAG = re.compile(r"<(/?)(?:[\w.-]+:)?outline(?![\w.-])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s*([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_END = re.compile(r"\s*(/?)\s*>")
_NEXT_TAG = re.compile(r"</?(?:[\w.-]+:)?(?:outline|body|opml|head)(?![\w.-])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
# The address in a tag in which a quotation mark is missing; no other attribute of such a tag is read.
_ADDRESS = re.compile(r"xmlurl\s*=\s*[\"']?\s*([^\s\"'<>]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """The start tag or end tag of an outline."""

    line: int  # number of the line in the file, counted from 1
    is_end: bool = False
    is_void: bool = False  # whether the start tag closes itself
    attributes: Mapping[str, str] = field(default_factory=dict)  # name in lower case and without prefix → value
    broken: str | None = None  # the beginning of the part that could not be read; None if all could


def tags(text: str) -> Iterator[Tag]:
    """Yield the tags of outlines in order; for a broken tag, the attributes that could be read."""
    text = _blanked(text)
    at, line, counted = 0, 1, 0
    while (match := _TAG.search(text, at)) is not None:
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        at = match.end()
        if match[1]:
            yield Tag(line, is_end=True)
            continue
        attributes, at, end = _attributes(text, at)
        if end is not None:
            yield Tag(line, is_void=bool(end[1]), attributes=attributes)
            continue
        follower = _NEXT_TAG.search(text, match.end())
        at = follower.start() if follower else len(text)
        rest = text[match.end() : at]
        saved = _ADDRESS.search(rest)
        is_whole = saved is not None and saved.end() < len(rest)  # a tag at the end of the file may be cut off
        found = {"xmlurl": _plain(saved[1])} if saved and is_whole else {}
        yield Tag(line, is_void=True, attributes=found, broken=" ".join(rest.split())[:80])


def _blanked(text: str) -> str:
    """Return the text with comments, CDATA sections and processing instructions replaced by spaces.

    One that does not end stays, because otherwise the rest of the file would be lost.
    """
    parts: list[str] = []
    at = 0
    endless: set[str] = set()
    for opening in _OPENING.finditer(text):
        if opening.start() < at or opening[0] in endless:
            continue
        mark = _SKIPPED[opening[0]]
        end = text.find(mark, opening.end())
        if end < 0:
            endless.add(opening[0])
            continue
        parts += [text[at : opening.start()], re.sub(r"[^\n]", " ", text[opening.start() : end + len(mark)])]
        at = end + len(mark)
    return "".join([*parts, text[at:]])


def _attributes(text: str, at: int) -> tuple[dict[str, str], int, re.Match[str] | None]:
    """Return the attributes of a tag, the position after them, and the match of the tag's end.

    If the tag is broken, the match is None, and the attributes are those that could be read.
    """
    attributes: dict[str, str] = {}
    while (match := _ATTRIBUTE.match(text, at)) is not None:
        value = next(part for part in match.groups()[1:] if part is not None)
        if _NEXT_TAG.search(value):
            return attributes, at, None  # a quotation mark is missing: the value has swallowed the next tag
        attributes.setdefault(match[1].rpartition(":")[2].lower(), _plain(value))
        at = match.end()
    end = _END.match(text, at)
    return attributes, end.end() if end else at, end


def _plain(value: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), value)
