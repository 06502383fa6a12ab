"""What a query asks for besides its words: what says the same in another language.

A word is looked up in the lexicon in each language that it may be of, and asks for the things it names in all others.
In its own language, which has other words for them as well, it asks for titles only: a title says what an article is
about. What may be a name asks for its sound.
"""

from collections.abc import Collection, Sequence

from text.languages import LANGUAGES
from text.lexicon.lexicon import Lexicon, Mention
from text.lexicon.terms import NAMED, TITLED, term_of
from text.stemming import may_be_of
from text.words import is_russian, may_be_name, sound_terms

_RUSSIAN, _ENGLISH = "ru", "en"
_NAMES = ("place:", "person:")  # things that every language calls by some spelling of one name
_LEAST_CAPITALISED, _LEAST_SOUND = 3, 4  # letters of the sound of what may be a name


def asked_elsewhere(words: Sequence[str], lexicon: Lexicon, *, is_alone: bool = True) -> list[tuple[str, ...]]:
    """Return for each word of a query the index terms by which the same is said elsewhere.

    Words come as they are spelt, with apostrophes; neighbours that name a thing together both ask for it. Where several
    words must meet (not `is_alone`), each asks its own language as it asks the others.
    """
    lower = [word.lower() for word in words]
    mentions = {language: _mentions(lower, language, lexicon) for language in lexicon.languages}
    own = _own_languages(lower, mentions)
    found: list[dict[str, None]] = [{} for _ in words]
    concepts: set[int] = set()  # places of words that name a thing without a name of its own
    for mention in (mention for each in mentions.values() for mention in each):
        places = range(mention.start, mention.start + mention.length)
        there = set[str]().union(*(own[place] for place in places)) if is_alone else set()
        for place in places:
            found[place] |= dict.fromkeys(_terms(mention.id, lexicon, own=there))
        if ":" not in mention.id:
            concepts.update(places)
    for place, word in enumerate(words):
        if not own[place]:
            there = {language for language in LANGUAGES if may_be_of(lower[place], language)}
            for thing in lexicon.sounding_as(lower[place]):
                found[place] |= dict.fromkeys(_terms(thing, lexicon, own=there))
        if place not in concepts:
            found[place] |= dict.fromkeys(_sounds(word))
    return [tuple(terms) for terms in found]


def _own_languages(words: Sequence[str], mentions: dict[str, list[Mention]]) -> list[set[str]]:
    """Return the languages that each word may be of: those that know it; with endings, all that have its letters."""
    own: list[set[str]] = [{_RUSSIAN} if is_russian(word) else set() for word in words]
    for language, found in mentions.items():
        for mention in found:
            for place in range(mention.start, mention.start + mention.length):
                own[place].add(language)
                if not mention.is_bare and not is_russian(words[place]):
                    own[place] |= {other for other in LANGUAGES if may_be_of(words[place], other)}
    return own


def _terms(thing: str, lexicon: Lexicon, *, own: Collection[str]) -> list[str]:
    is_name = thing.startswith(_NAMES)
    return [
        term_of(thing, language, TITLED if language in own and not is_name else NAMED)
        for language in lexicon.rows[thing].forms
    ]


def _mentions(words: Sequence[str], language: str, lexicon: Lexicon) -> list[Mention]:
    """Return what the words name in one language, of which all the letters must be.

    What the Russian dictionary knows is hardly ever an inflected word of another language: «карету» is not snow.
    """
    possible = [word if may_be_of(word, language) else "" for word in words]
    found = lexicon.mentions(possible, language, strictly=True)
    return [mention for mention in found if mention.is_bare or _may_be_meant(mention, words, language)]


def _may_be_meant(mention: Mention, words: Sequence[str], language: str) -> bool:
    are_russian = all(map(is_russian, words[mention.start : mention.start + mention.length]))
    return are_russian is (language == _RUSSIAN)


def _sounds(word: str) -> list[str]:
    """Return the terms of how a word sounds, where it may be a name."""
    lower = word.lower()
    is_capitalised = word[0].isupper()
    if not may_be_name(lower) and (is_russian(lower) if is_capitalised else not may_be_of(lower, _ENGLISH)):
        return []
    least = _LEAST_CAPITALISED if is_capitalised else _LEAST_SOUND
    return [
        term
        for language in LANGUAGES
        if may_be_of(lower, language)
        for term in sound_terms(word, language, least=least)
    ]
