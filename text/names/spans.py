"""Names with their positions in a sentence, and the context by which words are recognised as names."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.article import Name
from text.lexicon.lexicon import Lexicon
from text.names.rules import NameRules
from text.names.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Span:
    name: Name
    start: int  # number of the name's first token
    end: int


@dataclass(slots=True)
class Context:
    """A sentence, the rules of its language, and the names found in it so far."""

    sentence: Sentence
    language: str
    rules: NameRules
    lexicon: Lexicon
    small: frozenset[str]  # words that the text also has in lower case, so that they may be no names
    inside: frozenset[str]  # words that the text has capitalised inside a sentence
    _found: list[Span] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)  # tokens that already belong to a name

    def add(self, spans: Iterable[Span]) -> None:
        """Add those of the names whose tokens do not belong to a name yet."""
        for span in spans:
            if self.taken.isdisjoint(range(span.start, span.end)):
                self._found.append(span)
                self.taken.update(range(span.start, span.end))

    def is_known_place(self, token: int) -> bool:
        """Return whether a token is a place or country of the lexicon."""
        return any(each.start == token and each.kind in ("place", "country") for each in self.sentence.mentions)

    def is_place(self, token: int) -> bool:
        """Return whether a token belongs to a place that was found before."""
        return any(span.start <= token < span.end and span.name.kind == "place" for span in self._found)

    def spans(self) -> list[Span]:
        """Return the names that were found, in the order of the sentence."""
        return sorted(self._found, key=lambda span: span.start)
