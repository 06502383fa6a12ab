"""The words and facets of an article as a tsvector, and the terms of a tsquery.

PostgreSQL's parsers and dictionaries are not used: the terms come from text.words, folded and stemmed, so that every
storage finds the same articles. A term's weight says where it occurs: A for the exact words, B for the title, C for
the text. The bucket of the article's id is a term, too, so that a search can read the newest articles first.
"""

from collections.abc import Iterable, Sequence

from domain.ids import ArticleId
from text.ranking import apart

BUCKET = 4096  # ids
_LONGEST = 2000  # bytes of a term; PostgreSQL's limit is 2046, and no query is that long
_MOST = 1_000_000  # bytes of all terms of an article; PostgreSQL's limit is 1,048,575
_PLACES = ("1A", "2B", "3C")


def terms_of(article_id: ArticleId, columns: Sequence[str], facets: str) -> str:
    """Return an article's tsvector as text; `columns` are the exact words and the terms of its title and its text.

    Terms that exceed the limits of a tsvector are left out.
    """
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


def bucket(article_id: ArticleId) -> str:
    return quoted(f"3b_{article_id // BUCKET}")


def quoted(word: str) -> str:
    """Return a term quoted for a tsvector or tsquery, so that nothing that people type is read as syntax."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def any_of(terms: Iterable[str]) -> str:
    """Return a tsquery that any of the terms fulfils."""
    return f"({' | '.join(terms)})"
