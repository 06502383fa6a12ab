"""Making letters comparable: texts and queries are converted to the same letters before search compares them.

All characters that are used as apostrophes become the same one. Stress marks, soft hyphens and invisible characters are
removed. Composed, decomposed, full-width and ligature forms of a letter become equal. Letters that a keyboard lacks
become those that people type instead.
"""

import re
import unicodedata
from collections.abc import Iterator

from text.invisible import visible

# The characters for ʻ and ʼ in Uzbek, and those that are typed as an apostrophe on keyboards and phones.
APOSTROPHES = "'’ʻʼ‘`´ʹʽʾʿˈ‛′＇ꞌ"
STRAIGHT = dict.fromkeys(map(ord, APOSTROPHES), "'")
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# Characters that stand for other ones: ligatures, digraphs, full-width forms, and the letters and digits of formulas,
# which channels use for bold words.
_COMPATIBLE = re.compile(
    "[\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]+"
)
_HYPHENS = re.compile("[\u2010\u2011\u2043\ufe58\ufe63]")
_ACCENTS = re.compile("[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff]+")
_ODD = re.compile(
    f"{_COMPATIBLE.pattern[:-2]}{_HYPHENS.pattern[1:-1]}{_ACCENTS.pattern[1:-2]}"
    "\xad\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]"
)
# Latin letter → Cyrillic letter in whose place people type it: for lack of a Kazakh keyboard, or á to mark the stress.
_TWINS = dict(zip("AaBCcEeHhIiKkMOoPpTXxYyƏəÁáÉéÓóÝýÈèÒò", "АаВСсЕеНһІіКкМОоРрТХхУуӘәАаЕеОоУуЕеОо", strict=True))
_LATIN_LETTER = "[A-Za-z\u00c0-\u024f\u0259]"
_TWIN = re.compile(
    f"(?<=[\u0400-\u04ff])[{''.join(_TWINS)}](?!{_LATIN_LETTER})|(?<!{_LATIN_LETTER})[{''.join(_TWINS)}](?=[\u0400-\u04ff])"
)
_CYRILLIC = dict(zip("ёңөүұқғҳҷўіїәһӣӯѐѝѓќ", "енооукгхчуииахиуеигк", strict=True)) | {"ү": "у"}
# Letters that stand for ө and ң on other keyboards, and for ҳ and ҷ in texts that were written for Tajik fonts.
_CYRILLIC |= dict(zip("ѳҥњљ", "онхч", strict=True))
# Letter that Unicode does not decompose into a letter and an accent → plain letters in its place.
_LATIN = {
    "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n",
    "ə": "a", "ſ": "s", "ŧ": "t", "ƶ": "z", "ɵ": "o", "ƣ": "g",
}  # fmt: skip


def _accented() -> Iterator[tuple[str, str]]:
    """Yield (accented lower-case Latin letter, letter that people type instead of it)."""
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = unicodedata.normalize("NFD", chr(code))[0]
        if bare != chr(code) and bare.isascii():
            yield chr(code), bare.lower()


# The combining dot is removed, because İ becomes i with a combining dot in lower case.
_FOLD = str.maketrans(dict(_accented()) | _LATIN | _CYRILLIC | {"\u0307": ""})


def ordinary_letters(text: str) -> str:
    """Return the text with ordinary letters and digits in place of ligatures, full-width ones and those of formulas."""
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def plain_letters(text: str) -> str:
    """Return the text with accented letters as single characters, without stress marks and invisible characters.

    A single Latin letter among Cyrillic ones is replaced by the Cyrillic letter that looks like it.
    """
    if text.isascii():
        return text
    if _ODD.search(text):
        text = ordinary_letters(visible(text))
        text = _ACCENTS.sub("", unicodedata.normalize("NFC", _HYPHENS.sub("-", text)))
    return _TWIN.sub(lambda found: _TWINS[found[0]], text)


def words(text: str) -> list[str]:
    """Return the words of a text, without apostrophes but otherwise unchanged: oʻzbek is ozbek, togʻ is tog."""
    return _WORD.findall(_APOSTROPHE.sub("", plain_letters(text)))


def fold(word: str) -> str:
    """Return a word in lower case, with letters of every keyboard in place of ң ө ү қ ғ ҳ ҷ ў ё ş ı and others."""
    return word.lower().translate(_FOLD)


def straight(text: str) -> str:
    """Return the text as `plain_letters` returns it, but with ' in place of every other kind of apostrophe."""
    return plain_letters(text).translate(STRAIGHT)


def name_key(name: str) -> str:
    """Return the key of a name of a topic, publisher or city; spellings with the same key are the same name."""
    return " ".join(map(fold, words(name))) or name.casefold()
