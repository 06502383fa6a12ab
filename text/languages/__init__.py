"""The languages the bot reads: one value each, with all that is known of it."""

from text.languages.en import ENGLISH
from text.languages.kk import KAZAKH
from text.languages.ky import KYRGYZ
from text.languages.language import Language
from text.languages.ru import RUSSIAN
from text.languages.tg import TAJIK
from text.languages.uz import UZBEK

LANGUAGES: dict[str, Language] = {
    language.code: language for language in (RUSSIAN, KYRGYZ, KAZAKH, UZBEK, TAJIK, ENGLISH)
}

__all__ = ["LANGUAGES", "Language"]
