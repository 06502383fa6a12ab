"""The invented data sets are as tests/data/README.md describes them."""

import json
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent / "data"
LANGUAGES = {"ru", "ky", "kk", "uz", "tg", "en"}


def _pairs() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "crosslingual.jsonl").read_text("utf-8").splitlines()]


def test_there_are_at_least_eighty_pairs_half_of_them_near_misses() -> None:
    labels = Counter(pair["same"] for pair in _pairs())
    assert labels.total() >= 80
    assert labels[True] == labels[False]


def test_each_pair_is_in_two_languages_and_every_two_languages_meet() -> None:
    met = {frozenset((pair["a"]["language"], pair["b"]["language"])) for pair in _pairs()}
    assert all(len(languages) == 2 for languages in met)
    assert len(met) == len(LANGUAGES) * (len(LANGUAGES) - 1) / 2


def test_articles_of_pairs_are_whole_and_told_once() -> None:
    articles = [pair[side] for pair in _pairs() for side in "ab"]
    assert len({article["text"] for article in articles}) == len(articles)
    assert len({pair["id"] for pair in _pairs()}) == len(_pairs())
    for article in articles:
        assert set(article) == {"title", "text", "language", "source", "published_at"}
        assert article["language"] in LANGUAGES
        assert datetime.fromisoformat(article["published_at"]).tzinfo is not None
        assert len(article["text"]) >= 90


@pytest.mark.parametrize("name", ["scraped_article.json", "scraped_article_ky.json"])
def test_a_scraped_article_has_the_shape_and_holds_what_is_expected_of_it(name: str) -> None:
    article = json.loads((DATA / name).read_text("utf-8"))
    body, notice = article["text"].split("\n\n")
    assert "\n" not in body
    assert body.startswith(" date 2026-")
    assert notice.startswith("Facebook Notice for EU!")
    expected = [*article["must_contain"], *article["must_not_contain"], article["summary_starts_with"]]
    assert all(phrase in article["text"] for phrase in expected)
    assert len(article["searches"]) == 3
