"""Uzbek: agglutinative, without harmony; written in Latin and in Cyrillic letters, and read here in Latin."""

from text.languages.language import Language, chain, either

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "j", "з": "z", "и": "i", "й":
    "y", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х":
    "x", "ц": "s",
    "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "'", "ы": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya", "ў": "o'",
    "қ": "q", "ғ": "g'",
    "ҳ": "h",
}  # fmt: skip
_VOWELS = "аеёиоуўэюяъь"


def in_latin(word: str) -> str:
    """Return a lower-case word in Latin letters, by the rules of the official alphabets (1995): е is ye where
    it opens a
    syllable, ц is ts between vowels. A word without Cyrillic letters stays as it is.
    """
    if not any(letter in _LATIN for letter in word):
        return word
    found = []
    for place, letter in enumerate(word):
        before = word[place - 1] if place else ""
        after = word[place + 1] if place + 1 < len(word) else ""
        if letter == "е" and (not before or before in _VOWELS):
            found.append("ye")
        elif letter == "ц" and before and before in _VOWELS and after in _VOWELS:
            found.append("ts")
        else:
            found.append(_LATIN.get(letter, letter))
    return "".join(found)


_MAKING = "lik lig ligi siz chi dosh li day dek cha la gi"
_PLURAL = "lar"
_OWNERS = "im m ing ng i si imiz miz ingiz ngiz"
_CASES = "ning ni n ga ka qa da dan gacha kacha qacha niki"
_BELONGING = "dagi gi"
# kitob-lar-imiz-dan, shahr-i-dagi, maktab-gacha
_NOUN = chain("*" + _MAKING, _PLURAL, _OWNERS, _CASES, _BELONGING, _PLURAL, _CASES)

_VOICES = "il l in n tir dir t ish sh la lan lash"
_NOT = "ma"
_TENSES = "di gan kan qan adi ydi ar r ib b sa sin yap moqda moq uvchi ayotgan yotgan ildi"
_PERSONS = "m ng k ti man san miz siz lar"
# bor-ma-yap-ti, yoz-il-gan, boshla-n-di
_VERB = chain("*" + _VOICES, _NOT, "+" + _TENSES, _PERSONS, _OWNERS, _CASES)

LANGUAGE = Language(
    code="uz",
    name="oʻzbekcha",
    place=4,
    country="uz",
    called="узбекский",
    letters="a-z",
    endings=either(_NOUN, _VERB),
    in_one_alphabet=in_latin,
)
