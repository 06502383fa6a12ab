"""Topics by seeds alone, and countries."""

from pathlib import Path

import pytest

from catalogue.loader import load_topics
from text.annotate import ArticleReader
from text.countries import countries
from text.languages.russian_spelling import from_english
from text.lexicon.lexicon import Lexicon
from text.lexicon.rows import LexiconRow, read_rows
from text.mentions import named_in
from text.phrases import Phrases
from text.topics import Topic, TopicModel
from text.topics.loans import loan

CATALOGUE = Path(__file__).parents[2] / "catalogue"
NO_LEXICON = Lexicon(())


def topics_of(model: TopicModel, title: str, text: str, language: str, lexicon: Lexicon) -> tuple[str, ...]:
    return model.topics(named_in(title, text, language, lexicon), language)


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
    model = TopicModel([Topic("bees", titles, seeds), sport], NO_LEXICON)
    assert topics_of(model, "На пасеке собрали мёд", "Пчеловоды осмотрели ульи.", "ru", NO_LEXICON)[0] == "bees"
    assert topics_of(model, "Аарылар көбөйдү", "Аары уюкка кайтты.", "ky", NO_LEXICON) == ("bees",)
    assert topics_of(model, "Honey harvest", "Bees filled every hive.", "en", NO_LEXICON) == ("bees",)


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
    (tmp_path / "topics.toml").write_text((CATALOGUE / "topics.toml").read_text("utf-8") + BEES, "utf-8")
    reader = ArticleReader(load_topics(tmp_path), phrases, NO_LEXICON)
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
    # Russian seeds also match similar words: none of these words is a seed.
    assert reader.annotate(None, "Медонос зацвёл рано, пасечники откачивают первый липовый.").topics[0] == "bees"


RAILWAYS = """
[[topics]]
key = "railways"
titles = { ru = "Поезда", ky = "Поезддер", kk = "Пойыздар", uz = "Poyezdlar", tg = "Қатораҳо", en = "Railways" }
[topics.seeds]
ru = ["поезд", "вокзал", "железная дорога", "вагон", "локомотив", "электричка", "машинист", "рельс", "перрон",
      "железнодорожник", "железнодорожный", "купе"]
"""


def test_a_topic_with_russian_seeds_alone_works_in_every_language(
    tmp_path: Path, phrases: Phrases, lexicon: Lexicon
) -> None:
    (tmp_path / "topics.toml").write_text((CATALOGUE / "topics.toml").read_text("utf-8") + RAILWAYS, "utf-8")
    reader = ArticleReader(load_topics(tmp_path), phrases, lexicon)
    told = {
        "ru": "Поезд из Балыкчы пришёл на вокзал с опозданием: рельсы замело, и локомотив стоял два часа.",
        "ky": "Балыкчыдан чыккан поезд вокзалга кечигип келди: темир жолду кар басып калган.",
        "kk": "Қызылордадан шыққан пойыз вокзалға кешігіп келді: теміржолды қар басып қалған.",
        "uz": "Samarqanddan chiqqan poyezd vokzalga kechikib keldi: temir yo‘lni qor bosgan edi.",
        "tg": "Қатора ба истгоҳи роҳи оҳан дер расид: роҳи оҳанро барф пахш карда буд.",
        "en": "The train reached the railway station two hours late: snow had covered the railway.",
    }
    for language, text in told.items():
        found = reader.annotate(None, text)
        assert (found.language, found.topics[0]) == (language, "railways")
    strangers = {
        "ky": "Дарыгерлер ооруканада бейтаптарды дарылады.",
        "uz": "Terma jamoa chempionatda gʻalaba qozondi, murabbiy futbolchilarni maqtadi.",
        "en": "The central bank cut rates as inflation slowed and exports grew.",
    }
    for text in strangers.values():
        assert "railways" not in reader.annotate(None, text).topics


