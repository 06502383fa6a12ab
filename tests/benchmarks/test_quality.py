"""The quality benchmark scores as the scorer beside the data does, and every part of it runs."""

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import quality, scoring

TASKS = ("cluster_tg", "cluster_slug_0525", "sum_cross", "sum_title", "langid", "topic_tg", "topic_ky")
TOPICS = ("economy", "sports", "culture", "health", "society", "accidents", "politics", "science", "technology")
ROUNDED = {"words": 0.051, "R1": 0.0051}  # by how much the other scorer's rounding may move a figure
Rows = dict[str, dict[str, Any]]


def items_of(folder: Path, task: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{task}.in.jsonl").read_text("utf-8").splitlines()]


def guesses(items: Sequence[Mapping[str, Any]]) -> Rows:
    """Answers as a careless pipeline gives them: some right, some wrong, some with figures nobody wrote."""
    chance = random.Random(4)
    rows = {}
    for item in items:
        text = f"{item.get('title', '')} {item.get('text', '')}".split()
        start = chance.randrange(1 + len(text))
        rows[str(item["id"])] = {
            "story": chance.randrange(len(items) // 2),
            "summary": " ".join(text[start : start + 30]) + chance.choice(("", " 77,5 из 12345")),
            "language": chance.choice(("ru", "ru", "ky", "kk", "en", "other")),
            "topics": chance.sample(TOPICS, 3),
        }
    return rows


def ours(task: str, gold: Any, rows: Rows, items: Mapping[str, Any]) -> dict[str, float]:
    """Our figures under the names that the other scorer gives them."""
    if task.startswith("cluster"):
        return {"F1": scoring.f1(scoring.cluster_counts(gold, rows))}
    if task.startswith("sum"):
        return {
            "R1": mean(scoring.summary_scores(gold, rows)),
            "words": mean(scoring.summary_words(gold, rows)),
            "unsupported_numbers": mean(scoring.unsupported_numbers(gold, rows, items)),
        }
    if task == "langid":
        groups = {group for group, _ in gold.values()}
        return {group: scoring.macro(scoring.language_hits(gold, rows, group)) for group in groups}
    if task == "topic_tg":
        return {"accuracy_6_news": mean(scoring.category_hits(gold, rows))}
    return {"F1": scoring.f1(scoring.topic_counts(gold, rows))}


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


@pytest.mark.parametrize("task", TASKS)
def test_our_scores_equal_those_of_the_scorer_beside_the_data(data_dir: Path, tmp_path: Path, task: str) -> None:
    scorer = data_dir.parent / "tools" / "score.py"
    if not scorer.exists():
        pytest.skip(f"no {scorer.name} stands beside the data")
    folder = data_dir / "quality"
    items = items_of(folder, task)
    rows = guesses(items)
    answers = tmp_path / "answers.jsonl"
    answers.write_text("".join(json.dumps({"id": key} | row) + "\n" for key, row in rows.items()), "utf-8")
    done = subprocess.run(
        [sys.executable, str(scorer), task, str(answers), "--data", str(folder)],
        capture_output=True, check=True, timeout=90,
    )  # fmt: skip
    theirs = json.loads(done.stdout)
    theirs = {name: value["macro"] if isinstance(value, dict) else value for name, value in theirs.items()}
    gold = json.loads((folder / f"{task}.gold.json").read_text("utf-8"))
    mine = ours(task, gold, rows, {item["id"]: item for item in items})
    for name, value in mine.items():
        assert value == pytest.approx(theirs[name], abs=ROUNDED.get(name, 1.1e-4))


FIRE = "На складе в Токмоке сгорело 40 тонн сахара. Пожар тушили шесть расчётов. Никто не пострадал."
MATCH = "Сборная Кыргызстана по футболу обыграла команду Таджикистана со счётом 2:1. Матч прошёл в Бишкеке."


def write(folder: Path, task: str, items: Sequence[Mapping[str, Any]], gold: Any) -> None:
    lines = (json.dumps(item, ensure_ascii=False) + "\n" for item in items)
    (folder / f"{task}.in.jsonl").write_text("".join(lines), "utf-8")
    (folder / f"{task}.gold.json").write_text(json.dumps(gold), "utf-8")


def test_a_handful_of_articles_fills_the_whole_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = [
        {"id": "a", "title": "В Токмоке сгорел склад с сахаром", "text": FIRE},
        {"id": "b", "title": "Склад с сахаром горел в Токмоке", "text": f"Ночью горел склад. {FIRE}"},
        {"id": "c", "title": "Футболисты Кыргызстана обыграли соседей", "text": MATCH},
    ]
    pairs = [["a", "b", 1], ["a", "c", 0], ["b", "c", 0]]
    write(tmp_path, "cluster_tg", two, pairs)
    write(tmp_path, "sum_cross", two[:1], {"a": "В Токмоке на складе сгорело 40 тонн сахара"})
    write(
        tmp_path,
        "langid",
        [{"id": "1", "text": "Жаңы мектеп үч жылда курулду"}, {"id": "2", "text": "Новую школу построили за три года"}],
        {"1": ["news", "ky"], "2": ["news6w", "ru"]},
    )
    write(tmp_path, "topic_tg", two[2:], {"c": "sports"})
    write(
        tmp_path,
        "topic_ky",
        [{"id": "1", "text": "Футбол боюнча курама команда утту. Футбол мелдеши."}],
        {"1": ["sports"]},
    )
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    quality.add_arguments(parser)
    figures = quality.run(parser.parse_args(["--data", str(tmp_path), "--no-pairs"]))
    wanted = {
        "cluster_tg_f1", "sum_cross_r1", "sum_lead_r1", "sum_words", "unsupported_numbers", "langid_news", "langid_6w",
        "topic_tg", "topic_ky_f1",
    }  # fmt: skip
    assert wanted <= figures.keys()
    assert figures["cluster_tg_f1"] == figures["topic_tg"] == figures["topic_ky_f1"] == figures["langid_news"] == 1.0
    assert figures["unsupported_numbers"] == 0.0
    printed = capsys.readouterr().out
    assert all(name in printed for name in wanted)
