"""Differences between a story's outlets: people, days, hours and amounts, but never figures about two things."""

from datetime import timedelta

import pytest

from digest.differences import differences
from digest.figures import disagreement
from domain.story import StoryArticle
from tests.builders import NOW, article


def told(number: int, *sentences: str, **changes: object) -> StoryArticle:
    return article(number, *sentences, headline="Сель в районе", published_at=NOW, **changes)


def found(*articles: StoryArticle) -> dict[str, tuple[str, ...]]:
    return {one.thing: tuple(figure for _, figure in one.given.figures) for one in differences(articles)}


def test_every_count_of_people_that_differs_is_told_by_its_name() -> None:
    one = told(1, "Погибли 3 человека.", "Пострадали 12 человек.")
    other = told(2, "Погибли 5 человек.", "Пострадали 14 человек.")
    assert found(one, other) == {"death": ("3", "5"), "injured": ("12", "14")}
    assert found(one, told(3, "Погибли 3 человека.")) == {}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (
            "Дорогу из Бишкека в Ош закрыли на 12 километре.",
            "Дорогу из Бишкека в Ош закрыли на 17 километре.",
            {"amount": ("12 километре", "17 километре")},
        ),
        (
            "Землетрясение в горах произошло ночью в 2:15.",
            "Землетрясение произошло в горах ночью в 2:40.",
            {"hours": ("2:15", "2:40")},
        ),
        (
            "На ремонт моста в Оше выделили 1 500 000 сомов.",
            "На ремонт моста в Оше выделили 2 300 000 сомов.",
            {"amount": ("1 500 000 сомов", "2 300 000 сомов")},
        ),
        (
            "На ремонт моста в Оше выделили $12 млн.",
            "На ремонт моста в Оше выделили $15 млн.",
            {"amount": ("$12 млн", "$15 млн")},
        ),
        ("Новую школу в селе откроют 3 сентября.", "Новую школу откроют в селе 5 сентября.", {"when": ("3", "5")}),
    ],
)
def test_days_hours_and_amounts_differ_where_the_sentences_say_the_same(
    one: str, other: str, expected: dict[str, tuple[str, ...]]
) -> None:
    given = found(told(1, one), told(2, other))
    assert given.keys() == expected.keys()
    for thing, figures in expected.items():
        assert all(mine.startswith(theirs) for mine, theirs in zip(given[thing], figures, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Дорогу из Бишкека в Ош закрыли на 12 километре.", "Перевал находится в 90 километрах от города."),
        ("Сахар подорожал в Бишкеке на 12 процентов.", "Сахар подорожал в Бишкеке на 12 %."),
        ("Бюджет города вырос с 12 до 15 процентов.", "Бюджет города вырос с 11 до 15 процентов."),
        ("На 5 процентов.", "На 6 процентов."),
        ("Цены на хлеб в Оше выросли на 10-15 процентов.", "Цены на хлеб в Оше выросли на 12 процентов."),
        ("На мост в Оше выделили 1 млн 500 тыс. сомов.", "На мост в Оше выделили 1,5 млн сомов."),
        ("На мост в Оше выделили 1.500.000 сомов.", "На мост в Оше выделили 1,5 млн сомов."),
        ("На мост в Оше выделили 1’500’000 сомов.", "На мост в Оше выделили 1,5 млн сомов."),
        ("Ток в Оше отключили в 19:05 вечера.", "Ток в Оше отключили в 7:05 вечера."),
    ],
)
def test_figures_about_different_things_or_the_same_amount_are_no_difference(one: str, other: str) -> None:
    assert found(told(1, one), told(2, other)) == {}


def test_one_outlet_does_not_differ_from_itself_nor_one_language_from_another() -> None:
    one = told(1, "Дорогу из Бишкека в Ош закрыли на 12 километре.", source="Тандем")
    other = told(2, "Дорогу из Бишкека в Ош закрыли на 17 километре.", source="Тандем")
    assert found(one, other) == {}
    assert found(one, told(3, "Жол 17 километрде жабылды", language="ky")) == {}


