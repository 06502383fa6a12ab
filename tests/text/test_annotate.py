"""Annotating articles completely: the real one, an invented one of the same shape, and hostile ones."""

import json
import re
import time
from pathlib import Path

import pytest

from storage.features import from_json, to_json
from text.annotate import ArticleReader
from text.cache_sizes import WORDS
from text.lexicon.lexicon import Lexicon
from text.words import stem

DATA = Path(__file__).parents[1] / "data"


def test_the_real_article_comes_out_clean_and_understood(data_dir: Path, reader: ArticleReader) -> None:
    text = reader.clean((data_dir / "seed" / "article.txt").read_text("utf-8"))
    for rubbish in (
        "date 2022-01",
        "Читать по теме",
        "оговорил себя",
        "Фото:",
        "Vласть.kz",
        "Facebook Notice",
        "FB Comments",
    ):
        assert rubbish not in text
    assert "«Есть основания полагать" in text
    found = reader.annotate(None, text)
    assert found.language == "ru"
    assert "human-rights" in found.topics
    assert set(found.countries) == {"kg", "kz"}
    assert {"Викрам Рузахунов", "Касым-Жомарт Токаев", "Никол Пашинян", "ОДКБ"} <= {name.text for name in found.names}
    assert found.sentences[0].startswith("Правозащитники Кыргызстана сделали обращение в ООН")


@pytest.mark.parametrize("name", ["scraped_article", "scraped_article_ky"])
def test_an_invented_article_of_that_shape_does_too(name: str, reader: ArticleReader) -> None:
    given = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    text = reader.clean(given["text"])
    assert not [rubbish for rubbish in given["must_not_contain"] if rubbish in text]
    assert not [content for content in given["must_contain"] if content not in text]
    found = reader.annotate(None, text)
    assert found.language == given["language"]
    assert set(given["topics_include"]) <= set(found.topics)
    assert set(found.countries) == set(given["countries"])
    assert set(given["names"]) <= {name.text for name in found.names}
    assert found.sentences[0].startswith(given["summary_starts_with"])


CASES = {
    "nothing": "",
    "one word": "Бишкек",
    "2 MB": "Президент Садыр Жапаров прибыл в Ош, где осмотрел мост. " * 36_000,
    "one line without full stops": "слово " * 60_000,
    "one word without end": "а" * 300_000,
    "mixed scripts": "Привет hello салом қазақ 中文 العربية " * 500,
    "emoji": "😀🎉" * 500,
    "right-to-left marks": "\u202e\u200f\u2067" * 2_000,
    "nulls": "\0" * 10_000 + "текст",
    "a lone surrogate": "текст \ud800",
    "names only": "Иван Петров " * 20_000,
    "full stops only": ". " * 100_000,
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_bad_input_gets_a_quick_answer(text: str, reader: ArticleReader) -> None:
    reader.load()
    started = time.process_time()
    cleaned = reader.clean(text)
    found = reader.annotate(text[:100] or None, cleaned, source_country="kg", language="ru")
    assert time.process_time() - started < 6  # measured with coverage's tracing, which doubles it
    assert all(sentence in cleaned for sentence in found.sentences)
    assert from_json(to_json(found.features)) == found.features


def test_every_sentence_stands_in_the_text(data_dir: Path, reader: ArticleReader) -> None:
    for line in (data_dir / "quality" / "topic_ky.in.jsonl").read_text("utf-8").splitlines()[:60]:
        text = reader.clean(json.loads(line)["text"])
        assert all(sentence in text for sentence in reader.annotate(None, text).sentences)


def test_caches_are_filled_before_the_first_article(reader: ArticleReader, lexicon: Lexicon) -> None:
    for language in lexicon.languages:
        words = lexicon.some_words(language, most=100)
        assert 50 <= len(words) <= 100, language
        assert not re.search("[_{}=!]", " ".join(words)), language
    stem.cache_clear()
    reader.fill_caches()
    assert stem.cache_info().currsize > 0.6 * WORDS
