"""The period of a figure, in each language; a date is not a period."""

import pytest

from text.periods import period_at


def period(sentence: str, language: str) -> str:
    """Return the period of the last figure in a sentence."""
    place = max(number for number, letter in enumerate(sentence) if letter.isdecimal())
    return period_at(sentence, place, language)


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("ru", "За неделю погибли 7 человек", "week"),
        ("ru", "В ноябре погибли 30 человек", "month"),
        ("ru", "За первые девять месяцев погибли 90 человек", "months"),
        ("ru", "За 2025 год погибли 120 человек", "year 2025"),
        ("ru", "За последние 10 лет погибли 900 человек", "years 10"),
        ("ru", "17 ноября 2026 года погибли 3 человека", ""),
        ("ky", "Бир жумада 7 адам каза болду", "week"),
        ("ky", "Ноябрда 30 адам каза болду", "month"),
        ("ky", "10 айда 90 адам каза болду", "months 10"),
        ("ky", "Быйыл 120 адам каза болду", "year"),
        ("ky", "Акыркы 10 жылда 900 адам каза болду", "years 10"),
        ("ky", "2026-жылдын 17-ноябрында 3 адам каза болду", ""),
        ("kk", "Бір аптада 7 адам қаза тапты", "week"),
        ("kk", "Қарашада 30 адам қаза тапты", "month"),
        ("kk", "10 айда 90 адам қаза тапты", "months 10"),
        ("kk", "Биыл 120 адам қаза тапты", "year"),
        ("kk", "Соңғы 10 жылда 900 адам қаза тапты", "years 10"),
        ("kk", "2026 жылғы 17 қарашада 3 адам қаза тапты", ""),
        ("uz", "Bir haftada 7 kishi halok boʻldi", "week"),
        ("uz", "Noyabrda 30 kishi halok boʻldi", "month"),
        ("uz", "10 oyda 90 kishi halok boʻldi", "months 10"),
        ("uz", "Йил бошидан буён 120 киши ҳалок бўлди", "year"),
        ("uz", "Soʻnggi 10 yilda 900 kishi halok boʻldi", "years 10"),
        ("uz", "2026-yil 17-noyabrda 3 kishi halok boʻldi", ""),
        ("tg", "Дар як ҳафта 7 нафар ҳалок шуд", "week"),
        ("tg", "Дар моҳи ноябр 30 нафар ҳалок шуд", "month"),
        ("tg", "Дар 10 моҳ 90 нафар ҳалок шуд", "months 10"),
        ("tg", "Имсол 120 нафар ҳалок шуд", "year"),
        ("tg", "Дар 10 соли охир 900 нафар ҳалок шуд", "years 10"),
        ("tg", "17 ноябри соли 2026 садама 3 нафарро кушт", ""),
        ("en", "Over the last week, 7 people died", "week"),
        ("en", "In November, 30 people died", "month"),
        ("en", "In the first nine months 90 people died", "months"),
        ("en", "This year 120 people died", "year"),
        ("en", "In the past 10 years 900 people died", "years 10"),
        ("en", "On 17 November 2026 an accident killed 3", ""),
        ("xx", "In 10 years 900 people died", ""),
    ],
)
def test_a_figure_has_the_period_that_is_named_nearest_to_it(language: str, sentence: str, expected: str) -> None:
    assert period(sentence, language) == expected


def test_of_two_periods_the_nearer_one_counts() -> None:
    sentence = "С начала года погибли 120 человек, за сутки — 3 человека"
    assert period_at(sentence, sentence.index("120"), "ru") == "year"
    assert period_at(sentence, sentence.index("3 "), "ru") == "day"