def test_an_older_count_is_told_as_what_was_before() -> None:
    one = article(1, "Погибли 3 человека.", published_at=NOW - timedelta(hours=3))
    (only,) = differences([one, article(2, "Погибли 5 человек.", published_at=NOW)])
    assert only.given.outdated == ("Источник 1",)


# For each language: a count for one day, another count for one day, one since the beginning of the year, one for ten
# months, and one for a past year.
FOR_PERIODS = {
    "ru": (
        "За сутки в авариях погибли 3 человека.",
        "За минувшие сутки в авариях погибли 5 человек.",
        "С начала года в авариях погибли 120 человек.",
        "За 10 месяцев в авариях погибли 96 человек.",
        "В 2025 году в авариях погибли 140 человек.",
    ),
    "ky": (
        "Бир сутка ичинде кырсыктан 3 адам каза болду.",
        "Акыркы суткада кырсыктан 5 адам каза болду.",
        "Жыл башынан бери кырсыктан 120 адам каза болду.",
        "10 айдын ичинде кырсыктан 96 адам каза болду.",
        "2025-жылы кырсыктан 140 адам каза болду.",
    ),
    "kk": (
        "Бір тәулікте апаттан 3 адам қаза тапты.",
        "Соңғы тәулікте апаттан 5 адам қаза тапты.",
        "Жыл басынан бері апаттан 120 адам қаза тапты.",
        "10 ай ішінде апаттан 96 адам қаза тапты.",
        "2025 жылы апаттан 140 адам қаза тапты.",
    ),
    "uz": (
        "Bir sutkada avariyalarda 3 kishi halok bo'ldi.",
        "So'nggi sutkada avariyalarda 5 kishi halok bo'ldi.",
        "Yil boshidan buyon avariyalarda 120 kishi halok bo'ldi.",
        "10 oy davomida avariyalarda 96 kishi halok bo'ldi.",
        "2025-yilda avariyalarda 140 kishi halok bo'ldi.",
    ),
    "tg": (
        "Дар як шабонарӯз дар садамаҳо 3 нафар ҳалок шуд.",
        "Дар шабонарӯзи гузашта дар садамаҳо 5 нафар ҳалок шуд.",
        "Аз аввали сол дар садамаҳо 120 нафар ҳалок шуд.",
        "Дар 10 моҳ дар садамаҳо 96 нафар ҳалок шуд.",
        "Дар соли 2025 дар садамаҳо 140 нафар ҳалок шуд.",
    ),
    "en": (
        "In the past 24 hours, accidents killed 3 people.",
        "Over the last day, accidents killed 5 people.",
        "Since the beginning of the year, accidents killed 120 people.",
        "In 10 months, accidents killed 96 people.",
        "In 2025, accidents killed 140 people.",
    ),
}
PLAIN = {
    "ru": ("В аварии погибли 3 человека.", "В аварии погибли 5 человек."),
    "ky": ("Кырсыктан 3 адам каза болду.", "Кырсыктан 5 адам каза болду."),
    "kk": ("Апаттан 3 адам қаза тапты.", "Апаттан 5 адам қаза тапты."),
    "uz": ("Avariyada 3 kishi halok bo'ldi.", "Avariyada 5 kishi halok bo'ldi."),
    "tg": ("Дар садама 3 нафар ҳалок шуд.", "Дар садама 5 нафар ҳалок шуд."),
    "en": ("The accident killed 3 people.", "The accident killed 5 people."),
}
HOUSES = {
    "ru": ("Пострадали 40 домов.", "Пострадали 12 человек."),
    "ky": ("40 үй-бүлө жабыркады.", "12 адам жабыркады."),
    "kk": ("40 отбасы зардап шекті.", "12 адам зардап шекті."),
    "uz": ("40 xonadon jarohat ko'rdi.", "12 kishi jarohat oldi."),
    "tg": ("40 оила захм дид.", "12 нафар захм бардошт."),
    "en": ("The storm injured 40 households.", "The storm injured 12 people."),
}


