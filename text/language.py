"""Detecting the language of a text: one of those that the bot reads, or "other".

First the letters are examined, because some belong to only one of the languages; CLD2 (27 MB) decides about the rest.
CLD2 alone takes one Russian headline in twelve for Serbian, Bulgarian or unknown, which no feed of ours is written in.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import chain

import pycld2

from text.cache_sizes import WORDS
from text.languages import LANGUAGES
from text.letters import APOSTROPHES, STRAIGHT, ordinary_letters

OTHER = "other"

_READ = 1500  # characters; reading more would not change the result
_ADDRESSES = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[#@]\w+")
_WORDS = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")


# Letters that only one of the languages has. A word with such letters of two languages counts for neither.
_OWN = {
    code: frozenset(language.hints.own_letters) for code, language in LANGUAGES.items() if language.hints.own_letters
}
# Letters of Ukrainian, Serbian, Macedonian, Bashkir and others, by which a text is not in any of the bot's languages.
_OWN[OTHER] = frozenset("їєґђћџњљјѕѓќҙҫҡѣҝӈӷ")
_GROUPED = ("kk", "tg", "uz")  # languages that share some letters; each of the others has letters of its own
_TURKIC = frozenset("ңүө")  # letters of Kyrgyz and Kazakh (and Tatar, Mongolian)
_SOUTHERN = frozenset("ҳ")  # a letter of Uzbek and Tajik, the languages of the region's south
_KAZAKH = frozenset("әұқғңөүһ")
_KAZAKH_OR_SOUTHERN = frozenset("қғ")
_RUSSIAN_ONLY = frozenset("щъё")
# Letters that Bulgarian, Macedonian and Serbian lack; CLD2 takes short Russian titles for these languages.
_RUSSIAN = frozenset("ыэ")
_BALKAN = frozenset(
    "се са ще че със като който което през след беше бяха дека што кои бил сам није као што би".split()  # noqa: SIM905 - a table of words
)

# Short frequent word → the languages that have it; such a word often decides about a title of three words.
_FREQUENT_IN: dict[str, frozenset[str]] = {}
for _code, _language in LANGUAGES.items():
    for _word in _language.hints.frequent.split():
        _FREQUENT_IN[_word] = _FREQUENT_IN.get(_word, frozenset()) | {_code}

_CERTAIN_IN = {word: code for code, language in LANGUAGES.items() for word in language.hints.certain.split()}
# Votes that a word in _CERTAIN_IN gives its language. With fewer, the name of a town in a short line would make CLD2
# choose the town's language.
_CERTAIN = 2.0

# Endings of words that show the language of a text in which all letters are Russian ones as well.
_ENDINGS = {
    code: re.compile(rf"(?:{language.hints.endings})$")
    for code, language in LANGUAGES.items()
    if language.hints.endings
}


def _written_in(first: str, last: str) -> tuple[str, ...]:
    """Return the languages whose alphabet lies within this range of characters."""
    alphabets = {code: language.letters + language.other_letters for code, language in LANGUAGES.items()}
    return tuple(code for code, letters in alphabets.items() if any(first <= letter <= last for letter in letters))


_IN_CYRILLIC, _IN_LATIN = _written_in("\u0400", "\u052f"), _written_in("a", "z")


def detect(text: str, *, hint: str | None = None) -> str:
    """Return the language of a text.

    `hint`, the language its publisher declares, is used only if nothing else decides.
    """
    words = _words(text[:_READ])
    fallback = hint if hint in LANGUAGES else OTHER
    scripts = _scripts(words)
    if not scripts:
        return fallback
    script = max(scripts, key=lambda name: scripts[name])
    if script == "cyrillic":
        return _cyrillic([word for word in words if _script(word) == "cyrillic"], fallback)
    if script == "latin":
        return _latin([word for word in words if _script(word) == "latin"], fallback)
    ordinary = ordinary_letters(text[:_READ])  # bold words may be in the letters of formulas, which no script has
    return detect(ordinary, hint=hint) if ordinary != text[:_READ] else OTHER


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFC", _ADDRESSES.sub(" ", text)).translate(STRAIGHT)
    return _WORDS.findall(plain)


def _script(word: str) -> str:
    letter = word[len(word) // 2]
    if "\u0400" <= letter <= "\u052f":
        return "cyrillic"
    return "latin" if letter < "\u0250" or "\u1e00" <= letter <= "\u1eff" else "neither"


def _scripts(words: list[str]) -> Counter[str]:
    lengths: Counter[str] = Counter()
    for word in words:
        lengths[_script(word)] += len(word)
    return lengths


def _cyrillic(words: list[str], fallback: str) -> str:
    words = [word.lower() for word in words]
    letters = Counter(chain.from_iterable(map(_votes_of, words)))
    guess, is_sure = _cld2(" ".join(words))
    marked, count = _marked(letters)
    # In a Kazakh text every tenth word has a letter that Russian lacks. So a Russian text with few such words, for
    # example the name «Шалғын-Агро», is not taken for Kazakh.
    if count < 0.06 * len(words) or (guess == "ru" and is_sure and count < 0.2 * len(words)):
        marked = None
    if marked == "kk" and guess in ("uk", "be") and not _KAZAKH & set("".join(words)):
        return OTHER  # the only Kazakh letter here is і, which Ukrainian and Belarusian have as well
    if marked is not None:
        return _between_turkic(marked, letters, guess)
    # A text with only Russian letters is mostly Russian, but may be a short line in Kyrgyz, Tajik or Uzbek.
    votes = dict.fromkeys(_IN_CYRILLIC, 0.0)
    for word in words:
        owners = _FREQUENT_IN.get(word, frozenset())
        for language in _ends_like(word):
            votes[language] += 0.5
        for language in owners & votes.keys():
            votes[language] += 1.5 / len(owners)
        if word in _CERTAIN_IN:
            votes[_CERTAIN_IN[word]] += _CERTAIN
        votes["ru"] += bool(_RUSSIAN_ONLY & set(word))
    if guess in votes:
        votes[guess] += 3 if is_sure else 2
    if (
        is_sure
        and guess not in (*LANGUAGES, "un")
        and not _RUSSIAN & set("".join(words))
        and len(_BALKAN & set(words)) > 1
    ):
        return OTHER
    best = max(votes, key=lambda language: (votes[language], language == fallback, language == "ru"))
    return best if votes[best] else fallback if fallback != OTHER else "ru"


@lru_cache(maxsize=WORDS)
def _ends_like(word: str) -> tuple[str, ...]:
    """Return the languages in which words end like this one; used for titles, which often have no frequent words."""
    return tuple(name for name, pattern in _ENDINGS.items() if len(word) > 3 and pattern.search(word))


@lru_cache(maxsize=WORDS)
def _votes_of(word: str) -> tuple[str, ...]:
    """Return the languages and groups of languages that a word's letters indicate.

    If the word has a letter that only one language has, this language is there twice. The tuple is empty if the word
    has such letters of two languages.
    """
    letters = set(word)
    owners = [language for language, own in _OWN.items() if own & letters]
    if len(owners) > 1:
        return ()
    votes = owners * 2
    for name, some in (("turkic", _TURKIC), ("southern", _SOUTHERN), ("kazakh or southern", _KAZAKH_OR_SOUTHERN)):
        if letters & some:
            votes.append(name)
    return tuple(votes)


def _marked(votes: Counter[str]) -> tuple[str | None, int]:
    """Return the language that letters beyond the Russian ones indicate, and how many words have such letters.

    The language is None if hardly any word has them.
    """
    kazakh = votes["kk"] + votes["turkic"] + votes["kazakh or southern"] if votes["kk"] else 0
    southern = votes["tg"] + votes["uz"] + votes["southern"] + votes["kazakh or southern"]
    if votes["turkic"] or votes["kk"]:
        southern -= votes["kazakh or southern"]
    groups = {
        OTHER: 2 * votes[OTHER],
        "kk": kazakh,
        "turkic": votes["turkic"] + votes["ky"] if not kazakh else 0,
        "southern": southern,
        "russian": votes["ru"],
        **{code: votes[code] for code in _OWN if code not in (*_GROUPED, OTHER)},
    }
    best = max(groups, key=lambda name: groups[name])
    if best == "russian" or groups[best] == 0:
        return None, 0
    return best, groups[best]


def _between_turkic(group: str, votes: Counter[str], guess: str) -> str:
    if group not in ("turkic", "southern"):
        return group
    if group == "turkic":
        if votes["kazakh or southern"]:  # only Kazakh has қ or ғ together with ң, ү or ө
            return "kk"
        return guess if guess in ("ky", "kk") else "ky"
    if votes["tg"] != votes["uz"]:
        return "tg" if votes["tg"] > votes["uz"] else "uz"
    if not votes["southern"] and guess == "kk":
        return "kk"  # a text with қ or ғ but without ҳ is Kazakh
    return guess if guess in ("tg", "uz") else "tg" if votes["southern"] else "kk"


def _latin(words: list[str], fallback: str) -> str:
    text = " ".join(words)
    votes: Counter[str] = Counter(dict.fromkeys(_IN_LATIN, 0))
    for word in map(str.lower, words):
        for language in _FREQUENT_IN.get(word, frozenset()) & votes.keys():
            votes[language] += 1
        if re.search(r"[og]'", word):
            votes["uz"] += 2
        for language in _IN_LATIN:
            if not _OWN.get(language, frozenset()).isdisjoint(word):
                votes[language] += 2
    guess, is_sure = _cld2(text)
    if guess in votes:
        votes[guess] += 3 if is_sure else 2
    elif guess != "un" and (is_sure or len(text) > 40) and max(votes.values()) < len(words) / 4:
        return OTHER
    best = max(votes, key=lambda language: (votes[language], language == "uz"))
    return best if votes[best] else fallback


def _cld2(text: str) -> tuple[str, bool]:
    """Return the most likely language according to CLD2, and whether CLD2 calls this reliable."""
    try:
        is_sure, _, details = pycld2.detect(text, isPlainText=True, bestEffort=True)
    except pycld2.error:  # CLD2 raises this for a text with control characters
        return "un", False
    return str(details[0][1]), bool(is_sure)
