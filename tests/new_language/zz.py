"""A language made up for a test: Cyrillic with the letter ѫ, plurals in -ѫки, cases in -ем and -уд."""

from text.languages.endings import chain, either
from text.languages.language import Hints, Language, Months, Openers

LANGUAGE = Language(
    code="zz",
    name="зѫвель",
    country="tm",
    letters="а-яѫ",
    endings=either(chain("ѫки", "ем уд")),
    hints=Hints(own_letters="ѫ", frequent="ѫд ѫс тамо бѫ"),
    months=Months(
        beginnings=(
            "ѫбир", "вѫдо", "гѫли", "дѫма", "жѫва", "зѫмо", "кѫра", "лѫни", "мѫто", "нѫпа", "пѫри", "рѫса",
        ),
    ),
    multipliers={"тѫщ": 1e3},
    abbreviations="вѫл",
    openers=Openers(pointing_back=("ѫс",), attributions=("вѫсти тамо",)),
)  # fmt: skip