@pytest.mark.parametrize("language", FOR_PERIODS)
def test_counts_for_different_periods_are_no_difference_and_those_for_one_are(language: str) -> None:
    told_by = [told(number, text, language=language) for number, text in enumerate(FOR_PERIODS[language])]
    day, other_day, *longer = told_by
    assert found(day, other_day) == {"death": ("3", "5")}
    plain, other_plain = (told(10 + number, text, language=language) for number, text in enumerate(PLAIN[language]))
    assert found(plain, other_plain) == {"death": ("3", "5")}
    for place, one in enumerate((day, *longer, plain)):
        for other in (day, *longer, plain)[place + 1 :]:
            assert found(one, other) == {}, (one.sentences, other.sentences)
            assert disagreement([one, other]) is None


@pytest.mark.parametrize("language", HOUSES)
def test_houses_and_families_are_not_set_against_people(language: str) -> None:
    one, other = (told(number, text, language=language) for number, text in enumerate(HOUSES[language]))
    assert found(one, other) == {}


def test_of_two_periods_in_a_sentence_the_nearer_one_is_that_of_the_figure() -> None:
    one = told(1, "С начала года погибли 120 человек, за сутки погибли 3 человека.")
    assert found(one, told(2, "За сутки погибли 3 человека, с начала года погибли 120 человек.")) == {}
    assert found(one, told(3, "За сутки погибли 4 человека.")) == {"death": ("3", "4")}
    other = told(4, "С начала года погибли 117 человек.")
    assert found(one, other) == {"death": ("120", "117")}


def test_amounts_of_a_month_and_of_a_year_are_no_difference() -> None:
    month = told(1, "Цены на муку в Бишкеке выросли на 5 процентов за месяц.")
    year = told(2, "Цены на муку в Бишкеке выросли на 12 процентов за год.")
    assert found(month, year) == {}
    assert found(month, told(3, "Цены на муку в Бишкеке выросли на 6 процентов за месяц.")).keys() == {"amount"}


def test_uzbek_words_with_an_apostrophe_are_read_however_it_is_typed() -> None:
    one = told(1, "Avariyada 3 kishi o'ldi.", language="uz")
    assert found(one, told(2, "Avariyada 5 kishi oʻldi.", language="uz")) == {"death": ("3", "5")}


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        # A bound or an estimate, and a figure within it.
        ("ru", "На ремонт моста в Оше выделили более 5 млн сомов.", "На ремонт моста в Оше выделили 5,2 млн сомов."),
        ("ru", "Спасены около 200 человек.", "Спасены 214 человек."),
        ("ky", "Кырсыктан 100дөн ашык адам жабыркады.", "Кырсыктан 112 адам жабыркады."),
        ("kk", "Апаттан 100-ден астам адам зардап шекті.", "Апаттан 112 адам зардап шекті."),
        ("uz", "Avariyada 100 dan ortiq kishi jarohat oldi.", "Avariyada 112 kishi jarohat oldi."),
        ("tg", "Дар садама зиёда аз 100 нафар захм бардошт.", "Дар садама 112 нафар захм бардошт."),
        ("en", "The accident injured at least 100 people.", "The accident injured 112 people."),
        # A part of the injured.
        ("ru", "Пострадали 12 человек, среди них 3 ребёнка.", "Пострадали 3 ребёнка."),
        # A number of people to whom nothing happened.
        ("ru", "Никто из 40 пассажиров не погиб.", "Погибли 2 человека."),
        ("ru", "Пострадавших нет, эвакуировали 40 человек.", "Пострадали 2 человека."),
        ("ky", "Жабыркагандар жок, 40 адам көчүрүлдү.", "2 адам жабыркады."),
        ("kk", "Зардап шеккендер жоқ, 40 адам көшірілді.", "2 адам зардап шекті."),
        ("uz", "Jarohat olganlar yo'q, 40 kishi ko'chirildi.", "2 kishi jarohat oldi."),
        ("tg", "Аз 40 мусофир касе ҳалок нашуд.", "2 нафар ҳалок шуд."),
        ("en", "None of the 40 passengers was killed.", "Two people were killed."),
        # Parts of a total.
        ("ru", "В аварии погибли водитель и 2 пассажира.", "В аварии погибли 3 человека."),
        ("ru", "Погибли 2 женщины и 3 ребёнка.", "Погибли 5 человек."),
        ("ky", "Айдоочу жана 2 жүргүнчү каза болду.", "3 адам каза болду."),
        ("kk", "Жүргізуші және 2 жолаушы қаза тапты.", "3 адам қаза тапты."),
        ("uz", "Haydovchi va 2 yo'lovchi halok bo'ldi.", "3 kishi halok bo'ldi."),
        ("tg", "Ронанда ва 2 мусофир ҳалок шуд.", "3 нафар ҳалок шуд."),
        ("en", "The driver and 2 passengers were killed.", "The accident killed 3 people."),
        # Suspects are not detained people, and animals are not people.
        ("ru", "Задержаны 2 человека.", "По делу проходят 5 подозреваемых."),
        ("ru", "Погибли 20 овец.", "Погибли 2 чабана."),
        # A total, of which only a part suffered.
        ("ru", "Из 40 пассажиров пострадали 3.", "Пострадали 3 пассажира."),
        ("ru", "Из 12 пострадавших 3 лежат в реанимации.", "Пострадали 12 человек."),
        ("ky", "40 жүргүнчүнүн 3 жабыркады.", "3 жүргүнчү жабыркады."),
        ("kk", "40 жолаушының 3 зардап шекті.", "3 жолаушы зардап шекті."),
        ("uz", "40 yo'lovchidan 3 nafari jarohat oldi.", "3 yo'lovchi jarohat oldi."),
        ("tg", "Аз 40 мусофир 3 нафар захм бардошт.", "3 мусофир захм бардошт."),
        ("en", "Three of the 40 passengers were injured.", "Three people were injured."),
        # The number of something else, in the next clause.
        ("en", "One person was killed; 5 people were injured.", "One person was killed and 5 were injured."),
    ],
)
def test_figures_that_may_both_be_right_are_no_difference(language: str, one: str, other: str) -> None:
    assert found(told(1, one, language=language), told(2, other, language=language)) == {}


