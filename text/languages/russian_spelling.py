"""Russian spellings of words that other languages have as well, abbreviations in full, and frequent misspellings."""

import re
from itertools import islice, product

ABBREVIATIONS = {
    "тыс": "тысяча", "млн": "миллион", "млрд": "миллиард", "трлн": "триллион", "мес": "месяц", "гр": "грамм",
    "руб": "рубль", "чел": "человек", "обл": "область", "км": "километр", "см": "сантиметр", "кг": "килограмм",
    "га": "гектар",
}  # fmt: skip
# Frequent misspellings: (pattern, replacement), tried in this order on words that the dictionary does not have.
MISSPELLINGS = (
    (re.compile(r"(.)\1\1+"), r"\1"), (re.compile(r"(.)\1+"), r"\1"), (re.compile("ь(?=[еюя])"), "ъ"),
    (re.compile("тся$"), "ться"), (re.compile("ться$"), "тся"), (re.compile("(?<=[аеиоуыюя])н(?=[аеиоуыюя])"), "нн"),
    (re.compile("нн"), "н"),
)  # fmt: skip
# Endings of English words of Latin or Greek origin → the Russian endings, tried in this order.
_ENDINGS = {
    "tion": "ция", "sion": "сия зия", "ics": "ика", "sis": "з", "ium": "ий", "ism": "изм", "ence": "енция",
    "ance": "анция анс", "ency": "енция", "ancy": "анция", "ure": "ура", "ule": "ула", "ine": "ин ина", "ade": "ада",
    "age": "аж", "ose": "оза", "y": "ия", "ic": "ика ик", "l": "ль",
}  # fmt: skip
_SOUNDS = {
    "ph": "ф", "th": "т", "sch": "ш", "sh": "ш", "ch": "х ч", "ck": "к", "qu": "кв", "x": "кс", "ee": "и", "oo": "у",
    "eu": "ей ев", "ae": "е э", "ou": "у", "ea": "еа и", "j": "ж дж", "h": "г х", "w": "в", "y": "и", "u": "у ю",
}  # fmt: skip
_LETTERS = dict(zip("abcdefgiklmnopqrstvz", "абкдефгиклмнопкрствз", strict=True))
_SOUND = re.compile(
    rf"(?P<first>^e)|(?P<soft>c(?=[eiy]))|(?P<voiced>(?<=[aeiou])s(?=[aeiou]))"
    rf"|(?P<double>([b-df-hj-np-tv-z])\5)|{'|'.join(sorted(_SOUNDS, key=len, reverse=True))}|."
)
_SPELLINGS = 24  # with each ending, at most this many spellings of the rest of the word are tried


def spelt_alike(stem: str) -> tuple[str, ...]:
    """Return possible Russian spellings of another language's Cyrillic stem: itself, and with a soft sign added."""
    return (stem, stem + "ь")


def from_english(stem: str) -> tuple[str, ...]:
    """Return possible Russian spellings of an English word that both languages borrowed: for atmosphere, атмосфера."""
    found: list[str] = []
    for ending, endings in (*_ENDINGS.items(), ("e", "а "), ("", "")):
        if stem.endswith(ending) and len(stem) > len(ending):
            sounds = [_sounds(sound) for sound in _SOUND.finditer(stem.removesuffix(ending))]
            begun = ["".join(spelt) for spelt in islice(product(*sounds), _SPELLINGS)]
            found += [each + russian for russian in endings.split(" ") for each in begun]
    return tuple(dict.fromkeys(found))


def _sounds(sound: re.Match[str]) -> list[str]:
    written = sound[0]
    if sound["first"]:
        return ["э", "е"]
    if sound["soft"]:
        return ["ц"]
    if sound["voiced"]:
        return ["с", "з"]
    if sound["double"]:
        single = _LETTERS.get(written[0], written[0])
        return [single * 2, single]
    return _SOUNDS[written].split() if written in _SOUNDS else [_LETTERS.get(written, written)]
