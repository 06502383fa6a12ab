"""Kazakh: agglutinative, with vowel harmony of back and front vowels."""

from functools import partial

from text.languages.language import Language, chain, either, harmonised

_written = partial(harmonised, vowels="ае ыі")

_MAKING = _written("лIк", "DIк", "лIқ", "DIқ", "лI", "DI", "сIз", "шI", "шA", "дAй", "DAй") + " ғы гі қы кі"
_PLURAL = _written("LAр")
_OWNERS = _written("Iм", "м", "Iң", "ң", "I", "сI", "IмIз", "мIз", "IңIз", "ңIз")
_CASES = _written("NIң", "NI", "н", "ғA", "қA", "гA", "кA", "A", "нA", "DA", "ндA", "DAн", "нAн") + " мен бен пен"
_BELONGING = _written("DAғI", "DAгI", "ндAғI", "ндAгI", "NIкI")
# қала-лар-ы-нда, мектеп-тер-ді-ң, ауыл-дық
_NOUN = chain("*" + _MAKING, _PLURAL, _OWNERS, _CASES, _BELONGING, _PLURAL, _CASES)

_VOICES = _written("Iл", "л", "Iн", "н", "DIр", "т", "Iс", "с", "лA", "DA", "лAн", "DAн", "лAс", "DAс")
_NOT = _written("бA", "пA", "мA")
_TENSES = (
    _written("DI", "ғAн", "қAн", "гAн", "кAн", "AдI", "йдI", "Aр", "Iп", "п", "сA", "сIн", "мAқ", "мAк", "AтIн", "йтIн")
    + " у ю"
)
_PERSONS = _written("қ", "к", "м", "ң", "мIн", "сIң", "мIз", "LAр")
# айт-қан-дар, бар-ма-ды, сал-ын-ған, кел-еді
_VERB = chain("*" + _VOICES, _NOT, "+" + _TENSES, _PERSONS, _OWNERS, _CASES)

LANGUAGE = Language(
    code="kk",
    name="қазақша",
    place=3,
    country="kz",
    called="казахский",
    letters="а-яёәғқңөұүһі",
    endings=either(_NOUN, _VERB),
)
