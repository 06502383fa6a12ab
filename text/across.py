"""Widening a query: index terms by which its words are also found in other words and in other languages.

Each word of the query is looked up in the lexicon, in every language that it may belong to. The things that it names
are then searched for in articles of all other languages. In articles of the word's own language, which may use
synonyms, they are searched for only in titles, because a title says what an article is about. A word that may be a name
is also searched for by its sound.
"""

from collections.abc import Collection, Sequence

from text.languages import LANGUAGES
from text.lexicon.lexicon import Lexicon, Mention
from text.lexicon.terms import NAMED, TITLED, term_of
from text.stemming import may_be_of
from text.words import is_russian, may_be_name, sound_terms

_RUSSIAN, _ENGLISH = "ru", "en"
_NAMES = ("place:", "person:")  # kinds of things whose names are the same, apart from spelling, in every language
# The fewest letters in the sound of a name by which articles are looked for: of a capitalised word, and of another one.
_LEAST_CAPITALISED, _LEAST_SOUND = 3, 4


def asked_elsewhere(words: Sequence[str], lexicon: Lexicon, *, is_alone: bool = True) -> list[tuple[str, ...]]:
    """Return for each word of a query the index terms by which it is also found in other words and languages.

    `words` are given as typed, with apostrophes. If several neighbouring words together name a thing, each of them gets
    its terms. If the query has several words that must all match (not `is_alone`), articles in a word's own language
    are searched in full, not only by title.
    """
    lower = [word.lower() for word in words]
    mentions = {language: _mentions(lower, language, lexicon) for language in lexicon.languages}
    own = _own_languages(lower, mentions)
    found: list[dict[str, None]] = [{} for _ in words]
    concepts: set[int] = set()  # positions of words that name a thing, but not by a proper name
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
    """Return for each word the languages to which it may belong; an empty set if no language has the word.

    A language has the words in its lexicon; Russian also has those in the dictionary. If a word matches the lexicon
    only because an ending is cut off, the match may be chance. Then all languages that have the word's letters are
    added, unless the dictionary contains the word.
    """
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
        for language in lexicon.rows[thing].written
    ]


def _mentions(words: Sequence[str], language: str, lexicon: Lexicon) -> list[Mention]:
    """Return what the words name in one language; a word with letters that the language does not have is skipped.

    If Russian has a word, it is hardly ever an inflected word of another language: Russian «карету» (a carriage) is not
    Kyrgyz «кар» (snow) with an ending.
    """
    possible = [word if may_be_of(word, language) else "" for word in words]
    found = lexicon.mentions(possible, language, strictly=True)
    return [mention for mention in found if mention.is_bare or _may_be_meant(mention, words, language)]


def _may_be_meant(mention: Mention, words: Sequence[str], language: str) -> bool:
    are_russian = all(map(is_russian, words[mention.start : mention.start + mention.length]))
    return are_russian is (language == _RUSSIAN)


def _sounds(word: str) -> list[str]:
    """Return the index terms for the sound of a word; none if the word cannot be a name."""
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
