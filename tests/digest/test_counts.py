"""Numbers of people: only those that a sentence gives as such, and never those that it denies."""

import pytest

from digest.counts import counts_of
from tests.builders import article


def counted(sentence: str, language: str = "ru") -> dict[str, str]:
    return {thing: count.figure for (thing, _), count in counts_of(article(1, sentence, language=language)).items()}


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("Число погибших — 7, раненых — 12.", {"death": "7", "injured": "12"}),
        ("Пострадавших: 7; погибших: 2.", {"injured": "7", "death": "2"}),
        ("Погибло не 5, а 3 человека.", {"death": "3"}),
        ("Погибших не 12, а 14.", {"death": "14"}),
        ("Вместо 5 погибло 3 человека.", {"death": "3"}),
        ("Ранее сообщалось о 5 погибших, погибли 3 человека.", {"death": "3"}),
        ("Погибли от 10 до 15 человек.", {"death": "≤15"}),
        ("Погибли не менее 12 человек.", {"death": "≥12"}),
    ],
)
def test_each_word_has_its_own_figure(sentence: str, given: dict[str, str]) -> None:
    assert counted(sentence) == given


@pytest.mark.parametrize(
    "sentence",
    [
        "При аварии 24/7 дежурный погиб.",
        "Погибло 10-15 человек.",
        "Пострадали 2 – 3 рабочих.",
        "07.11 погибли рабочие.",
        "Школа № 15: пострадали дети.",
        "При −15 °C погиб мужчина.",
        "При -15 градусах погиб мужчина.",
        "Пострадали 15% рабочих.",
        "Температура 40 °C, пострадали дети.",
        "Задержаны 3 кг чая.",
        "Задержан рейс 512.",
        "Арестованы 4 счёта компании.",
        "Пострадали 14 сёл.",
        "Пострадали 120 гектаров посевов.",
        "Пострадали 1️⃣2️⃣ рабочих.",
        "2) Пострадали жители села.",
        "(3) Погибшие опознаны.",
        "В 10 утра погиб рабочий.",
        "С 1 по 5 мая погибли люди.",
        "Задержан 3-й водитель.",
        "В 2026-м погибли люди.",
        "Самолёт Ту-154 сел, пострадали люди.",
        "COVID-19: умер врач.",
    ],
)
def test_other_figures_count_nobody(sentence: str) -> None:
    assert counted(sentence) == {}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ky", "12-каналдын айдоочусу кармалды."),
        ("uz", "5-may kuni haydovchi jarohatlandi."),
        ("tg", "Ронандаи 3-юм маҷрӯҳ шуд."),
        ("en", "On May 5 a driver was injured."),
        ("en", "G7 leaders were not told who was injured."),
    ],
)
def test_an_ordinal_a_day_and_a_name_count_nobody(language: str, sentence: str) -> None:
    assert counted(sentence, language) == {}


def test_an_ending_after_a_figure_does_not_make_it_an_ordinal() -> None:
    assert counted("Пострадали 5-ро рабочих.") == {"injured": "5"}
    assert counted("Кырсыктан 12-си жабыркады.", "ky") == {"injured": "12"}
    assert counted("12-ден астам адам жараланды.", "kk") == {"injured": "≥12"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Пострадали 12 школьников."),
        ("ky", "12 мектеп окуучусу жабыркады."),
        ("kk", "12 мектеп оқушысы жараланды."),
        ("uz", "12 maktab oʻquvchisi jarohatlandi."),
        ("tg", "12 хонандаи мактаб маҷрӯҳ шуд."),
        ("en", "12 school children were injured."),
        ("en", "12 train passengers were injured."),
    ],
)
def test_people_of_schools_and_trains_are_people(language: str, sentence: str) -> None:
    assert counted(sentence, language) == {"injured": "12"}


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Сообщения о 12 погибших оказались фейком."),
        ("ru", "Слухи о 12 погибших не подтвердились."),
        ("ru", "Министерство опровергло, что погибли 12 человек."),
        ("ky", "3 киши каза болгон эмес."),
        ("ky", "12 киши каза болду деген маалымат төгүн."),
        ("kk", "12 адам қаза тапты деген ақпарат жалған."),
        ("kk", "3 адам қаза болмады."),
        ("uz", "Yongʻinda 3 kishi halok boʻlmadi."),
        ("uz", "Ёнғинда 3 киши ҳалок бўлмади."),
        ("uz", "12 kishi halok bo‘lgani haqidagi xabar yolg‘on."),
        ("tg", "Хабар дар бораи 12 ҳалокшуда дурӯғ аст."),
        ("en", "12 people weren’t injured."),
        ("en", "Police deny that 12 people were killed."),
        ("en", "Reports of 12 deaths were false."),
    ],
)
def test_what_a_sentence_denies_or_refutes_is_no_count(language: str, sentence: str) -> None:
    assert counted(sentence, language) == {}
