"""The outlines of an OPML file that a person kept, exported or wrote by hand, tag by tag.

An XML parser reads all of a file or nothing. Here a bare &, a missing quote or a broken end costs one line, which is
told; entities are HTML's own, and none is ever declared.
"""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_SKIPPED = {"<!--": "-->", "<![CDATA[": "]]>", "<?": "?>"}  # what holds no outlines, and how it ends
_OPENING = re.compile("|".join(map(re.escape, _SKIPPED)))
_TAG = re.compile(r"<(/?)(?:[\w.-]+:)?outline(?![\w.-])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\s*([\w.:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))")
_END = re.compile(r"\s*(/?)\s*>")
_NEXT_TAG = re.compile(r"</?(?:[\w.-]+:)?(?:outline|body|opml|head)(?![\w.-])", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
# What can be saved of a tag whose quotes do not come in pairs.
_ADDRESS = re.compile(r"xmlurl\s*=\s*[\"']?\s*([^\s\"'<>]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """The beginning of an outline, or its end."""

    line: int  # of the file, from 1
    is_end: bool = False
    is_void: bool = False  # it ends where it begins
    attributes: Mapping[str, str] = field(default_factory=dict)  # names in small letters, without their prefixes
    broken: str | None = None  # the beginning of what could not be read


def tags(text: str) -> Iterator[Tag]:
    """Yield the outlines' tags in their order, broken ones with what could be saved."""
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
        is_whole = saved is not None and saved.end() < len(rest)  # one that ends with the file may be any
        found = {"xmlurl": _plain(saved[1])} if saved and is_whole else {}
        yield Tag(line, is_void=True, attributes=found, broken=" ".join(rest.split())[:80])


def _blanked(text: str) -> str:
    """Return the text with spaces for comments, sections and instructions; one that never ends is none."""
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
    """Return a tag's attributes, where they end, and its end; None for a tag that is broken."""
    attributes: dict[str, str] = {}
    while (match := _ATTRIBUTE.match(text, at)) is not None:
        value = next(part for part in match.groups()[1:] if part is not None)
        if _NEXT_TAG.search(value):
            return attributes, at, None  # a quote is missing, and the next tag was taken for a value
        attributes.setdefault(match[1].rpartition(":")[2].lower(), _plain(value))
        at = match.end()
    end = _END.match(text, at)
    return attributes, end.end() if end else at, end


def _plain(value: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match[0]), value)
