"""An article without a title, as scrapers deliver it, served by a feed: what the commands show of it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.outlet import Item, open_outlet
from tests.end_to_end.process import install

DATA = Path(__file__).resolve().parents[1] / "data"
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
    "published_at": "2022-01-12T09:00:00+00:00",
}


@pytest.fixture(params=["real", "scraped_article.json", "scraped_article_ky.json"])
def article(request: pytest.FixtureRequest) -> dict[str, Any]:
    if request.param == "real":
        folder: Path = request.getfixturevalue("data_dir")
        return REAL | {"text": (folder / "seed" / "article.txt").read_text("utf-8")}
    invented: dict[str, Any] = json.loads((DATA / request.param).read_text("utf-8"))
    return invented | {"published_at": "2022-01-12T09:00:00+00:00"}


async def test_a_scraped_article_comes_out_clean_and_is_found(tmp_path: Path, article: dict[str, Any]) -> None:
    jarchi = install(tmp_path)
    async with open_outlet(Item(article["text"], datetime.fromisoformat(article["published_at"]))) as outlet:
        await jarchi.command("feeds", "add", outlet.url, "--unchecked")
        (polled,) = (await jarchi.json("poll"))["feeds"]
    assert (polled["url"], polled["outcome"], polled["new_articles"]) == (outlet.url, "ok", 1)
    # The process uses real time.
    assert datetime.fromisoformat(polled["next_poll_at"]) > datetime.now(UTC)  # noqa: TID251

    (story,) = (await jarchi.json("stories"))["stories"]
    assert story["language"] == article["language"]
    assert set(story["topics"]) >= set(article["topics_include"])
    assert sorted(story["countries"]) == sorted(article["countries"])
    assert story["sources"] == ["Тандем"]

    (told,) = (await jarchi.json("digest"))["stories"]
    assert {key: value for key, value in told.items() if key != "summary"} == story
    summary = [sentence["text"] for sentence in told["summary"]]
    assert len(summary) == 2
    assert summary[0].startswith(article["summary_starts_with"])
    assert all(sentence["url"] == story["url"] for sentence in told["summary"])
    shown = " ".join([story["title"], *summary])
    assert not [words for words in article["must_not_contain"] if words in shown]

    for words in article["searches"]:
        found = (await jarchi.json("search", words))["stories"]
        assert [hit["id"] for hit in found] == [story["id"]], words

    line = tmp_path / "line.jsonl"
    line.write_text(json.dumps({"id": 1, "text": article["text"]}, ensure_ascii=False), "utf-8")
    read = json.loads(await jarchi.command("annotate", str(line)))
    assert not [words for words in article["must_not_contain"] if words in read["text"]]
    assert not [words for words in article["must_contain"] if words not in read["text"]]
    names = {name["text"] for name in read["names"]}
    assert names >= set(article["names"])
