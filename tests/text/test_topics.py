"""Topics by seeds alone, and countries."""

import pytest

from text.annotate import ArticleReader
from text.countries import countries
from text.topics import Topic, TopicModel


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("ru", "Парламент принял законопроект о выборах депутатов, президент подпишет его в среду.", "politics"),
        ("ru", "Суд арестовал подозреваемого в краже, следователь возбудил уголовное дело.", "law-and-crime"),
        ("ru", "Сборная выиграла матч чемпионата, тренер похвалил игроков за победу.", "sports"),
        ("ru", "Врачи больницы лечат пациентов от гриппа, вакцинация продолжается.", "health"),
        ("ky", "Милиция уурулукка шектүүнү кармады, тергөө иши башталды, сот камакка алды.", "law-and-crime"),
        ("ky", "Мектепте мугалимдер жана окуучулар жаңы окуу жылын баштады.", "education"),
        ("kk", "Дәрігерлер ауруханадағы науқастарға екпе салды.", "health"),
        ("uz", "Terma jamoa chempionatda gʻalaba qozondi, murabbiy futbolchilarni maqtadi.", "sports"),
        ("uz", "Суд жиноятчини қамоққа олди, тергов давом этмоқда.", "law-and-crime"),
        ("tg", "Заминларза шуд, наҷотдиҳандагон ба осебдидагон кумак карданд.", "accidents"),
        ("en", "The central bank cut rates as inflation slowed and exports grew.", "economy"),
    ],
)
def test_an_article_finds_its_topic(reader: ArticleReader, language: str, text: str, topic: str) -> None:
    assert reader.annotate(None, text).language == language
    assert reader.annotate(None, text).topics[0] == topic


def test_a_topic_an_operator_adds_works_at_once() -> None:
    titles = dict.fromkeys(("ru", "ky", "kk", "uz", "tg", "en"), "Bees")
    seeds = {"ru": ("пчела", "мёд", "пасека", "улей"), "ky": ("аары", "бал чел", "уюк"), "en": ("bee", "honey", "hive")}
    sport = Topic("sports", titles, {"ru": ("матч", "футбол", "гол"), "ky": ("футбол",), "en": ("football", "match")})
    model = TopicModel([Topic("bees", titles, seeds), sport])
    assert model.topics("На пасеке собрали мёд", "Пчеловоды осмотрели ульи.", "ru")[0] == "bees"
    assert model.topics("Аарылар көбөйдү", "Аары уюкка кайтты.", "ky") == ("bees",)
    assert model.topics("Honey harvest", "Bees filled every hive.", "en") == ("bees",)


@pytest.mark.parametrize("text", ["", "1 2 3", "😀", "…"])
def test_what_says_nothing_has_no_topic(reader: ArticleReader, text: str) -> None:
    assert reader.annotate(None, text).topics == ()


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("В Бишкеке и Оше выпал снег.", None, ("kg",)),
        ("Алматыда жаңа көпір ашылды.", "kg", ("kz",)),
        ("Toshkentda va Samarqandda yomgʻir yogʻdi.", None, ("uz",)),
        ("Дар Душанбе борон борид.", None, ("tj",)),
        ("Rain fell in Ashgabat, Turkmenistan.", None, ("tm",)),
        ("Парламент Франции принял бюджет.", "kz", ("world",)),
        ("Снег выпал ночью.", "kg", ("kg",)),
        ("Снег выпал ночью.", None, ()),
    ],
)
def test_countries_come_from_the_text_and_last_from_the_source(
    text: str, source: str | None, expected: tuple[str, ...]
) -> None:
    assert countries(None, text, "ru", (), source) == expected


def test_two_countries_of_one_story_are_both_named() -> None:
    text = "Жителей Кыргызстана задержали в Казахстане. Казахстан обещал Кыргызстану ответ."
    assert set(countries(None, text, "ru")) == {"kg", "kz"}
