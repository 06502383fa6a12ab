"""The words and facets of an article as a tsvector, and the terms of a tsquery.

PostgreSQL's parsers and dictionaries are not used: the terms come from text.words, folded and stemmed, so that every
storage finds the same articles. A term's weight says where it occurs: A for the exact words, B for the title, C for
the text. The bucket of the article's id is a term, too, so that a search can read the newest articles first. So is
each pair of exact words that follow each other, as a hash of 16 bits: the index holds no positions, and without pairs
a search for a phrase would have to read every article that has all its words anywhere.
"""

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise

from domain.ids import ArticleId
from text.ranking import apart

BUCKET = 4096  # ids
_LONGEST = 2000  # bytes of a term; PostgreSQL's limit is 2046, and no query is that long
_MOST = 1_000_000  # bytes of all terms of an article; PostgreSQL's limit is 1,048,575
# Adds the rows of any number of articles, each column as an array.
ADD_WORDS = """
INSERT INTO words (article_id, exact, title, text, facets, terms)
SELECT w.id, w.exact, w.title, w.text, w.facets, w.terms::tsvector
  FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
       w (id, exact, title, text, facets, terms)
"""
_PLACES = ("1A", "2B", "3C")


def terms_of(article_id: ArticleId, columns: Sequence[str], facets: str) -> str:
    """Return an article's tsvector as text; `columns` are the exact words and the terms of its title and its text.

    Terms that exceed the limits of a tsvector are left out.
    """
    places: dict[str, str] = {}
    for place, column in zip(_PLACES, columns, strict=True):
        for word in dict.fromkeys(apart(column).split()):
            places[word] = f"{places[word]},{place}" if word in places else f":{place}"
    parts = [bucket(article_id), *map(quoted, facets.split()), *pairs(apart(columns[0]).split())]
    room = _MOST - sum(map(len, parts))
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


def pairs(words: Sequence[str]) -> list[str]:
    """Return the terms of the pairs of consecutive words, each once; other pairs may share a term with them."""
    hashes = (hashlib.md5(" ".join(pair).encode(), usedforsecurity=False).hexdigest() for pair in pairwise(words))
    return [quoted(f"3w_{one}") for one in dict.fromkeys(hash_[:4] for hash_ in hashes)]


def quoted(word: str) -> str:
    """Return a term quoted for a tsvector or tsquery, so that nothing that people type is read as syntax."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def any_of(terms: Iterable[str]) -> str:
    """Return a tsquery that any of the terms fulfils."""
    return f"({' | '.join(terms)})"
