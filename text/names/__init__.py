"""Names of people, places and organisations in their base form, with a key that all spellings have in common."""

from domain.article import Name
from text.languages import LANGUAGES
from text.lexicon.lexicon import Lexicon
from text.mentions import NamedInArticle
from text.names.plain import plain_names
from text.names.russian import load_names, russian_names

__all__ = ["find_names", "load_names"]

_MOST = 60  # the most names of one article, because some articles are long lists of players or candidates


def find_names(text: str, language: str, lexicon: Lexicon, named: NamedInArticle | None = None) -> tuple[Name, ...]:
    """Return the names in a text, each once, in order; the first line of the text is the title.

    `named` is what the lexicon names in the text, if it was looked up before.
    """
    found = (
        russian_names(text, lexicon)
        if language in LANGUAGES and LANGUAGES[language].has_models
        else plain_names(text, language, lexicon, named)
    )
    return found[:_MOST]
