"""The text of a post, line by line, with bold lines, link targets and empty lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from text.tags import STRUCK

_BOLD = frozenset({"b", "strong"})
_BLOCKS = frozenset({"blockquote", "pre", "div", "p", "ul", "ol", "li"})
_SPACE = re.compile(r"\s+")
_LETTER = re.compile(r"[^\W_]")
_LONGEST = 4096  # characters; a post on Telegram is not longer
_DEEPEST = 60  # nested elements; only a hostile page has more


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a post, with what distinguishes a title from text, and the links in it."""

    text: str
    is_bold: bool = False  # whether all letters of the line are bold
    links: tuple[str, ...] = ()
    is_first: bool = False  # whether an empty line comes before this line, so that it is the first of a paragraph

    @property
    def letters(self) -> int:
        return len(_LETTER.findall(self.text))


def lines_of(nodes: Sequence[LexborNode]) -> tuple[Line, ...]:
    """Return the lines of a post's texts, without those that have neither letters, digits nor symbols."""
    pen = _Pen()
    for node in nodes:
        for piece in _pieces(node, is_bold=False, link=None, depth=0):
            pen.write(piece)
        pen.end()
        pen.end()
    return tuple(pen.lines)


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str | None  # None marks the end of a line
    is_bold: bool = False
    link: str | None = None


_END = _Piece(None)


def _pieces(node: LexborNode, *, is_bold: bool, link: str | None, depth: int) -> Iterator[_Piece]:
    for child in node.iter(include_text=True):
        tag = child.tag
        if tag == "-text":
            yield _Piece(child.text_content or "", is_bold, link)
        elif tag == "br":
            yield _END
        elif tag in STRUCK:
            continue
        elif depth >= _DEEPEST:
            yield _Piece(child.text(), is_bold, link)
        else:
            if tag in _BLOCKS:
                yield _END
            here = _address(child) or link if tag == "a" else link
            yield from _pieces(child, is_bold=is_bold or tag in _BOLD, link=here, depth=depth + 1)
            if tag in _BLOCKS:
                yield _END


def _address(anchor: LexborNode) -> str | None:
    """Return the target of a link.

    Telegram escapes a target twice if its app asks the reader before opening the link.
    """
    address = (anchor.attributes.get("href") or "").replace("&amp;", "&").strip()
    return address if re.match(r"https?://", address, re.IGNORECASE) else None


@dataclass(slots=True)
class _Pen:
    lines: list[Line] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _links: dict[str, None] = field(default_factory=dict)
    _letters: int = 0
    _bold: int = 0
    _is_first: bool = True

    def write(self, piece: _Piece) -> None:
        if piece.text is None:
            self.end()
            return
        self._text.append(piece.text)
        count = len(_LETTER.findall(piece.text))
        self._letters += count
        self._bold += count if piece.is_bold else 0
        if piece.link:
            self._links[piece.link] = None

    def end(self) -> None:
        text = _SPACE.sub(" ", "".join(self._text)).strip()[:_LONGEST]
        if text:
            is_bold = 0 < self._letters == self._bold
            self.lines.append(Line(text, is_bold, tuple(self._links), self._is_first))
        self._is_first = not text or (self._is_first and not self.lines)
        self._text.clear()
        self._links.clear()
        self._letters = self._bold = 0
