"""Index terms of the things that an article names, by which queries in other languages find it.

6ky_fire         a thing that a Kyrgyz article names in its title or opening, by its id in the lexicon
6ru_place_osh    the same of a place
8ru_fire         a thing that a Russian title names: asked for by other Russian words for it
"""

import re

NAMED, TITLED = "6", "8"
_NO_LETTER = re.compile(r"\W")


def term_of(thing: str, language: str, kind: str = NAMED) -> str:
    """Return the term of a thing in articles of one language."""
    return f"{kind}{language}_{_NO_LETTER.sub('_', thing)}"
