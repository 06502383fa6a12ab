"""Topics recognised in what people type."""

import pytest

from catalogue.loader import load_topics
from handlers.topics import Asked, TopicNames
from render.screens.page import country_names
from tests.handlers.rig import ROOT
from tests.texts import TEXTS
from text.languages import LOCALES
from text.topics import CurrentTopics, Topic

NAMES = TopicNames(CurrentTopics((Topic("education", {"uz": "Taʼlim", "ru": "Образование", "en": "Education"}, {}),)))


@pytest.mark.parametrize("typed", ["Taʼlim", "ta'lim", "TA’LIM", " образование ", "education"])
def test_a_topic_is_known_by_its_name_whatever_the_apostrophe(typed: str) -> None:
    assert NAMES.read(typed) == Asked(("education",))


def test_what_is_no_topic_is_words() -> None:
    assert NAMES.read("chiqindi  puli") == Asked(words="chiqindi puli")


ALL = TopicNames(
    CurrentTopics(load_topics(ROOT / "catalogue")),
    {locale: country_names(TEXTS.translator(locale)) for locale in LOCALES},
)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("казахстан экономика", Asked(("economy",), ("kz",))),
        ("экономика Казахстана", Asked(("economy",), ("kz",))),
        ("экономике узбекистана и кыргызстана", Asked(("economy",), ("uz", "kg"), "и")),
        ("Оштогу жол", Asked(words="Оштогу жол")),
        ("Кыргызстандагы спорт", Asked(("sports",), ("kg",))),
        ("Қазақстандағы мәдениет", Asked(("culture",), ("kz",))),
        ("Oʻzbekistonda iqtisodiyot", Asked(("economy",), ("uz",))),
        ("Тоҷикистон варзиш", Asked(("sports",), ("tj",))),
        ("sports in Kazakhstan", Asked(("sports",), ("kz",), "in")),
        ("права человека таджикистан", Asked(("human-rights",), ("tj",))),
        ("экономист", Asked(words="экономист")),
        ("чемпионат мира", Asked(words="чемпионат мира")),
        ("мир", Asked((), ("world",))),
        ("", Asked()),
    ],
)
def test_topics_countries_and_words_are_told_apart(typed: str, asked: Asked) -> None:
    assert ALL.read(typed) == asked


@pytest.mark.parametrize("locale", LOCALES)
def test_every_topic_and_country_is_known_by_its_name(locale: str) -> None:
    for key, title in ALL.titles[locale].items():
        assert ALL.read(title) == Asked((key,)), title
    for code, name in country_names(TEXTS.translator(locale)).items():
        assert ALL.read(name).countries == (code,), name
