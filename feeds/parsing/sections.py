"""The parts of a document that are no markup: CDATA sections, which stay as they are, and comments, which go."""

import re

from text.references import sound_references

_OPENING = re.compile(r"<!\[CDATA\[|<!--")
_SECTION, _SECTION_END, _COMMENT_END = "<![CDATA[", "]]>", "-->"
_PARENT = re.compile(r"<([A-Za-z_][\w:.-]*)[^<>]*>\s*\Z")
_PARENT_ROOM = 300  # characters in which the tag is looked for that a section stands in


class _Marks:
    """The next place of each mark, looked for once, so that a document of nothing but openings costs no more."""

    def __init__(self, markup: str) -> None:
        self._markup = markup
        self._next: dict[str, int] = {}

    def after(self, mark: str, position: int) -> int:
        """Return where the mark stands next, or -1; positions asked for only grow."""
        found = self._next.get(mark, 0)
        if 0 <= found < position or mark not in self._next:
            found = self._next[mark] = self._markup.find(mark, position)
        return found


def repaired(markup: str) -> str:
    """Return the document with sound references outside CDATA, without comments, every section closed.

    A section that never ends ends with its element: what follows is not its text.
    """
    if "&" not in markup and "<!" not in markup and _SECTION_END not in markup:
        return markup
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
    """Return markup between sections; an end that no section has is text, as of one section inside another."""
    return sound_references(markup).replace(_SECTION_END, "]]&gt;")


def _section(markup: str, opening: re.Match[str], marks: _Marks) -> tuple[str, int]:
    """Return a CDATA section, closed, and where the document goes on."""
    start = opening.end()
    end, nested = marks.after(_SECTION_END, start), marks.after(_SECTION, start)
    if end >= 0 and not 0 <= nested < end:
        return markup[opening.start() : end + len(_SECTION_END)], end + len(_SECTION_END)
    parent = _PARENT.search(markup[max(0, opening.start() - _PARENT_ROOM) : opening.start()])
    close = markup.find(f"</{parent[1]}", start, nested if nested >= 0 else len(markup)) if parent else -1
    if close >= 0:
        return f"{_SECTION}{markup[start:close]}{_SECTION_END}", close
    if end >= 0:
        return markup[opening.start() : end + len(_SECTION_END)], end + len(_SECTION_END)
    return "", start  # the sign of a section alone: what follows is read as markup
