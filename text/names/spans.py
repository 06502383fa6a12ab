"""Names at their positions in a sentence, and the context that decides about its words."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.article import Name
from text.lexicon.lexicon import Lexicon
from text.names.rules import NameRules
from text.names.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Span:
    name: Name
    start: int  # position of its first token
    end: int


@dataclass(slots=True)
class Context:
    """A sentence, its language's rules, and the names found in it so far."""

    sentence: Sentence
    language: str
    rules: NameRules
    lexicon: Lexicon
    small: frozenset[str]  # words that occur in lower case in the text
    inside: frozenset[str]  # words that occur capitalised inside a sentence
    _found: list[Span] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)  # tokens that already belong to a name

    def add(self, spans: Iterable[Span]) -> None:
        """Add the spans whose tokens belong to no earlier span."""
        for span in spans:
            if self.taken.isdisjoint(range(span.start, span.end)):
                self._found.append(span)
                self.taken.update(range(span.start, span.end))

    def is_known_place(self, token: int) -> bool:
        """Return whether the word is a place or country of the lexicon."""
        return any(each.start == token and each.kind in ("place", "country") for each in self.sentence.mentions)

    def is_place(self, token: int) -> bool:
        """Return whether a token belongs to a place found before."""
        return any(span.start <= token < span.end and span.name.kind == "place" for span in self._found)

    def spans(self) -> list[Span]:
        """Return the names found, in the order of the sentence."""
        return sorted(self._found, key=lambda span: span.start)
