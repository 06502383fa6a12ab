"""Articles without a title, as scrapers deliver them, served by a feed: what the commands show of them."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.outlet import Item, open_outlet
from tests.end_to_end.process import install

DATA = Path(__file__).resolve().parents[1] / "data"
PUBLISHED_AT = datetime(2022, 1, 12, 9, tzinfo=UTC)
# The values that a reader expects for the real article; for invented articles they are in the same file as the text.
REAL: dict[str, Any] = {
    "must_not_contain": [
        "date 2022-01",
        "Читать по теме",
        "Я очень рад, что жив",
        "Фото: Vласть.kz",
        "Facebook Notice",
    ],
    "must_contain": ["задержания кыргызстанцев в Казахстане", "силы ОДКБ не должны были вмешиваться"],
    "language": "ru",
    "topics_include": ["human-rights"],
    "countries": ["kg", "kz"],
    "names": ["Викрам Рузахунов", "Касым-Жомарт Токаев", "Никол Пашинян", "ОДКБ"],
    "summary_starts_with": "Правозащитники Кыргызстана сделали обращение в ООН",
    "searches": ["задержание", "кыргызстанцами", "Токаева"],
}


@pytest.fixture
def articles(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """Return the invented articles, and the real one where there is one, with what is expected of each."""
    found: list[dict[str, Any]] = [
        json.loads((DATA / name).read_text("utf-8")) for name in ("scraped_article.json", "scraped_article_ky.json")
    ]
    if os.environ.get("TEST_DATA_DIR"):
        folder: Path = request.getfixturevalue("data_dir")
        found.append(REAL | {"text": (folder / "seed" / "article.txt").read_text("utf-8")})
    return found


async def test_scraped_articles_come_out_clean_and_are_found(tmp_path: Path, articles: list[dict[str, Any]]) -> None:
    jarchi = install(tmp_path)
    async with open_outlet(*(Item(article["text"], PUBLISHED_AT) for article in articles)) as outlet:
        await jarchi.command("feeds", "add", outlet.url, "--unchecked")
        (polled,) = (await jarchi.json("poll"))["feeds"]
    assert (polled["url"], polled["outcome"], polled["new_articles"]) == (outlet.url, "ok", len(articles))
    # The process uses real time.
    assert datetime.fromisoformat(polled["next_poll_at"]) > datetime.now(UTC)  # noqa: TID251

    stories = {story["url"]: story for story in (await jarchi.json("stories"))["stories"]}
    told = {story["url"]: story for story in (await jarchi.json("digest"))["stories"]}
    lines = [json.dumps({"id": place, "text": one["text"]}, ensure_ascii=False) for place, one in enumerate(articles)]
    (tmp_path / "lines.jsonl").write_text("\n".join(lines), "utf-8")
    rows = (await jarchi.command("annotate", str(tmp_path / "lines.jsonl"))).splitlines()
    for place, (article, row) in enumerate(zip(articles, map(json.loads, rows), strict=True)):
        url = f"http://{outlet.host}:{outlet.port}/{place}"
        _check_story(article, stories[url], told[url])
        _check_row(article, row)
        for words in article["searches"]:
            found = (await jarchi.json("search", words))["stories"]
            assert stories[url]["id"] in [hit["id"] for hit in found], words


def _check_story(article: dict[str, Any], story: dict[str, Any], told: dict[str, Any]) -> None:
    assert story["language"] == article["language"]
    assert set(story["topics"]) >= set(article["topics_include"])
    assert sorted(story["countries"]) == sorted(article["countries"])
    assert story["sources"] == ["Тандем"]
    assert {key: value for key, value in told.items() if key != "summary"} == story
    summary = [sentence["text"] for sentence in told["summary"]]
    assert len(summary) == 2
    assert summary[0].startswith(article["summary_starts_with"])
    assert all(sentence["url"] == story["url"] for sentence in told["summary"])
    shown = " ".join([story["title"], *summary])
    assert not [words for words in article["must_not_contain"] if words in shown]


def _check_row(article: dict[str, Any], row: dict[str, Any]) -> None:
    assert not [words for words in article["must_not_contain"] if words in row["text"]]
    assert not [words for words in article["must_contain"] if words not in row["text"]]
    assert {name["text"] for name in row["names"]} >= set(article["names"])
