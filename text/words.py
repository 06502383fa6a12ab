"""Index terms of words: folded spelling, Russian lemmas, stems, and the sound of names.

`index_words` makes the terms by which articles are indexed, `search_forms` those for which a query searches; the two
must agree. Folded words and Russian lemmas are terms as they are. Other terms begin with a digit, so that they are not
taken for words:

    0japar   a capitalised word's sound in Latin letters, four or five of them
    1run     a stem: of English words, and of Russian ones that the dictionary does not know
    4жол     a stem by the grammar of a language without a dictionary, folded
    5көл     the same with its own letters, if folding changes them
    6…       a thing that the article names (text.lexicon.terms)
    7jprv    the consonants of a capitalised word without its endings
    2жапаро  the opening of such a word, by which older articles are still indexed
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from domain.article import IndexWords
from text.cache_sizes import WORDS
from text.languages import LANGUAGES, Language
from text.languages.russian_people import HER_SURNAME_ENDS, readings
from text.languages.russian_spelling import ABBREVIATIONS, MISSPELLINGS
from text.letters import fold, words
from text.lexicon.lexicon import Mention
from text.lexicon.terms import NAMED, TITLED, term_of
from text.mentions import NamedInArticle, NamedWords
from text.models import morphology, parses_of
from text.sounds import skeleton, sound
from text.stemming import grammar_stems, may_be_of

# Length of a word → letters that its inflected forms have in common, roughly; longer words have longer endings.
_PREFIXES = {4: 4, 5: 4, 6: 5, 7: 5, 8: 6, 9: 6}
# The digits are listed in the module's docstring; 3 is for facets, 6 for things of the lexicon.
SKELETON, STEM, OPENING, FOLDED_STEM, OWN_STEM, SOUND = "0", "1", "2", "4", "5", "7"
_SOUND, _LEAST_SOUND = 12, 3  # greatest and least number of letters in the sound of a name
# The sound of a name is indexed cut to four letters and to five. The sounds of Жапаров, Жапаровдун and Japarovning
# agree in five letters, those of Жолу and Жолунда only in four.
_SKELETONS = (4, 5)
# Letters of a word's opening. Articles that an earlier version of the bot indexed have openings in place of stems.
_SHORTEST_OPENING, _LONGEST_OPENING = 4, 6
# Readings of a Russian word form that are less likely than this are ignored, because they find unrelated articles (им
# is not имя). The first limit, which is lower, is for a query of a single word, which may be meant in a rare sense.
_LIKELY_MEANT, _LIKELY_WRITTEN = 0.01, 0.02
# If a form is a pronoun, preposition or the like with at least this probability, other readings are ignored: им (to
# them) is from они (they), not from имя (name).
_CLOSED, _CERTAIN = frozenset({"NPRO", "PREP", "CONJ", "PRCL"}), 0.6
# A word such as легко is an adverb (easily) or a short adjective (is easy). The second reading is ignored unless its
# probability is more than this part of the first's.
_SHORT_FORM = 0.2
_SURNAME = re.compile("..(?:[оеёў]ва?|зода)$")
_NAME_TAGS = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Trad"})
# How many of a text's first words are searched for things of the lexicon. The things found there are indexed, because
# they say what the article is about.
_OPENING_WORDS = 80
_LONGEST_WORD = 40  # letters of a word that is indexed; longer ones are hardly ever real words
_MEASURE = re.compile(r"\d+([^\W\d_]{2,})")


@lru_cache(maxsize=4)
def _stemmer(language: str) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer(language)


def _russian(word: str, *, is_query: bool = False) -> tuple[str, ...]:
    """Return the folded lemmas of a lower-case Russian word, the most likely first; a stem if no dictionary has it."""
    lemmas = _lemmas(word, is_query=is_query)
    if word in ABBREVIATIONS:
        lemmas += (ABBREVIATIONS[word],)
    if not is_russian(word):
        for spelling, better in MISSPELLINGS if len(word) > 3 else ():
            other = spelling.sub(better, word)
            if other != word and is_russian(other):
                lemmas += _lemmas(other, is_query=is_query)
        lemmas += (STEM + stem(word, "ru"),)
    return tuple(dict.fromkeys(lemmas))


def _lemmas(word: str, *, is_query: bool) -> tuple[str, ...]:
    parses = parses_of(word)
    least = _LIKELY_MEANT if is_query else _LIKELY_WRITTEN
    # The part of speech is one of the grammemes; `tag.POS` looks for it among all parts of speech, which takes longer.
    if not is_query and parses[0].score >= _CERTAIN and not _CLOSED.isdisjoint(parses[0].tag.grammemes):
        parses = parses[:1]
    adverb = 0.0 if is_query else max((parse.score for parse in parses if "ADVB" in parse.tag.grammemes), default=0.0)
    return tuple(
        fold(parse.normal_form)
        for place, parse in enumerate(parses)
        if (not place or parse.score >= least)
        and not (parse.score <= adverb * _SHORT_FORM and "ADJS" in parse.tag.grammemes)
    )


def is_russian(word: str) -> bool:
    """Return whether the Russian dictionary has a lower-case word."""
    return bool(morphology().word_is_known(word))


@lru_cache(maxsize=WORDS)
def may_be_name(word: str) -> bool:
    """Return whether a lower-case Cyrillic word is a name in the Russian dictionary, or ends like a surname."""
    parses = parses_of(word)
    if is_russian(word):
        return any(not _NAME_TAGS.isdisjoint(parse.tag.grammemes) for parse in parses)
    stems = {parse.normal_form for parse in parses}
    for code, language in LANGUAGES.items():
        if not (language.has_models or language.stemmer) and may_be_of(word, code):
            stems.update(grammar_stems(word, code))
    return any(map(_SURNAME.search, stems))


@lru_cache(maxsize=WORDS)
def stem(word: str, language: str) -> str:
    """Return the stem of a word by Snowball; for a language without a Snowball algorithm, the beginning of the word."""
    lower = fold(word)
    algorithm = LANGUAGES[language].stemmer if language in LANGUAGES else None
    return str(_stemmer(algorithm).stemWord(lower)) if algorithm else prefix(lower)


def prefix(word: str) -> str:
    return word[: _PREFIXES.get(len(word), 7)] if len(word) > 4 else word


def stems(text: str, language: str) -> list[str]:
    """Return the stems of all words of a text, in order."""
    return [stem(word, language) for word in words(text)]


def _name_term(word: str, length: int) -> str:
    """Return the term for the first `length` letters of a name's sound.

    дж counts as ж, because Russian writes Джалал for Kyrgyz Жалал and English Jalal.
    """
    return SKELETON + skeleton(word).replace("dj", "j")[:length]


def sound_terms(word: str, language: str, *, least: int = _LEAST_SOUND) -> list[str]:
    """Return the terms for the sound of a name, one for each stem, if the sound has at least `least` letters."""
    known, lower = LANGUAGES[language], word[:_LONGEST_WORD].lower()
    if known.has_models:
        # The dictionary's base form of a woman's surname is the man's, which sounds different, so hers is added.
        hers = [reading.base.lower() for reading in readings(lower) if reading.base.lower().endswith(HER_SURNAME_ENDS)]
        stems = [*_lemmas(lower, is_query=True), *hers]
    elif known.stemmer:
        stems = [lower.removesuffix("'s")]
    else:
        stems = list(grammar_stems(lower, language))
    heard = dict.fromkeys(sound(each) for each in stems)
    return [SOUND + each[:_SOUND] for each in heard if len(each) >= least]


def _terms(word: str, language: str) -> list[str]:
    """Return the index terms of one word in an article, without the word itself."""
    joined = _joined_terms(word, language)
    return joined.split("\n") if joined else []


@lru_cache(maxsize=WORDS)
def _joined_terms(word: str, language: str) -> str:
    """Return the terms as lines of one string, which takes a third of the memory that a string for each would."""
    lower = word[:_LONGEST_WORD].lower()
    found: list[str] = []
    known = LANGUAGES.get(language)
    if known is None:
        pass
    elif known.has_models:
        found += _russian(lower)
    elif known.stemmer:
        found.append(STEM + stem(lower, language))
    else:
        for each in grammar_stems(lower, language):
            folded = fold(each)
            found += [FOLDED_STEM + folded] if folded == each else [FOLDED_STEM + folded, OWN_STEM + each]
    if word[0].isupper() and len(word) > 1:
        found += [_name_term(word, length) for length in _SKELETONS]
        found += sound_terms(word, language) if known else []
    if "-" in lower:
        found.append(fold(lower.replace("-", "")))
        for part in word.split("-"):
            if part:
                found += (fold(part), *_terms(part, language))
    measured = _MEASURE.fullmatch(lower)
    if measured:
        found += (fold(measured[1]), *_terms(measured[1], language))
    return "\n".join(dict.fromkeys(found))


def index_words(title: str, text: str, language: str, named: NamedInArticle | None = None) -> IndexWords:
    """Return the index words of an article; with `named`, also terms for the things that its title and opening name."""
    in_title, in_text = words(title), words(text)
    titled: list[str] = []
    opening: list[str] = []
    if named:
        titled = [term_of(each.id, language, kind) for each in _all(named.title) for kind in (NAMED, TITLED)]
        opening = [term_of(each.id, language) for each in _all(named.text) if each.start < _OPENING_WORDS]
    return IndexWords(
        exact=_folded([*in_title, *in_text]),
        title=tuple(dict.fromkeys([*_all_terms(in_title, language), *titled])),
        text=tuple(dict.fromkeys([*_all_terms(in_text, language), *opening])),
    )


def _folded(written: Sequence[str]) -> tuple[str, ...]:
    """Return all words folded, in order; at once, because calling `fold` for each word takes three times as long."""
    if not written:
        return ()
    return tuple(fold("\n".join([word[:_LONGEST_WORD] for word in written])).split("\n"))


def _all_terms(written: Sequence[str], language: str) -> Iterator[str]:
    """Yield the terms of each different word."""
    for word in dict.fromkeys(written):
        yield from _terms(word, language)


def _all(named: NamedWords) -> tuple[Mention, ...]:
    return (*named.mentions, *named.parts)


@lru_cache(maxsize=WORDS)
def search_forms(word: str, language: str | None = None) -> tuple[str, ...]:
    """Return the index terms that a typed word may match, best first; in every language if `language` is None."""
    lower = word[:_LONGEST_WORD].lower()
    exact = fold(lower)
    forms = [exact]
    if "-" in exact:
        forms.append(exact.replace("-", ""))
    is_cyrillic = bool(re.search("[а-я]", exact))
    is_known = is_cyrillic and is_russian(lower)
    asked = [known for code, known in LANGUAGES.items() if language in (None, code)]
    for known in asked:
        forms += _forms_in(known, lower, is_cyrillic=is_cyrillic, is_known=is_known)
    if len(exact) >= _SHORTEST_OPENING and not all(known.stemmer for known in asked):
        forms.append(OPENING + exact[: min(max(len(exact) - 2, _SHORTEST_OPENING), _LONGEST_OPENING)])
    # A name may be spelt in another alphabet or have endings of another language. Other words are not looked for by
    # their sound, because some names begin with the same sounds: киргизилген (introduced), Кыргызстан.
    may_be_spelt_otherwise = may_be_name(lower) and not is_known if is_cyrillic else not exact.isdigit()
    if len(exact) > 2 and may_be_spelt_otherwise:
        forms.append(_name_term(exact, _SKELETONS[-1]))
    return tuple(dict.fromkeys(forms))


def _forms_in(language: Language, lower: str, *, is_cyrillic: bool, is_known: bool) -> list[str]:
    """Return the index terms that a typed word may match in articles of one language."""
    code = language.code
    if language.has_models:
        return [*_russian(lower, is_query=True), STEM + stem(lower, code)] if is_cyrillic else []
    if language.stemmer:
        return [] if is_cyrillic else [STEM + stem(lower, code)]
    if not may_be_of(lower, code):
        return []
    stems = grammar_stems(lower, code)
    if is_known:  # a Russian word such as «барса», of a leopard, is seldom meant as the Kazakh бар with an ending
        sure = language.sure_roots.split()
        stems = tuple(each for each in stems if len(each) >= _SHORTEST_OPENING or each in (*sure, stems[-1]))
    once = [OPENING + fold(each) for each in stems if len(each) < _SHORTEST_OPENING]
    return [FOLDED_STEM + each if fold(each) == each else OWN_STEM + each for each in stems] + once


def lemmas_among(forms: tuple[str, ...]) -> int:
    """Return how many of the forms from `search_forms` are exact readings of the word, such as its lemmas.

    The first form, which is the word itself, is not counted. A form that begins with a digit may belong to another
    word.
    """
    return sum(not form[0].isdigit() for form in forms[1:])
