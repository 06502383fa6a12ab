"""Letters as people type them and as texts write them, made the same: what is searched and what is found by one hand.

Every sign that stands for an apostrophe is one; stress marks, soft hyphens and signs that nobody sees are no letters;
a letter is the same whether it came in one piece or in two, at full width or in a ligature; the letters that a keyboard
lacks are those that people type instead.
"""

import re
import unicodedata
from collections.abc import Iterator

from text.invisible import visible

# What Uzbek writes ʻ and ʼ with, and what keyboards, phones and old typewriters make of an apostrophe.
APOSTROPHES = "'’ʻʼ‘`´ʹʽʾʿˈ‛′＇ꞌ"
STRAIGHT = dict.fromkeys(map(ord, APOSTROPHES), "'")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Ligatures, digraphs of one sign, full-width forms.
_COMPATIBLE = re.compile("[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06\uff01-\uff5e]+")
_HYPHENS = re.compile("[\u2010\u2011\u2043\ufe58\ufe63]")
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff]+")
_ODD = re.compile(
    f"{_COMPATIBLE.pattern[:-2]}{_HYPHENS.pattern[1:-1]}{_ACCENTS.pattern[1:-2]}"
    "\xad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]"
)
# Latin letters that stand among Cyrillic ones: Kazakh typed on a foreign keyboard, a stress mark set with á.
_TWINS = dict(zip("AaBCcEeHhIiKkMOoPpTXxYyƏəÁáÉéÓóÝýÈèÒò", "АаВСсЕеНһІіКкМОоРрТХхУуӘәАаЕеОоУуЕеОо", strict=True))
_LATIN_LETTER = "[A-Za-z\u00c0-\u024f\u0259]"
_TWIN = re.compile(
    f"(?<=[\u0400-\u04ff])[{''.join(_TWINS)}](?!{_LATIN_LETTER})|(?<!{_LATIN_LETTER})[{''.join(_TWINS)}](?=[\u0400-\u04ff])"
)
_CYRILLIC = dict(zip("ёңөүұқғҳҷўіїәһӣӯѐѝѓќ", "енооукгхчуииахиуеигк", strict=True)) | {"ү": "у"}
# Letters that no decomposition takes apart.
_LATIN = {
    "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n",
    "ə": "a", "ſ": "s", "ŧ": "t", "ƶ": "z", "ɵ": "o", "ƣ": "g",
}  # fmt: skip


def _accented() -> Iterator[tuple[str, str]]:
    """Yield small Latin letters with accents, and the letter that people type for each."""
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare != chr(code) and bare.isascii():
            yield chr(code), bare.lower()


_FOLD = str.maketrans(dict(_accented()) | _LATIN | _CYRILLIC | {"\u0307": ""})  # İ in small letters is i and a dot


def plain_letters(text: str) -> str:
    """Return the text with each letter in one piece and of its word's alphabet, without stress and unseen signs.

    A Latin letter counts as its Cyrillic twin where it stands alone among Cyrillic ones.
    """
    if text.isascii():
        return text
    if _ODD.search(text):
        text = _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), visible(text))
        text = _ACCENTS.sub("", unicodedata.normalize("NFC", _HYPHENS.sub("-", text)))
    return _TWIN.sub(lambda found: _TWINS[found[0]], text)


def words(text: str) -> list[str]:
    """Return the words of a text as they stand, but for apostrophes: oʻzbek is ozbek, togʻ is tog."""
    return _WORD.findall(_APOSTROPHE.sub("", plain_letters(text)))


def fold(word: str) -> str:
    """Return a word in small letters that every keyboard has: ң/н, ө/о, ү/у, қ/к, ғ/г, ҳ/х, ҷ/ч, ў/у, ё/е, ş/s, ı/i."""
    return word.lower().translate(_FOLD)


def straight(text: str) -> str:
    """Return the text with plain letters and one sign for every apostrophe."""
    return plain_letters(text).translate(STRAIGHT)


def name_key(name: str) -> str:
    """Return what makes two spellings one name: a topic's, a publisher's, a city's."""
    return " ".join(map(fold, words(name))) or name.casefold()
