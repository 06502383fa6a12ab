"""Terms that articles in two languages can have in common: things of the lexicon, names by their sound, figures.

A term is a letter for its kind, a colon, and a key that is the same in all languages:

    c:fire     a concept of the lexicon, by its id
    p:place:osh  a place, country, people or body, by its id
    n:jprv     a capitalised word that is not in the lexicon, by its consonants
    #:1500     a figure of two digits or more, with its unit if it has one: #:15:percent
    d:17.3     a day, an hour or a year, which many different events have in common
"""

from collections.abc import Iterable, Sequence

from text.figures import WHEN, Figure
from text.mentions import NamedWords
from text.sounds import sound

CONCEPT, PLACE, NAME, FIGURE, MOMENT = "c:", "p:", "n:", "#:", "d:"
_SOUND = 6  # how many of a name's first consonants are compared; further ones may belong to case endings
_LEAST_SOUND = 3


def shared_terms(named: NamedWords, figures: Iterable[Figure]) -> frozenset[str]:
    """Return the terms for the things that a text names and for its figures."""
    terms = {(PLACE if ":" in mention.id else CONCEPT) + mention.id for mention in named.mentions}
    known = {place for mention in named.mentions for place in range(mention.start, mention.start + mention.length)}
    terms |= _names([word for place, word in enumerate(named.words) if place not in known])
    terms |= {_figure_term(figure) for figure in figures if len(figure.value) > 1}
    return frozenset(terms)


def _figure_term(figure: Figure) -> str:
    if figure.unit in WHEN:
        return MOMENT + figure.value
    return f"{FIGURE}{figure.value}:{figure.unit}" if figure.unit else FIGURE + figure.value


def _names(words: Sequence[str]) -> set[str]:
    """Return terms with the sounds (text.sounds) of the capitalised words, because names are capitalised.

    The first words of sentences are capitalised, too; their terms rarely do harm.
    """
    heard = {sound(word.replace("'", "")) for word in words if word[0].isupper() and len(word) > 2}
    return {NAME + found[:_SOUND] for found in heard if len(found) >= _LEAST_SOUND}
