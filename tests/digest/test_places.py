"""Places that a story's outlets give differently: never a district and its region, nor two parts of one report."""

from pathlib import Path

import pytest

from catalogue.loader import load_lexicon
from digest.differences import WHERE, differences
from domain.story import StoryArticle
from tests.builders import article
from text.lexicon.lexicon import Lexicon

CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon(CATALOGUE)


def told(number: int, *sentences: str, language: str = "ru", **changes: object) -> StoryArticle:
    return article(number, *sentences, headline="…", language=language, **changes)


def places(lexicon: Lexicon, *articles: StoryArticle) -> tuple[tuple[str, str], ...]:
    """Return the sources with the place that each gives; nothing if they do not differ."""
    found = [one.given.figures for one in differences(articles, lexicon) if one.thing == WHERE]
    return found[0] if found else ()


@pytest.mark.parametrize(
    ("language", "one", "other", "where"),
    [
        (
            "ru",
            "В Нарынской области сель смыл мост и часть дороги.",
            "В Таласской области сель смыл мост и часть дороги.",
            ("В Нарынской области", "В Таласской области"),
        ),
        (
            "ru",
            "Сель смыл мост и часть дороги в Кочкорском районе Нарынской области.",
            "Сель смыл мост и часть дороги в Ат-Башинском районе Нарынской области.",
            ("в Кочкорском районе", "в Ат-Башинском районе"),
        ),
        (
            "ky",
            "Нарын облусунда сел көпүрөнү жана жолдун бир бөлүгүн жууп кетти.",
            "Баткенде сел көпүрөнү жана жолдун бир бөлүгүн жууп кетти.",
            ("Нарын облусунда", "Баткенде"),
        ),
        (
            "kk",
            "Атырау облысында су тасқыны көпір мен жолдың бір бөлігін шайып кетті.",
            "Қостанай облысында су тасқыны көпір мен жолдың бір бөлігін шайып кетті.",
            ("Атырау облысында", "Қостанай облысында"),
        ),
        (
            "uz",
            "Namangan viloyatida sel ko'prikni va yo'lning bir qismini yuvib ketdi.",
            "Jizzaxda sel ko'prikni va yo'lning bir qismini yuvib ketdi.",
            ("Namangan viloyatida", "Jizzaxda"),
        ),
        (
            "tg",
            "Дар ноҳияи Айнӣ сел пул ва як қисми роҳро шуста бурд.",
            "Дар шаҳри Кӯлоб сел пул ва як қисми роҳро шуста бурд.",
            ("Дар ноҳияи Айнӣ", "Дар шаҳри Кӯлоб"),
        ),
        (
            "en",
            "A mudflow washed away a bridge and a stretch of road in Naryn region.",
            "A mudflow washed away a bridge and a stretch of road in Talas region.",
            ("in Naryn region", "in Talas region"),
        ),
    ],
)
def test_two_places_of_one_event_are_told_in_the_words_of_each_outlet(
    lexicon: Lexicon, language: str, one: str, other: str, where: tuple[str, str]
) -> None:
    given = places(lexicon, told(1, one, language=language), told(2, other, language=language))
    assert given == (("Источник 1", where[0]), ("Источник 2", where[1]))


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        # A district, and its region.
        ("ru", "В Кочкоре сель смыл мост и часть дороги.", "В Нарынской области сель смыл мост и часть дороги."),
        ("ky", "Каракол шаарында жаңы мектеп ачылды быйыл.", "Ысык-Көл облусунда жаңы мектеп ачылды быйыл."),
        ("kk", "Ақтауда жаңа ауруханада жөндеу басталды.", "Маңғыстау облысында жаңа ауруханада жөндеу басталды."),
        ("uz", "Xivada yangi maktab binosi ochildi.", "Xorazm viloyatida yangi maktab binosi ochildi."),
        ("tg", "Дар Хуҷанд бинои нави мактаб кушода шуд.", "Дар вилояти Суғд бинои нави мактаб кушода шуд."),
        ("en", "A new school building was opened in Kulob.", "A new school building was opened in Khatlon region."),
        # A river lies in many places.
        ("kk", "Ертісте балықшыны құтқару жұмысы аяқталды.", "Павлодарда балықшыны құтқару жұмысы аяқталды."),
        # A flight has two ends.
        ("ru", "Рейс из Бишкека задержали из-за густого тумана.", "Рейс в Ош задержали из-за густого тумана."),
        # An epicentre is described from several towns.
        ("ru", "Землетрясение ощущалось в 40 км от Оша ночью.", "Землетрясение ощущалось в 90 км от Нарына ночью."),
        # Other events.
        ("ru", "В Оше открыли новую школу на 300 мест.", "В Нарыне завершили ремонт моста через реку."),
    ],
)
def test_what_contradicts_nothing_is_no_difference(lexicon: Lexicon, language: str, one: str, other: str) -> None:
    assert places(lexicon, told(1, one, language=language), told(2, other, language=language)) == ()


def test_an_outlet_that_names_the_others_place_as_well_contradicts_nobody(lexicon: Lexicon) -> None:
    one = told(1, "В Оше отключат свет на три часа из-за ремонта.", "То же ждёт жителей Нарына.")
    assert places(lexicon, one, told(2, "В Нарыне отключат свет на три часа из-за ремонта.")) == ()


def test_places_of_two_things_are_not_mixed_in_one_line(lexicon: Lexicon) -> None:
    one = told(1, "В Оше отключат свет на три часа из-за ремонта.", "В Таласе открыли новую школу на сто мест.")
    light = told(2, "В Нарыне отключат свет на три часа из-за ремонта.")
    school = told(3, "В Баткене открыли новую школу на сто мест.")
    assert places(lexicon, one, light, school) == (("Источник 1", "В Оше"), ("Источник 2", "В Нарыне"))


def test_one_outlet_does_not_differ_from_itself_and_places_need_a_lexicon(lexicon: Lexicon) -> None:
    one = told(1, "В Оше отключат свет на три часа из-за ремонта.", source="Тандем")
    other = told(2, "В Нарыне отключат свет на три часа из-за ремонта.", source="Тандем")
    assert places(lexicon, one, other) == ()
    assert differences([one, told(3, *other.sentences)]) == ()


def test_every_country_of_ours_has_its_regions_and_every_chain_ends_in_a_country(lexicon: Lexicon) -> None:
    within = dict.fromkeys(("kg", "kz", "uz", "tj", "tm"), 0)
    for row in lexicon.rows.values():
        if row.kind != "place":
            assert row.lies_in == (), row.id
            continue
        for outer in row.lies_in:
            assert lexicon.rows[outer].about[0] == row.about[0], row.id
            if outer.startswith("country:") and row.about[0] in within:
                within[row.about[0]] += 1
    assert all(count >= 6 for count in within.values()), within
