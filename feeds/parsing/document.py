"""A fetched document, and the kinds of sources that can read it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from feeds.parsing.decode import decode, without_doctype
from feeds.parsing.parsed import FoundFeed, ParsedFeed
from feeds.parsing.sections import repaired

HEAD = 2000  # characters by which kinds recognise a document


@dataclass(frozen=True)
class Document:
    """The text that a server sent, and its address; `url` is the address after redirects."""

    url: str
    content_type: str
    text: str

    @classmethod
    def of(cls, body: bytes, content_type: str, url: str) -> "Document":
        """Decode a body by the encoding it declares, else by the one its server declares, else by its letters."""
        return cls(url, content_type, decode(body, content_type))

    @cached_property
    def start(self) -> str:
        """The text without spaces and invisible characters before its beginning."""
        return self.text.lstrip("\ufeff \t\r\n")

    @property
    def head(self) -> str:
        return self.start[:HEAD]

    @cached_property
    def markup(self) -> str:
        """The text without prolog and DOCTYPE and with its references repaired, for kinds that are XML."""
        return repaired(without_doctype(self.text))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: how a document is recognised by its address and beginning, and how it is read.

    `parse` raises NotAFeed if the document is of this kind but holds no news. `links` finds the feeds that such a
    document links to, for people to choose from; None: as for a web page.
    """

    name: str
    is_mine: Callable[[Document], bool]
    parse: Callable[[Document], ParsedFeed]
    links: Callable[[Document], tuple[FoundFeed, ...]] | None = None
