"""Editors' judgements on pairs of articles are exported as labels, which the quality benchmark can score."""

import argparse
import asyncio
import json
from datetime import timedelta
from pathlib import Path

from benchmarks import quality
from domain.correction import merged, parted
from domain.ids import StoryId
from tests.cli.test_command_line import run
from tests.storage.openers import open_storage
from tests.storage.shelf import NOW, Shelf

FIRE = "Ночью в Токмоке загорелся склад. Сгорело 40 тонн сахара, площадь пожара составила 600 квадратных метров."
BRIDGE = "В Оше открыли новый мост через реку Ак-Буура. Движение по мосту начнётся в понедельник."


async def correct(folder: Path) -> None:
    """Merge two articles about a fire, and split those from one about a bridge."""
    async with open_storage(folder) as opened:
        shelf, corrections = Shelf(opened.storage), opened.storage.corrections
        one = await shelf.tell("Пожар на складе в Токмоке", FIRE, story=1)
        two = await shelf.tell("В Токмоке сгорел склад", FIRE, story=2)
        three = await shelf.tell("Мост в Оше открыт", BRIDGE, story=1)
        await corrections.tie(merged([one], [two], NOW), {two: StoryId(1)}, now=NOW)
        later = NOW + timedelta(minutes=1)
        await corrections.tie(parted([three], [one, two], later), {three: StoryId(3)}, now=later)


def test_exported_pairs_are_scored_by_the_quality_benchmark(tmp_path: Path) -> None:
    asyncio.run(correct(tmp_path))
    env = {"DATABASE_PATH": str(tmp_path / "jarchi.db")}
    done = run("pairs", "export", "--out", str(tmp_path / "cluster_editors"), env=env)
    assert (done.returncode, done.stderr) == (0, "")
    gold = json.loads((tmp_path / "cluster_editors.gold.json").read_text("utf-8"))
    assert gold == [["1", "2", 1], ["1", "3", 0], ["2", "3", 0]]
    articles = [json.loads(line) for line in (tmp_path / "cluster_editors.in.jsonl").read_text("utf-8").splitlines()]
    assert [one["title"] for one in articles] == [
        "Пожар на складе в Токмоке", "В Токмоке сгорел склад", "Мост в Оше открыт",
    ]  # fmt: skip
    assert articles[0]["text"] == FIRE
    args = argparse.Namespace(
        data=tmp_path, tasks="cluster_editors", json=True, no_pairs=True, no_shapes=True, no_background=True,
        no_checklist=True,
    )  # fmt: skip
    assert quality.run(args)["cluster_editors_f1"] == 1.0


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    env = {"DATABASE_PATH": str(tmp_path / "jarchi.db")}
    done = run("pairs", "export", "--out", str(tmp_path / "nowhere" / "pairs"), env=env)
    assert done.returncode == 1
    assert str(tmp_path / "nowhere") in done.stderr
