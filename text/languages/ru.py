"""Russian: inflected; its forms are known by a dictionary, and these endings serve lexicons and names."""

from text.languages.language import Language, chain, either

_NOUNS = """
а я ы и у ю е о ё ь й ой ей ёй ою ею ом ем ём ам ям ами ями ах ях ов ев ёв ий ия ие ию ии ием иями иях иям ья ье ью ьи
ьев ьям ьями ьях
ьё ьём
"""
_ADJECTIVES = "ый ой ая яя ое ее ые ие ого его ому ему ым им ых их ыми ими ую юю"
_VERBS = "л ла ло ли ть ет ют ит ят ут ат ешь ишь ем им ете ите"

LANGUAGE = Language(
    code="ru",
    name="русский",
    place=1,
    letters="а-яё",
    endings=either(chain(f"{_NOUNS} {_ADJECTIVES} {_VERBS}")),
)
