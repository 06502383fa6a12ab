"""`bot.py annotate` shows what the running bot does, because both take the same steps."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from domain.article import Article
from domain.digest import Window
from domain.feed import NewFeed
from domain.ids import ArticleId, FeedId
from feeds.annotator import Annotator
from feeds.steps import Steps
from storage.interface import StoryQuery
from stories.index import StoryIndex
from tests.feeds.hostile.exchange import rss
from tests.feeds.rig import ROOT, opened
from tests.feeds.site import Site
from workers.pool import WorkerPool

pytestmark = pytest.mark.asyncio(loop_scope="module")
SLOGAN = "Читает весь район от мала до велика"
# (source, title, HTML): two events with several articles, furniture, two languages, markup, and an empty text.
TOLD = (
    (
        "Первый", "В Токмоке сгорел склад с сахаром",
        "<p>Склад с сахаром загорелся в Токмоке ночью. Огонь охватил 600 метров, сгорело 40 тонн сахара.</p>",
    ),
    (
        "Районка", "В Оше открыли мост через Ак-Бууру",
        f"Мост открыли утром, сообщили в мэрии.<br>{SLOGAN}",
    ),
    (
        "Второй", "Склад с сахаром сгорел в Токмоке",
        "Ночью в Токмоке горел склад с сахаром: сгорело 40 тонн, пострадавших нет.",
    ),
    (
        "Районка", "Цены на муку выросли в Баткене",
        f"Мешок муки подорожал на сто сомов.<br>{SLOGAN}",
    ),
    (
        "Кабар", "Токмокто кант сакталган кампа өрттөндү",
        "Түнкүсүн Токмокто кант сакталган кампа өрттөндү. 40 тонна кант күйүп кетти, жабыркагандар жок.",
    ),
    (
        "Третий", "Через Ак-Бууру в Оше открыли новый мост",
        "<div><p>В Оше утром открыли мост через реку Ак-Буура.</p><p>Фото: Третий</p></div>",
    ),
    (
        "Районка", "Снежный барс замечен у Сары-Челека",
        f"Барса сняла камера заповедника.<br>{SLOGAN}",
    ),
    (
        "Первый", "Пожарные потушили склад в Токмоке к утру",
        "Склад с сахаром в Токмоке потушили к утру, сгорело 40 тонн.",
    ),
    (
        "Районка", "Школьники посадили аллею в Узгене",
        f"Аллею посадили за один день.<br>{SLOGAN}",
    ),
    (
        "Второй", "Курс доллара не изменился",
        "",
    ),
)  # fmt: skip


def partition(ids: list[int]) -> list[int]:
    """Return stories numbered by their first article, whatever their ids are."""
    first: dict[int, int] = {}
    return [first.setdefault(story, len(first)) for story in ids]


async def test_annotate_by_ones_and_the_running_bot_give_the_same_stories(
    site: Site, pool: WorkerPool, tmp_path: Path
) -> None:
    async with opened(tmp_path, pool) as rig:
        annotator = Annotator(rig.storage, pool, rig.clock)
        began, lines = rig.clock.now(), []
        feeds: dict[str, str] = {}
        for number, (source, title, html) in enumerate(TOLD):
            path = feeds.setdefault(source, f"/{len(feeds)}")
            moment = (rig.clock.now() - timedelta(minutes=1)).replace(microsecond=0)
            escaped = html.replace("&", "&amp;").replace("<", "&lt;")
            site.feed(
                path,
                rss(
                    f"<item><title>{title}</title><link>https://vestnik.example/{number}</link>"
                    f"<pubDate>{format_datetime(moment)}</pubDate><description>{escaped}</description></item>"
                ),
            )
            feed = NewFeed(site.url + path, source, source)
            await rig.storage.feeds.add(feed, now=rig.clock.now())
            await rig.poll()
            while await annotator.run_once():
                pass
            rig.clock.advance(600)
            line = {"id": title, "title": title, "html": html, "source": source, "published_at": moment.isoformat()}
            lines.append(json.dumps(line, ensure_ascii=False))
        query = StoryQuery(window=Window(began - timedelta(days=1), rig.clock.now() + timedelta(days=1)))
        stories = await rig.storage.stories.find(query)
        live = {article.headline: (story.id, article) for story in stories for article in story.articles}
        texts = {article.title: article for article in await rig.articles()}
        await annotator.close()

    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(lines), "utf-8")
    done = subprocess.run(
        [sys.executable, "bot.py", "annotate", "--batch", "1", str(file)],
        cwd=ROOT, capture_output=True, timeout=100, check=True,
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    titles = [title for _, title, _ in TOLD]
    assert [row["id"] for row in rows] == titles
    assert partition([row["story"] for row in rows]) == partition([live[title][0] for title in titles])
    assert len({row["story"] for row in rows}) < len(rows), "some of them are one story"
    for row in rows:
        article = live[row["id"]][1]
        assert (row["language"], row["topics"], row["countries"]) == (
            article.language, list(article.topics), list(article.countries),
        )  # fmt: skip
        assert texts[row["id"]].text.startswith(row["text"])
    assert SLOGAN not in rows[8]["text"], "what repeats over a source is left out by both"
    assert SLOGAN not in " ".join(live[titles[8]][1].sentences)


async def test_steps_read_a_long_batch_in_parts_and_lose_none(pool: WorkerPool) -> None:
    moment = datetime(2026, 11, 24, tzinfo=UTC)
    batch = [
        Article(
            ArticleId(number), FeedId(1), "Вестник", None, "", "", None, f"Заметка {number}",
            f"Заметка {number} о мосте.", "ru", moment, moment, is_pushable=True,
        )
        for number in range(1, 101)
    ]  # fmt: skip
    steps = Steps(pool, StoryIndex(next_story_id=1))
    texts = await steps.without_furniture(batch)
    read = await steps.read(batch, texts)
    assert list(texts) == list(read) == [article.id for article in batch]
