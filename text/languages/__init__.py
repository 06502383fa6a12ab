"""The languages that the bot reads, one file for each.

Each file CODE.py in this folder defines one `Language`, named LANGUAGE; no other file has to mention it.
"""

import re
from importlib import import_module
from pathlib import Path

from text.languages.language import Language


def _found() -> dict[str, Language]:
    """Return code → language for all files of this folder, in the order in which people choose among languages."""
    codes = (path.stem for path in Path(__file__).parent.glob("*.py") if re.fullmatch(r"[a-z]{2,3}", path.stem))
    languages: list[Language] = [import_module(f"{__name__}.{code}").LANGUAGE for code in codes]
    languages.sort(key=lambda language: (language.place, language.code))
    return {language.code: language for language in languages}


LANGUAGES = _found()
LOCALES = tuple(code for code, language in LANGUAGES.items() if language.is_spoken)  # the languages that the bot speaks
# The capital letters of all languages, for use in a character class of a regular expression.
UPPER = "A-Z" + "".join(
    dict.fromkeys((language.letters + language.other_letters).upper() for language in LANGUAGES.values())
)

__all__ = ["LANGUAGES", "LOCALES", "UPPER", "Language"]
