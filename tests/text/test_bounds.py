"""Bounds and estimates: how a sentence limits a figure, and whether two figures may both be right."""

import re

import pytest

from text.bounds import ABOUT, EARLIER, LEAST, MOST, agree, bound_of, with_bound

_NUMBER = re.compile(r"\d+")


@pytest.mark.parametrize(
    ("language", "sentence", "bound"),
    [
        ("ru", "Эвакуировали более 200 человек.", LEAST),
        ("ru", "Эвакуировали не менее 200 человек.", LEAST),
        ("ru", "Выделили свыше $200 млн.", LEAST),
        ("ru", "Пришли не более 200 человек.", MOST),
        ("ru", "Пришли около 200 человек.", ABOUT),
        ("ru", "Число погибших выросло с 3 до 5.", EARLIER),
        ("ru", "Эвакуировали 200 человек, более точных данных нет.", ""),
        ("ky", "200дөн ашык адам көчүрүлдү.", LEAST),
        ("ky", "200 миң адамдан ашык киши келди.", LEAST),
        ("ky", "Кеминде 200 адам келди.", LEAST),
        ("ky", "200дөн аз адам келди.", MOST),
        ("ky", "200гө жакын адам келди.", ABOUT),
        ("ky", "Каза болгондор 3төн 5ке жетти.", EARLIER),
        ("ky", "Бишкектен 200 адам келди.", ""),
        ("kk", "200-ден астам адам көшірілді.", LEAST),
        ("kk", "200 адамнан аз болды.", MOST),
        ("kk", "Шамамен 200 адам келді.", ABOUT),
        ("kk", "200-ге жуық адам келді.", ABOUT),
        ("kk", "Қаза болғандар 3-тен 5-ке жетті.", EARLIER),
        ("uz", "200 dan ortiq kishi ko'chirildi.", LEAST),
        ("uz", "200 nafardan ko'p kishi keldi.", LEAST),
        ("uz", "200 дан ортиқ киши кўчирилди.", LEAST),
        ("uz", "200 ga yaqin kishi keldi.", ABOUT),
        ("uz", "Halok bo'lganlar 3 tadan 5 taga yetdi.", EARLIER),
        ("tg", "Зиёда аз 200 нафар кӯчонида шуд.", LEAST),
        ("tg", "На камтар аз 200 нафар омад.", LEAST),
        ("tg", "Камтар аз 200 нафар омад.", MOST),
        ("tg", "Тақрибан 200 нафар омад.", ABOUT),
        ("en", "At least 200 people were moved.", LEAST),
        ("en", "No fewer than 200 people came.", LEAST),
        ("en", "No more than 200 people came.", MOST),
        ("en", "About 200 people came.", ABOUT),
        ("en", "The toll rose from 3 to 5.", EARLIER),
        ("en", "On Monday 200 people came.", ""),
        ("other", "200", ""),
    ],
)
def test_the_words_around_a_figure_say_what_it_is(language: str, sentence: str, bound: str) -> None:
    found = _NUMBER.search(sentence)
    assert found is not None
    assert bound_of(sentence, *found.span(), language) == bound


@pytest.mark.parametrize(
    ("one", "bound", "other", "other_bound", "is_possible"),
    [
        (200, LEAST, 214, "", True),
        (200, LEAST, 150, "", False),
        (200, LEAST, 900, "", False),  # nobody would say "more than 200"
        (200, MOST, 150, "", True),
        (200, MOST, 214, "", False),
        (200, ABOUT, 214, "", True),
        (200, ABOUT, 260, "", False),
        (200, "", 214, "", False),
        (200, "", 190, ABOUT, True),
        (200, EARLIER, 200, "", True),
    ],
)
def test_a_bound_and_a_figure_within_it_may_both_be_right(
    one: float, bound: str, other: float, other_bound: str, is_possible: bool
) -> None:
    assert agree(one, bound, other, other_bound) is is_possible
    assert agree(other, other_bound, one, bound) is is_possible


def test_a_bound_is_shown_by_its_sign() -> None:
    assert [with_bound("200", bound) for bound in (LEAST, MOST, ABOUT, EARLIER, "")] == [
        "≥200", "≤200", "~200", "200", "200",
    ]  # fmt: skip
    assert with_bound("пятеро", LEAST) == "пятеро"
