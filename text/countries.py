"""Finding the countries that an article is about, by the countries, peoples, places and bodies that it names."""

from collections import defaultdict

from domain.chat import COUNTRIES
from text.languages import LANGUAGES
from text.lexicon.lexicon import Lexicon
from text.mentions import NamedInArticle, NamedWords
from text.places import is_meant

WORLD = "world"
_OWN = tuple(country for country in COUNTRIES if country != WORLD)
_NAMED = 2.0  # weight of a mention of a country itself, or of its people
_IMPLIED = 1.0  # weight of a mention of a place, body or person of a country
_IN_TITLE = 3.0
# A country counts if its weight is at least this part of the greatest weight; otherwise it is mentioned in passing.
_SHARE = 0.15


def countries(
    named: NamedInArticle, lexicon: Lexicon, language: str, source_country: str | None = None
) -> tuple[str, ...]:
    """Return which of kg, kz, uz, tj, tm and world an article is about, the most important first.

    If two have the same weight, the one that is named first comes first. An article that names no place gets the
    country of its source or, if that is unknown, of its language. An article about other parts of the world gets
    `world`.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    _count(named.title, _IN_TITLE, scores, lexicon)
    _count(named.text, 1.0, scores, lexicon)
    if not scores:
        own = source_country or (LANGUAGES[language].country if language in LANGUAGES else None)
        return (own,) if own else ()
    elsewhere = scores.pop(WORLD, 0.0)
    if not scores:
        return (WORLD,)
    best = max(scores.values())
    found = sorted((country for country in scores if scores[country] >= _SHARE * best), key=lambda key: -scores[key])
    if elsewhere > 2 * best:
        # If the text is mainly about the rest of the world, `world` comes first, and a country follows only if it has
        # enough weight.
        return (WORLD, *(country for country in found if scores[country] >= 0.25 * elsewhere))
    return tuple(found)


def _count(named: NamedWords, weight: float, scores: defaultdict[str, float], lexicon: Lexicon) -> None:
    # Ordered by id where one word names several things, because the order of the lexicon's rows has no meaning.
    for mention in sorted(named.mentions, key=lambda mention: (mention.start, mention.id)):
        codes = lexicon.rows[mention.id].about if ":" in mention.id else ()
        if not codes or not is_meant(mention, named.words[mention.start]):
            continue
        is_own = codes[0] in _OWN
        is_named = is_own and mention.kind in ("country", "people")
        scores[codes[0] if is_own else WORLD] += weight * (_NAMED if is_named else _IMPLIED)
