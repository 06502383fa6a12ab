"""Finding names without a recogniser: those in the lexicon, and capitalised words, by their neighbours.

Rules decide; the words and endings in them are from text.languages, by way of text.names.rules.
"""

from domain.article import Name
from text.lexicon.lexicon import Lexicon
from text.mentions import NamedInArticle
from text.names.known import known_people_and_bodies, known_places
from text.names.organisations import organisation_spans, quoted_names
from text.names.rules import rules_of
from text.names.runs import run_spans
from text.names.spans import Context
from text.names.tokens import read_sentences

_READ = 4000  # characters of a text that are read
# Ordered by reliability, since a word belongs to the first name that is found.
_FINDERS = (known_people_and_bodies, organisation_spans, known_places, quoted_names, run_spans)


def plain_names(text: str, language: str, lexicon: Lexicon, named: NamedInArticle | None = None) -> tuple[Name, ...]:
    """Return the names in a text of a language without a recogniser, each once, in order."""
    sentences = read_sentences(text[:_READ], language, lexicon, named)
    small = frozenset(token.lower for each in sentences for token in each.tokens if not token.is_capital)
    inside = frozenset(
        token.text
        for each in sentences
        for place, token in enumerate(each.tokens)
        if token.is_capital and not each.opens(place)
    )
    names: dict[tuple[str, str], Name] = {}
    people: set[str] = set()  # surnames of people whose full names were found
    for sentence in sentences:
        context = Context(sentence, language, rules_of(language), lexicon, small, inside)
        for find in _FINDERS:
            context.add(find(context))
        for span in context.spans():
            _add(span.name, names, people)
    return tuple(names.values())


def _add(name: Name, names: dict[tuple[str, str], Name], people: set[str]) -> None:
    place = (name.kind, name.key)
    if name.kind == "person" and " " in name.text:
        names.pop(place, None)  # the surname alone was added before the full name was found
        people.add(name.key)
        names.setdefault((name.kind, f"{name.key} {name.text[:3].casefold()}"), name)
    elif name.kind != "person" or name.key not in people:
        names.setdefault(place, name)