def test_a_row_of_the_lexicon_speaks_for_the_topics_it_names() -> None:
    header = "id\tabout\tru\tky\tuz"
    rows, faults = read_rows("bees.tsv", [header, "apiary\tbees\tпасек\tбалчылык\tasalarichilik"])
    assert not faults
    lexicon = Lexicon([row for _, row in rows])
    titles = dict.fromkeys(("ru", "ky", "kk", "uz", "tg", "en"), "…")
    model = TopicModel([Topic("bees", titles, {}), Topic("sports", titles, {"ru": ("футбол",)})], lexicon)
    assert topics_of(model, "Балчылык өнүктү", "", "ky", lexicon) == ("bees",)
    assert topics_of(model, "Asalarichilik rivojlandi", "", "uz", lexicon) == ("bees",)


@pytest.mark.parametrize(
    ("language", "word", "russian"),
    [
        ("ky", "вирустун", "вирус"),
        ("kk", "галактикалардың", "галактика"),
        ("tg", "молекулаҳои", "молекула"),
        ("tg", "модели", "модель"),
        ("uz", "texnologiyalarning", "технология"),
        ("uz", "kompyuterlar", "компьютер"),
        ("en", "telescopes", "телескоп"),
        ("en", "technology", "технология"),
        ("ky", "башка", None),  # "other": not the Russian word for head
        ("ky", "жапаров", None),  # a name
        ("uz", "o'rganadi", None),  # "learns": not an organ
        ("en", "magazine", None),  # not магазин
        ("ky", "суу", None),  # short words are alike by chance
        ("ru", "вирус", None),
        ("other", "вирус", None),
    ],
)
def test_a_borrowed_word_is_known_by_the_russian_one(language: str, word: str, russian: str | None) -> None:
    assert loan(word, language, lambda _: True) == russian


def test_a_word_of_doubled_letters_is_spelt_in_a_few_ways() -> None:
    assert {"атмосфера", "атмосфер"} <= set(from_english("atmosphere"))
    assert len(from_english("uuusususussususususus" * 20)) < 200


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Это было давно, и никто уже не помнит подробностей."),
        ("ky", "Ал үйгө келип, терезенин жанына отурду."),
        ("kk", "Ол үйге келіп, терезенің жанына отырды."),
        ("uz", "U uyga kelib, derazaning yoniga o'tirdi."),
        ("tg", "Ӯ ба хона омада, дар назди тиреза нишаст."),
        ("en", "He came home and sat down by the window."),
    ],
)
def test_where_no_topic_fits_none_is_given(reader: ArticleReader, language: str, text: str) -> None:
    assert reader.annotate(None, text, language=language).topics == ()


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
        ("ky", "Түндө ошол жерге кар жаады.", "uz", ("uz",)),  # ошол is not a town here
    ],
)
def test_countries_come_from_the_text_then_from_the_source_and_last_from_the_language(
    lexicon: Lexicon, language: str, text: str, source: str | None, expected: tuple[str, ...]
) -> None:
    assert about(lexicon, text, language, source) == expected


def test_two_countries_of_one_story_are_both_named(lexicon: Lexicon) -> None:
    text = "Жителей Кыргызстана задержали в Казахстане. Казахстан обещал Кыргызстану ответ."
    assert set(about(lexicon, text, "ru")) == {"kg", "kz"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Казахстан и Узбекистан открыли границу.", ("kz", "uz")),
        ("Узбекистан и Казахстан открыли границу.", ("uz", "kz")),
        ("Узбекистан и Казахстан открыли границу. Её открыл Казахстан.", ("kz", "uz")),
    ],
)
def test_the_country_that_weighs_most_comes_first_and_then_the_one_that_is_named_first(
    lexicon: Lexicon, text: str, expected: tuple[str, ...]
) -> None:
    assert about(lexicon, text, "ru") == expected


def test_the_order_of_the_lexicons_rows_does_not_order_countries() -> None:
    rows = [LexiconRow(f"place:sary-{code}", (code,), {"ru": "сарысу!"}) for code in ("uz", "tm")]
    for each in (rows, rows[::-1]):
        assert about(Lexicon(each), "Сарысу вышла из берегов.", "ru") == ("tm", "uz")


def test_a_country_named_in_passing_is_not_what_an_article_is_about(lexicon: Lexicon) -> None:
    title = "Казахстан строит дорогу"
    text = "Казахстан строит дорогу в Таразе. Казахстан платит сам, рабочие из Казахстана. Щебень везут из Токмока."
    assert countries(named_in(title, text, "ru", lexicon), lexicon, "ru") == ("kz",)