def test_two_counts_joined_by_and_are_both_told() -> None:
    one = told(1, "3 человека погибли и 12 ранены.")
    other = told(2, "Погибли 5 человек и 14 ранены.")
    assert found(one, other) == {"death": ("3", "5"), "injured": ("12", "14")}
    killed = told(3, "Two people were killed and 5 were injured.", language="en")
    assert found(killed, told(4, "Three were killed; 7 were injured.", language="en")) == {
        "death": ("Two", "Three"), "injured": ("5", "7"),
    }  # fmt: skip


def test_a_bound_that_another_figure_breaks_is_shown_as_a_bound() -> None:
    assert found(told(1, "Погибли не менее 10 человек."), told(2, "Погибли 3 человека.")) == {"death": ("≥10", "3")}
    month = [
        told(number, f"На ремонт моста в Оше выделили {sum_}.")
        for number, sum_ in ((1, "более $12 млн"), (2, "$5 млн"))
    ]
    assert found(*month) == {"amount": ("≥$12 млн", "$5 млн")}


def test_of_a_number_that_rose_the_new_one_counts() -> None:
    rose = article(2, "Число погибших выросло с 3 до 5.", published_at=NOW)
    first = article(1, "Погибли 3 человека.", published_at=NOW - timedelta(hours=3))
    (only,) = differences([first, rose])
    assert only.given.outdated == ("Источник 1",)
    assert found(told(3, "Погибли 5 человек."), rose) == {}


def test_an_outlet_that_gives_the_others_figure_as_well_contradicts_nobody() -> None:
    one = told(1, "На ремонт моста в Оше выделили пять миллионов сомов.", "По смете выделили 4,98 млн сомов.")
    assert found(one, told(2, "На ремонт моста в Оше выделили 4,98 млн сомов.")) == {}


def test_figures_of_two_things_are_not_mixed_in_one_line() -> None:
    one = told(1, "Цены на хлеб в Бишкеке выросли на 5 процентов.", "Безработица в области снизилась до 3 процентов.")
    bread = told(2, "Цены на хлеб в Бишкеке выросли на 6 процентов.")
    work = told(3, "Безработица в области снизилась до 4 процентов.")
    assert found(one, bread, work) == {"amount": ("5 процентов", "6 процентов")}
