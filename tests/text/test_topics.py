"""Topics by seeds alone, and countries."""

from pathlib import Path

import pytest

from catalogue.loading import load_topics
from text.annotate import ArticleReader
from text.countries import countries
from text.lexicon.lexicon import Lexicon
from text.named import named_in
from text.phrases import Phrases
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


BEES = """
[[topics]]
key = "bees"
titles = { ru = "Пчёлы", ky = "Аарылар", kk = "Аралар", uz = "Asalarilar", tg = "Занбӯрҳо", en = "Bees" }
[topics.seeds]
ru = ["пчела", "пчеловод", "мёд", "пасека", "улей", "нектар", "воск", "прополис", "рой", "соты", "опыление", "пыльца"]
ky = ["аары", "бал чел", "балчы", "уюк", "момпосуй", "прополис", "бал жый", "гүл чаң",
      "балчылык", "омарта", "нектар", "мом "]
kk = ["бал ара", "омарта", "ұя", "бал жина", "балауыз", "прополис", "тозаң", "шырын", "аралар",
      "ара ұя", "балшы", "нектар"]
uz = ["asalari", "asal", "ari uya", "mum", "propolis", "nektar", "gulchang", "асалари", "асал", "ари уя",
      "мум", "пасека"]
tg = ["занбӯр", "асал", "кандуи", "мум", "прополис", "шаҳд", "гарди гул", "занбӯрпарвар", "нектар", "оинаи",
      "занбур", "кандӯ"]
en = ["bee", "honey", "hive", "apiar", "beekeep", "nectar", "pollen", "swarm", "beeswax", "propolis",
      "pollinat", "honeycomb"]
"""


def test_a_topic_an_operator_adds_to_the_catalogue_works_among_all_the_others(tmp_path: Path, phrases: Phrases) -> None:
    catalogue = Path(__file__).parents[2] / "catalogue"
    (tmp_path / "topics.toml").write_text((catalogue / "topics.toml").read_text("utf-8") + BEES, "utf-8")
    reader = ArticleReader(load_topics(tmp_path), phrases, Lexicon(()))
    told = {
        "ru": "Пасечники Таласа откачали первый мёд. Пчелиные семьи хорошо перенесли зиму, медоносы зацвели рано.",
        "ky": "Таластын балчылары балды эрте жыйнады. Аарылар кыштан аман чыкты, уюктар толду.",
        "kk": "Омарташылар бал жинай бастады. Бал аралар қыстан аман шықты.",
        "uz": "Talas asalarichilari asal yig‘ishni boshladi. Asalarilar qishdan omon chiqdi.",
        "tg": "Занбӯрпарварон асалро ҷамъ карданд. Кандуи занбӯрҳо пур шуд.",
        "en": "Beekeepers of Talas gathered the first honey. Their hives came well through the winter.",
    }
    for language, text in told.items():
        found = reader.annotate(None, text)
        assert (found.language, found.topics[0]) == (language, "bees")
    other = "Парламент принял законопроект о выборах депутатов, президент подпишет его в среду."
    assert "bees" not in reader.annotate(None, other).topics
    # Russian seeds are widened: none of these words is among them.
    assert reader.annotate(None, "Медонос зацвёл рано, пасечники откачивают первый липовый.").topics[0] == "bees"


@pytest.mark.parametrize("text", ["", "1 2 3", "😀", "…"])
def test_what_says_nothing_has_no_topic(reader: ArticleReader, text: str) -> None:
    assert reader.annotate(None, text).topics == ()


def about(lexicon: Lexicon, text: str, language: str, source: str | None = None) -> tuple[str, ...]:
    return countries(named_in(None, text, language, lexicon), lexicon, language, source)


@pytest.mark.parametrize(
    ("language", "text", "source", "expected"),
    [
        ("ru", "В Бишкеке и Оше выпал снег.", None, ("kg",)),
        ("ky", "Алматыда жаңа көпүрө ачылды.", "kg", ("kz",)),
        ("uz", "Toshkentda va Samarqandda yomgʻir yogʻdi.", None, ("uz",)),
        ("tg", "Дар Душанбе борон борид.", None, ("tj",)),
        ("en", "Rain fell in Ashgabat, Turkmenistan.", None, ("tm",)),
        ("ru", "Парламент Франции принял бюджет.", "kz", ("world",)),
        ("ru", "Снег выпал ночью.", "kg", ("kg",)),
        ("ru", "Снег выпал ночью.", None, ()),
        ("kk", "Түнде қар жауды.", None, ("kz",)),
        ("ky", "Түндө ошол жерге кар жаады.", "uz", ("uz",)),  # ошол is no town
    ],
)
def test_countries_come_from_the_text_then_from_the_source_and_last_from_the_language(
    lexicon: Lexicon, language: str, text: str, source: str | None, expected: tuple[str, ...]
) -> None:
    assert about(lexicon, text, language, source) == expected


def test_two_countries_of_one_story_are_both_named(lexicon: Lexicon) -> None:
    text = "Жителей Кыргызстана задержали в Казахстане. Казахстан обещал Кыргызстану ответ."
    assert set(about(lexicon, text, "ru")) == {"kg", "kz"}


def test_a_country_named_in_passing_is_not_what_an_article_is_about(lexicon: Lexicon) -> None:
    title = "Казахстан строит дорогу"
    text = "Казахстан строит дорогу в Таразе. Казахстан платит сам, рабочие из Казахстана. Щебень везут из Токмока."
    assert countries(named_in(title, text, "ru", lexicon), lexicon, "ru") == ("kz",)
