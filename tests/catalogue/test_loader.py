"""Loading the catalogue's files: their contents, and errors with file, line and cause."""

from pathlib import Path

import pytest

from catalogue.loader import CatalogueError, load_lexicon, load_phrases, load_topics
from catalogue.sources import load_feeds
from text.languages import LOCALES

CATALOGUE = Path(__file__).parents[2] / "catalogue"
TOPICS = (
    "politics human-rights law-and-crime economy foreign-affairs security society health education culture religion "
    "technology science sports environment accidents migration media"
)
TITLES = "[topics.titles]\n" + "".join(f'{locale} = "Мосты"\n' for locale in LOCALES)


def test_the_topics_are_the_agreed_ones_with_a_dozen_seeds_each() -> None:
    topics = load_topics(CATALOGUE)
    assert [topic.key for topic in topics] == TOPICS.split()
    for topic in topics:
        assert set(topic.titles) == set(LOCALES) == set(topic.seeds)
        assert all(len(seeds) >= 12 for seeds in topic.seeds.values()), topic.key


def test_phrases_of_every_kind_are_there() -> None:
    phrases = load_phrases(CATALOGUE)
    assert all(getattr(phrases, kind) for kind in type(phrases).__dataclass_fields__)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('[[topics]\nkey = "x"', "topics.toml:1: "),
        ('[[topics]]\nname = "x"', "topics.toml:1: key is missing"),
        ('# one\n[[topics]]\nkey = "Bad Key"', "topics.toml:3: key 'Bad Key'"),
        (
            '[[topics]]\nkey = "bridges"\n[topics.titles]\nru = "Мосты"',
            "topics.toml:1: topic 'bridges' has no title in ky",
        ),
        (f'[[topics]]\nkey = "bridges"\n{TITLES}[topics.seeds]\nru = "мост"', "topics.toml:11: seeds.ru"),
        (f'[[topics]]\nkey = "bridges"\n{TITLES}[topics.seeds]\nde = ["Brücke"]', "topics.toml:11: seeds: 'de'"),
        ("", "topics.toml:1: no [[topics]] table"),
    ],
)
def test_a_broken_topics_file_is_named_with_its_line(tmp_path: Path, content: str, error: str) -> None:
    (tmp_path / "topics.toml").write_text(content, "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_topics(tmp_path)
    assert str(caught.value).startswith(error)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ('[lines]\nru = ["а"]\n[adverts]\nru = ["б"]', "phrases.toml:3: table 'adverts'"),
        ('[lines]\nru = "а"', "phrases.toml:2: lines.ru is no list of words"),
        ('[lines]\nde = ["а"]', "phrases.toml:2: 'de'"),
    ],
)
def test_a_broken_phrases_file_is_named_with_its_line(tmp_path: Path, content: str, error: str) -> None:
    (tmp_path / "phrases.toml").write_text(content, "utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_phrases(tmp_path)
    assert str(caught.value).startswith(error)


def test_a_missing_or_undecodable_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"feeds\.toml:1: the file is missing"):
        load_feeds(tmp_path)
    (tmp_path / "feeds.toml").write_bytes(b"# fine\n# \xff\n")
    with pytest.raises(CatalogueError, match=r"feeds\.toml:2: is not UTF-8"):
        load_feeds(tmp_path)
    (tmp_path / "lexicon" / "arts.tsv").mkdir(parents=True)
    with pytest.raises(CatalogueError, match=r"arts\.tsv:1: cannot be read: Is a directory"):
        load_lexicon(tmp_path)


def test_the_lexicon_is_in_order_and_speaks_of_topics_there_are() -> None:
    lexicon = load_lexicon(CATALOGUE)
    topics = set(TOPICS.split())
    for row in lexicon.rows.values():
        if row.kind == "concept":
            assert topics.issuperset(row.about), row.id


def test_a_wrong_line_of_the_lexicon_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "own.tsv").write_text("# ours\nfire\t-\tпoжар\t-\t-\t-\t-\tfire\n", "utf-8")
    with pytest.raises(CatalogueError, match=r"own\.tsv:2: ru: 'пoжар'"):
        load_lexicon(tmp_path)


def test_a_row_an_operator_adds_is_found(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "own.tsv").write_text("falconry\tsports\tберкутч\tмүнүшкөр\t-\t-\t-\tfalcon\n", "utf-8")
    lexicon = load_lexicon(tmp_path)
    assert [found.id for found in lexicon.mentions(["мүнүшкөрлөр"], "ky")] == ["falconry"]
    assert [found.id for found in lexicon.mentions(["беркутчи"], "ru")] == ["falconry"]
