"""Index terms for the things that an article names, by which queries in other languages find it.

6ky_fire         a thing in the title or opening of a Kyrgyz article, by its id in the lexicon
6ru_place_osh    the same for a place
8ru_fire         a thing in a Russian title, for queries that name it by other Russian words
"""

import re

NAMED, TITLED = "6", "8"
_NO_LETTER = re.compile(r"\W")


def term_of(thing: str, language: str, kind: str = NAMED) -> str:
    """Return the index term for a thing in articles of one language."""
    return f"{kind}{language}_{_NO_LETTER.sub('_', thing)}"
