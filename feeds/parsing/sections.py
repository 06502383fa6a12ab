"""Repairing the markup around CDATA sections, whose text stays unchanged, and removing comments."""

import re

from text.references import sound_references

_ODD_OPENING = re.compile(r"<!(?!\[CDATA\[)\s?\[\s?(?i:CDATA)\s?\[")
_ODD_END = re.compile(r"\]\s{0,9}(?:\]\s{0,9})?(?:>|&gt;)\s{0,99}\Z")
_OPENING = re.compile(r"<!\[CDATA\[|<!--")
_SECTION, _SECTION_END, _COMMENT_END = "<![CDATA[", "]]>", "-->"
_ESCAPED_END = "]]]]><![CDATA[>"  # stands for "]]>" in a section
_PARENT = re.compile(r"<([A-Za-z_][\w:.-]*)[^<>]*>\s*\Z")
# Elements with HTML, in which a script may have a section of its own inside the element's section.
_WITH_HTML = frozenset({"description", "content:encoded", "content", "summary", "title"})
# If a CDATA section is not closed, this many characters before it are searched for the start tag of the element that
# contains it, because the section is then closed where that element ends.
_PARENT_ROOM = 300


class _Marks:
    """The next position of each delimiter, such as `<![CDATA[`.

    Positions are remembered, so that a document full of open sections is searched only once.
    """

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._next: dict[str, int] = {}

    def after(self, mark: str, position: int) -> int:
        """Return the position of the first delimiter `mark` at or after `position`; -1 if there is none.

        `position` must not be smaller than in the call before.
        """
        found = self._next.get(mark, 0)
        if 0 <= found < position or mark not in self._next:
            found = self._next[mark] = self._markup.find(mark, position)
        return found


def repaired(markup: str) -> str:
    """Return the document with valid character references outside CDATA, without comments, and with sections closed.

    A CDATA section without an end is closed at the end of the element around it. Delimiters that are written in small
    letters or with spaces are understood as well.
    """
    if "&" not in markup and "<!" not in markup and _SECTION_END not in markup:
        return markup
    if _ODD_OPENING.search(markup):
        markup = _ODD_OPENING.sub(_SECTION, markup)
    marks, parts, at = _Marks(markup), [], 0
    while opening := _OPENING.search(markup, at):
        parts.append(_outside(markup[at : opening.start()]))
        if opening[0] == _SECTION:
            text, at = _section(markup, opening, marks)
            parts.append(text)
        else:
            end = marks.after(_COMMENT_END, opening.end())
            at = end + len(_COMMENT_END) if end >= 0 else opening.end()
    parts.append(_outside(markup[at:]))
    return "".join(parts)


def _outside(markup: str) -> str:
    """Return the markup between two CDATA sections, with valid references.

    A "]]>" here ends no section, for example because sections were nested, so it is escaped.
    """
    return sound_references(markup).replace(_SECTION_END, "]]&gt;")


def _section(markup: str, opening: re.Match[str], marks: _Marks) -> tuple[str, int]:
    """Return the CDATA section with its closing `]]>`, and the position after it; "" if the section never ends."""
    start = opening.end()
    end, nested = marks.after(_SECTION_END, start), marks.after(_SECTION, start)
    if end >= 0 and not 0 <= nested < end:
        return markup[opening.start() : end + len(_SECTION_END)], end + len(_SECTION_END)
    parent = _PARENT.search(markup[max(0, opening.start() - _PARENT_ROOM) : opening.start()])
    close = markup.find(f"</{parent[1]}", start, nested if nested >= 0 else len(markup)) if parent else -1
    if close >= 0:
        return f"{_SECTION}{_ODD_END.sub('', markup[start:close])}{_SECTION_END}", close
    if end >= 0:
        outer_end = -1
        if parent and parent[1] in _WITH_HTML:
            outer_end = marks.after(f"</{parent[1]}>", start) - len(_SECTION_END)
        if outer_end > end and markup.startswith(_SECTION_END, outer_end):
            text = markup[start:outer_end]
            for mark in (_ESCAPED_END, _SECTION, _SECTION_END):
                text = text.replace(mark, "")
            return f"{_SECTION}{text}{_SECTION_END}", outer_end + len(_SECTION_END)
        return markup[opening.start() : end + len(_SECTION_END)], end + len(_SECTION_END)
    return "", start  # the section never ends, so its opening is removed and what follows is read as markup
