"""Affairs: a story is linked with the earlier one that it develops, in any language, and with no other."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from catalogue.loader import load_lexicon
from domain.features import StoryItem
from domain.ids import ArticleId, StoryId
from stories.affairs import COURSES, affairs
from stories.compared import Compared
from text.features import features
from text.mentions import named_in
from text.shared_terms import CONCEPT

LEXICON = load_lexicon(Path(__file__).parents[2] / "catalogue")
START = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)

# Other news, so that terms can be rare.
OTHERS = [
    ("ru", "В Оше открыли новый парк", "В Оше открыли парк с фонтанами. Посажено 300 деревьев."),
    ("ru", "Доллар подорожал", "Нацбанк Кыргызстана сообщил курс доллара. Инфляция составила 7 процентов."),
    ("ky", "Бишкекте жаңы мектеп ачылды", "Бишкек шаарында 600 орундуу жаңы мектеп ачылды."),
    ("kk", "Алматыда көрме өтті", "Алматы қаласында суретшілердің көрмесі өтті."),
    ("uz", "Toshkentda futbol oʻyini boʻldi", "Toshkent shahrida futbol oʻyini boʻlib oʻtdi."),
    ("tg", "Дар Душанбе борон борид", "Дар шаҳри Душанбе борони сахт борид."),
    ("en", "Farmers in Talas harvest beans", "Farmers of the Talas region have harvested beans."),
]

CLOSED_AND_REOPENED = {
    "ru": [
        (
            "Дорогу Нарын — Торугарт закрыли из-за лавины",
            "Лавина сошла ночью у Торугарта. Дорога Нарын — Торугарт закрыта для грузовиков.",
        ),
        (
            "Движение по дороге Нарын — Торугарт возобновлено",
            "Дорогу Нарын — Торугарт очистили от снега после лавины. Грузовики пропускают.",
        ),
    ],
    "ky": [
        (
            "Нарын — Торугарт жолу көчкүдөн улам жабылды",
            "Түнкүсүн Торугартта кар көчкү жүрдү. Нарын — Торугарт жолу жүк унаалары үчүн жабылды.",
        ),
        (
            "Нарын — Торугарт жолу кайра ачылды",
            "Нарын — Торугарт жолу кар көчкүдөн тазаланды. Жүк унаалары өтө баштады.",
        ),
    ],
    "kk": [
        (
            "Нарын — Торугарт жолы көшкіннен жабылды",
            "Түнде Торугартта қар көшкіні жүрді. Нарын — Торугарт жолы жүк көліктері үшін жабылды.",
        ),
        (
            "Нарын — Торугарт жолы қайта ашылды",
            "Нарын — Торугарт жолы қар көшкінінен тазартылды. Жүк көліктері өте бастады.",
        ),
    ],
    "uz": [
        (
            "Norin — Torugart yoʻli koʻchki tufayli yopildi",
            "Kechasi Torugartda qor koʻchkisi boʻldi. Norin — Torugart yoʻli yuk mashinalari uchun yopildi.",
        ),
        (
            "Norin — Torugart yoʻli qayta ochildi",
            "Norin — Torugart yoʻli qor koʻchkisidan tozalandi. Yuk mashinalari oʻta boshladi.",
        ),
    ],
    "tg": [
        (
            "Роҳи Норин — Торугарт аз тарма баста шуд",
            "Шабона дар Торугарт тарма фуромад. Роҳи Норин — Торугарт барои мошинҳои боркаш баста шуд.",
        ),
        (
            "Роҳи Норин — Торугарт аз нав кушода шуд",
            "Роҳи Норин — Торугарт аз тарма тоза карда шуд. Мошинҳои боркаш мегузаранд.",
        ),
    ],
    "en": [
        (
            "Naryn–Torugart road closed by avalanche",
            "An avalanche came down at Torugart at night. The Naryn–Torugart road is closed to lorries.",
        ),
        (
            "Naryn–Torugart road reopens",
            "The Naryn–Torugart road has been cleared of snow after the avalanche. Lorries are let through.",
        ),
    ],
}  # fmt: skip


def linked(*told: tuple[str, str, str], hours: Sequence[float] | None = None) -> dict[StoryId, StoryId]:
    """Return the affairs of stories with one article each, ten hours apart by default, among other news."""
    window = []
    for number, (language, title, text) in enumerate((*told, *OTHERS), start=1):
        later = hours[number - 1] if hours and number <= len(hours) else 10.0 * number
        moment = START + timedelta(hours=later)
        found = features(title=title, text=text, language=language, named=named_in(title, text, language, LEXICON))
        item = StoryItem(ArticleId(number), f"outlet {number}", language, moment, moment, found)
        window.append((Compared.of(item), StoryId(number)))
    return affairs(window)


@pytest.mark.parametrize("language", CLOSED_AND_REOPENED)
def test_what_was_closed_and_is_open_again_is_one_affair(language: str) -> None:
    closed, reopened = CLOSED_AND_REOPENED[language]
    assert linked((language, *closed), (language, *reopened)) == {2: 1}


@pytest.mark.parametrize(("one", "other"), [("ru", "en"), ("ky", "ru"), ("uz", "tg"), ("kk", "ky")])
def test_an_affair_goes_on_in_another_language(one: str, other: str) -> None:
    told = (one, *CLOSED_AND_REOPENED[one][0]), (other, *CLOSED_AND_REOPENED[other][1])
    assert linked(*told) == {2: 1}


def test_nothing_reopens_before_it_was_closed_or_long_after() -> None:
    closed, reopened = CLOSED_AND_REOPENED["ru"]
    assert linked(("ru", *reopened), ("ru", *closed)) == {}
    assert linked(("ru", *closed), ("ru", *reopened), hours=(1, 120)) == {}


def test_another_road_that_is_open_again_is_another_affair() -> None:
    closed, _ = CLOSED_AND_REOPENED["ru"]
    other = "Движение по дороге Ош — Сары-Таш возобновлено", "Дорогу Ош — Сары-Таш очистили от снега после лавины."
    assert linked(("ru", *closed), ("ru", *other)) == {}
    school = "В Нарыне вновь открыли школу", "Школа в Нарыне открыта после ремонта. Дети учатся в две смены."
    assert linked(("ru", *closed), ("ru", *school)) == {}


@pytest.mark.parametrize(
    "opened",
    [
        (
            "ru",
            "В Оше открылась новая велодорожка длиной двенадцать километров",
            "Велодорожка идёт вдоль дороги. Поставили ночное освещение.",
        ),
        (
            "ky",
            "Ош шаарында жаңы велосипед жолу ачылды, анын узундугу он эки чакырым",
            "Ош шаарында жаңы велосипед жолу ачылды. Жолдун боюна түнкү жарык коюлду.",
        ),
    ],
)
def test_something_new_in_a_town_is_not_the_road_to_it_that_was_closed(opened: tuple[str, str, str]) -> None:
    closed = (
        "Оползень перекрыл трассу Бишкек – Ош в ущелье Чычкан",
        "Дорога Бишкек – Ош закрыта из-за оползня на 257-м километре в ущелье Чычкан.",
    )
    assert linked(("ru", *closed), opened) == {}
    reopened = (
        "Трассу Бишкек – Ош в ущелье Чычкан открыли полностью",
        "Дорога Бишкек – Ош открыта после оползня для всех машин.",
    )
    assert linked(("ru", *closed), ("ru", *reopened)) == {2: 1}


DETAINED = (
    "ru",
    "Задержан депутат Асан Токтосунов",
    "ГКНБ задержал в Бишкеке депутата Асана Токтосунова. Его подозревают во взятке.",
)
RELEASED = (
    "ru",
    "Асан Токтосунов освобождён под домашний арест",
    "Суд в Бишкеке освободил депутата Асана Токтосунова. Дело о взятке продолжается.",
)


def test_the_detained_is_released_and_sentenced_in_order() -> None:
    sentenced = (
        "ru",
        "Вынесен приговор Асану Токтосунову",
        "Суд в Бишкеке огласил приговор. Депутат Асан Токтосунов признан виновным во взятке.",
    )
    assert linked(DETAINED, RELEASED, sentenced) == {2: 1, 3: 2}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Марат Жолдошев освобождён под домашний арест",
            "Суд в Бишкеке освободил депутата Марата Жолдошева. Дело о взятке продолжается.",
        ),
        ("Бывший депутат освобождён из колонии", "В Бишкеке бывший депутат вышел на свободу. Он сидел за взятку."),
    ],
)  # fmt: skip
def test_one_man_s_arrest_is_not_another_man_s_release(title: str, text: str) -> None:
    assert linked(DETAINED, ("ru", title, text)) == {}


def test_a_bill_is_voted_on_and_signed() -> None:
    bill = (
        "ru",
        "Законопроект о пастбищах внесли в Жогорку Кенеш",
        "Депутаты Жогорку Кенеша получили законопроект о пастбищах. Плата за скот вырастет.",
    )
    passed = (
        "ru",
        "Жогорку Кенеш принял закон о пастбищах во втором чтении",
        "Депутаты одобрили закон о пастбищах во втором чтении. Плата за скот вырастет.",
    )
    signed = (
        "ru",
        "Президент подписал закон о пастбищах",
        "Закон о пастбищах, который принял Жогорку Кенеш, подписан. Плата за скот вырастет.",
    )
    assert linked(bill, passed, signed) == {2: 1, 3: 2}
    other = "ru", "Президент подписал закон о музеях", "Закон о музеях принял Жогорку Кенеш. Вход для детей бесплатный."
    assert linked(bill, other) == {}


def test_a_toll_that_rises_is_one_affair_and_another_accident_is_not() -> None:
    three = "ky", "Токмокто жарылуудан үч киши каза болду", "Токмок шаарындагы кафеде газ жарылды. Үч киши каза болду."
    five = (
        "ky",
        "Токмоктогу жарылуу: каза болгондордун саны 5ке жетти",
        "Токмок шаарындагы кафеде газ жарылган. Ооруканада дагы эки киши каза болду.",
    )
    assert linked(three, five) == {2: 1}
    assert linked(five, three) == {}
    elsewhere = (
        "ky",
        "Караколдо жарылуудан беш киши каза болду",
        "Каракол шаарындагы үйдө газ жарылды. Беш киши каза болду.",
    )
    assert linked(three, elsewhere) == {}


def test_the_lexicon_has_every_deed_of_the_courses() -> None:
    deeds = {name.removeprefix(CONCEPT) for course in COURSES for stage in course.stages for name in stage}
    assert deeds <= LEXICON.rows.keys()
