"""A fetched document, and the type for kinds of sources that can read documents."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from feeds.parsing.decode import decode, without_doctype
from feeds.parsing.parsed import FoundFeed, ParsedFeed
from feeds.parsing.sections import repaired

HEAD = 2000  # a document's kind is recognised by this many characters at its beginning


@dataclass(frozen=True)
class Document:
    """The text that a server sent, and its address after all redirects."""

    url: str
    content_type: str
    text: str

    @classmethod
    def of(cls, body: bytes, content_type: str, url: str) -> "Document":
        """Decode a body in the encoding that it declares, or that its server declares, or that its letters suggest."""
        return cls(url, content_type, decode(body, content_type))

    @cached_property
    def start(self) -> str:
        """The text without white space and byte order mark at its beginning."""
        return self.text.lstrip("\ufeff \t\r\n")

    @property
    def head(self) -> str:
        return self.start[:HEAD]

    @cached_property
    def markup(self) -> str:
        """The text as XML parsers accept it: without prolog and DOCTYPE, and with repaired character references."""
        return repaired(without_doctype(self.text))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: how its documents are recognised by address and beginning, and how they are read.

    `parse` raises NotAFeed if a document is of this kind but has no news. `links` returns the feeds to which such a
    document links, so that a person can choose one; if it is None, links are found as in a web page.
    """

    name: str
    is_mine: Callable[[Document], bool]
    parse: Callable[[Document], ParsedFeed]
    links: Callable[[Document], tuple[FoundFeed, ...]] | None = None
