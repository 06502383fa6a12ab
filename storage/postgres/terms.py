"""The words and facets of an article as one tsvector, and as what a tsquery asks for.

No parser and no dictionary of PostgreSQL is asked: the terms come from text.words, folded and stemmed, so that every
storage finds the same articles. Where a word stands is told by weights: A among the exact words, B in the title, C in
the text. Each article has its bucket of ids, too, so that a search may ask for the newest ones first.
"""

from collections.abc import Iterable, Sequence

from text.ranking import apart

BUCKET = 4096  # ids
_LONGEST = 2000  # bytes of a term; a tsvector takes 2046, and nobody can type as many
_MOST = 1_000_000  # bytes of all terms of an article; a tsvector takes 1,048,575
_PLACES = ("1A", "2B", "3C")


def terms_of(article_id: int, columns: Sequence[str], facets: str) -> str:
    """Return the tsvector of an article as its text form; `columns` are its exact words, its title's and its text's."""
    places: dict[str, str] = {}
    for place, column in zip(_PLACES, columns, strict=True):
        for word in dict.fromkeys(apart(column).split()):
            places[word] = f"{places[word]},{place}" if word in places else f":{place}"
    parts = [bucket(article_id), *map(quoted, facets.split())]
    room = _MOST
    for word, where in places.items():
        size = len(word.encode()) + 16
        room -= size
        if room < 0:
            break
        if size <= _LONGEST:
            parts.append(quoted(word) + where)
    return " ".join(parts)


def bucket(article_id: int) -> str:
    return quoted(f"3b_{article_id // BUCKET}")


def quoted(word: str) -> str:
    """Return a term as tsvector and tsquery write one; nothing that people type is ever syntax."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def any_of(terms: Iterable[str]) -> str:
    """Return the tsquery for any of several."""
    return f"({' | '.join(terms)})"
