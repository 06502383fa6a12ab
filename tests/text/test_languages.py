"""The data of each language: endings that its grammar allows, and Uzbek in one alphabet."""

from pathlib import Path

import pytest

from catalogue.loader import load_phrases
from domain.chat import COUNTRIES
from text.languages import LANGUAGES, LOCALES
from text.languages.uz import in_latin


@pytest.mark.parametrize(
    ("language", "stem", "forms"),
    [
        ("ky", "суу", "суу сууда суунун суулардан сууга суулуу суусуз"),
        ("ky", "жол", "жол жолдо жолдордун жолубуз жолунан жолдогу"),
        ("ky", "өрт", "өрт өрттүн өрттөр өртүнө өрттөгү"),
        ("kk", "су", "су суда судың сумен сулар суға судағы"),
        ("kk", "жол", "жол жолда жолдар жолымен жолдағы жолының"),
        ("uz", "suv", "suv suvda suvning suvlar suvlarimizdan suvsiz suvgacha"),
        ("uz", "yo'l", "yo'l yo'lda yo'llarining yo'ldagi yo'lga"),
        ("tg", "об", "об оби обро обҳо обҳои обҳоро"),
        ("ru", "пожар", "пожар пожара пожаров пожарами"),
        ("en", "school", "school schools school's"),
    ],
)
def test_the_grammar_s_endings_follow_a_stem(language: str, stem: str, forms: str) -> None:
    for form in forms.split():
        assert LANGUAGES[language].endings.fullmatch(form.removeprefix(stem)), form


@pytest.mark.parametrize(
    ("language", "rest"),
    [("ky", "мөл"), ("ky", "зв"), ("kk", "рет"), ("uz", "enir"), ("tg", "уна"), ("ru", "ибка"), ("en", "place")],
)
def test_what_is_no_ending_is_none(language: str, rest: str) -> None:
    assert not LANGUAGES[language].endings.fullmatch(rest)


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("ўзбекистон", "o'zbekiston"),
        ("тоғ", "tog'"),
        ("ер", "yer"),
        ("поезд", "poyezd"),
        ("милиция", "militsiya"),
        ("цирк", "sirk"),
        ("акция", "aksiya"),
        ("ҳукумат", "hukumat"),
        ("чорраҳа", "chorraha"),
        ("хўжалик", "xo'jalik"),
        ("маъно", "ma'no"),
        ("toshkent", "toshkent"),
    ],
)
def test_uzbek_is_read_in_one_alphabet(cyrillic: str, latin: str) -> None:
    assert in_latin(cyrillic) == latin


def test_each_language_is_a_file_of_its_folder() -> None:
    folder = Path(__file__).parents[2] / "text" / "languages"
    files = {path.stem for path in folder.glob("*.py")} - {
        "__init__",
        "language",
        "endings",
        "russian_people",
        "russian_spelling",
    }
    assert set(LANGUAGES) == files
    assert all(code == language.code for code, language in LANGUAGES.items())


def test_the_bot_speaks_the_languages_of_its_locales_in_the_order_of_their_places() -> None:
    assert LOCALES == ("ru", "ky", "kk", "uz", "tg", "en")
    assert {language.country for language in LANGUAGES.values()} <= {None, *COUNTRIES}


def test_no_word_names_two_months() -> None:
    for table in ("whole", "beginnings"):
        numbers: dict[str, set[int]] = {}
        for language in LANGUAGES.values():
            listed: tuple[str, ...] = getattr(language.months, table)
            assert len(listed) == 12
            for number, names in enumerate(listed, start=1):
                for name in names.split():
                    assert table == "whole" or len(name) >= 4, name
                    numbers.setdefault(name, set()).add(number)
        assert [name for name, months in numbers.items() if len(months) > 1] == []


def test_what_the_operator_may_edit_is_repeated_by_no_language() -> None:
    recalls = load_phrases(Path(__file__).parents[2] / "catalogue").recalls
    for language in LANGUAGES.values():
        openers = (*language.openers.pointing_back, *language.openers.attributions)
        assert not [opener for opener in openers for recall in recalls if opener.startswith(recall.casefold())]
