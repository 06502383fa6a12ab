"""Figures are the same in all languages, and differ by what they count."""

import pytest

from text.figures import CLOCK, DATE, YEAR, figures
from text.letters import straight


def read(text: str, language: str) -> list[tuple[str, str]]:
    return [(figure.value, figure.unit) for _, figure in figures(straight(text), language)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "двенадцать тысяч человек"),
        ("ky", "он эки миң киши"),
        ("kk", "он екі мың адам"),
        ("uz", "o‘n ikki ming kishi"),
        ("uz", "ўн икки минг киши"),
        ("tg", "дувоздаҳ ҳазор нафар"),
        ("en", "twelve thousand people"),
        ("ru", "12 тыс. человек"),
        ("ru", "12 000 человек"),
        ("en", "12,000 people"),
        ("ky", "12 миң киши"),
    ],
)
def test_a_number_is_the_same_in_words_in_digits_and_in_groups(language: str, text: str) -> None:
    assert read(text, language) == [("12000", "")]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ru", "сто двадцать пять домов", "125"),
        ("ky", "жүз жыйырма беш үй", "125"),
        ("kk", "жүз жиырма бес үй", "125"),
        ("uz", "bir yuz yigirma beshta uy", "125"),
        ("tg", "саду бисту панҷ хона", "125"),
        ("en", "one hundred and twenty-five houses", "125"),
        ("ru", "тридцати одного", "31"),
        ("tg", "сию як нафар", "31"),
        ("uz", "oʻttizdan ortiq bola", "30"),
        ("tg", "чорсад нафар", "400"),
    ],
)
def test_words_make_one_number_together(language: str, text: str, value: str) -> None:
    assert read(text, language) == [(value, "")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "двое из семи, сто раз, вся семья, стоял столб"),
        ("ky", "бир күнү үч жолу, он үчүнчү, жүздөгөн"),
        ("kk", "оның, оған, жүзі, бірге"),
        ("uz", "bir kuni, o'ng tomon, yuzi"),
        ("tg", "як рӯз, дар сад сол"),
        ("en", "one of the two, a hundred, tent, twofold"),
    ],
)
def test_small_numbers_and_words_that_only_sound_like_numbers_are_none(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "15 % и 15 процентов", [("15", "percent"), ("15", "percent")]),
        ("en", "15 per cent", [("15", "percent")]),
        ("tg", "15 фоиз", [("15", "percent")]),
        ("ru", "1,5 тыс. долларов", [("1500", "usd")]),
        ("en", "$1,500", [("1500", "usd")]),
        ("uz", "200 mln soʻm", [("200000000", "uzs")]),
        ("ky", "200 сом", [("200", "kgs")]),
        ("kk", "200 теңге", [("200", "kzt")]),
        ("ru", "40 тонн", [("40", "t")]),
        ("kk", "отыз бес пайыз", [("35", "percent")]),
    ],
)
def test_units_and_currencies_are_apart(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("ru", "17 марта", "17.3"),
        ("ky", "17-мартта", "17.3"),
        ("kk", "17 наурызда", "17.3"),
        ("uz", "17-mart kuni", "17.3"),
        ("tg", "17 марти", "17.3"),
        ("en", "March 17", "17.3"),
        ("ru", "17.03.2026", "17.3"),
    ],
)
def test_a_day_is_no_figure(language: str, text: str, day: str) -> None:
    assert read(text, language) == [(day, DATE)]


def test_days_of_one_month_years_and_hours_say_when() -> None:
    assert read("14-15 мая 2020 года в 07:40", "ru") == [
        ("14.5", DATE),
        ("15.5", DATE),
        ("2020", YEAR),
        ("7:40", CLOCK),
    ]
    assert read("2019-жылы 2019 киши", "ky") == [("2019", YEAR), ("2019", YEAR)]
    assert read("2019 сом", "ky") == [("2019", "kgs")]


@pytest.mark.parametrize("text", ["", "9" * 400, "٣٤ ²³ ① 12:99:1 1.1.1.1.1", "00:00", "12,", "%%% $ 5"])
def test_whatever_stands_there_is_read(text: str) -> None:
    for language in ("ru", "uz", "other"):
        assert all(number and number == number.strip() for number, _ in read(text, language))
