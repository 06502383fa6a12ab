"""A document on its way to the kind that reads it, and what a kind is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from feeds.parsing.decode import decode, without_doctype
from feeds.parsing.parsed import FoundFeed, ParsedFeed
from feeds.parsing.sections import repaired

HEAD = 2000  # characters that tell what a document is


@dataclass(frozen=True)
class Document:
    """What a server sent, as text, and where from; `url` is where redirects led in the end."""

    url: str
    content_type: str
    text: str

    @classmethod
    def of(cls, body: bytes, content_type: str, url: str) -> "Document":
        """Decode a body by what it says of its encoding, else by what its server says, else by its letters."""
        return cls(url, content_type, decode(body, content_type))

    @cached_property
    def start(self) -> str:
        """The text from its first sign that counts."""
        return self.text.lstrip("\ufeff \t\r\n")

    @property
    def head(self) -> str:
        return self.start[:HEAD]

    @cached_property
    def markup(self) -> str:
        """The text without prolog and DOCTYPE, its references repaired: for kinds that are XML."""
        return repaired(without_doctype(self.text))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of source: how it is known by its address and its document's head, and how it is read.

    `parse` raises NotAFeed for what is of this kind and holds no news. `links` finds the feeds that such a document
    names, for people to choose from; None: as in a page.
    """

    name: str
    is_mine: Callable[[Document], bool]
    parse: Callable[[Document], ParsedFeed]
    links: Callable[[Document], tuple[FoundFeed, ...]] | None = None
