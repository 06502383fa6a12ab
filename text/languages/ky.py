"""Kyrgyz: agglutinative, with vowel harmony in four open and four close vowels."""

from functools import partial

from text.languages.language import Language, chain, either, harmonised

_written = partial(harmonised, vowels="аеоө ыиуү")

_MAKING = _written(
    "лIк", "DIк", "LIк", "луу", "лүү", "дуу", "дүү", "туу", "түү", "сIз", "чI", "чA", "дAй", "DAй", "чAк"
)
_PLURAL = _written("LAр")
_OWNERS = _written("Iм", "м", "Iң", "ң", "I", "сI", "IбIз", "бIз", "IңIз", "ңIз")
_CASES = _written("NIн", "NI", "н", "GA", "A", "нA", "DA", "ндA", "DAн", "нAн")
_BELONGING = _written("DAгI", "ндAгI", "NIкI")
# суу-луу, кыргыз-дар-ды-н, үй-лөр-үбүз-дөгү-лөр-дүн
_NOUN = chain("*" + _MAKING, _PLURAL, _OWNERS, _CASES, _BELONGING, _PLURAL, _CASES)

_VOICES = _written("Iл", "л", "Iн", "н", "DIр", "т", "Iш", "ш", "лA", "DA", "лAн", "DAн", "лAш", "DAш")
_NOT = _written("бA", "пA", "мA")
_TENSES = (
    _written("DI", "GAн", "Aт", "йт", "Aр", "Iп", "п", "сA", "сIн", "GIч", "IптIр", "птIр", "мAк", "Aйын")
    + " уу үү оо өө"
)
_PERSONS = _written("к", "м", "ң", "мIн", "сIң", "бIз", "LAр")
# айт-кан-дар, бар-ба-ды, кур-ул-ган, кел-ет
_VERB = chain("*" + _VOICES, _NOT, "+" + _TENSES, _PERSONS, _OWNERS, _CASES)

LANGUAGE = Language(
    code="ky",
    name="кыргызча",
    place=2,
    country="kg",
    called="кыргызский киргизский",
    letters="а-яёңөү",
    endings=either(_NOUN, _VERB),
)
