"""The quality benchmark gives the same scores as the scorer that belongs to the data, and every part of it runs."""

import argparse
import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks import background, checklist, name_scores, quality, scores, shapes
from digest.compose import compose
from domain.digest import SummarySentence
from tests.builders import NOW, article, request, story

TASKS = (
    "cluster_tg", "cluster_slug_0525", "cluster_cross", "cluster_region", "sum_cross", "sum_title", "langid",
    "langid_sib", "topic_tg", "topic_ky", "topic_sib_ky", "names_ky", "names_kk",
)  # fmt: skip
KINDS = ("person", "place", "organisation")
TOPICS = ("economy", "sports", "culture", "health", "society", "accidents", "politics", "science", "technology")
# The greatest difference that the other scorer's rounding can cause in a figure.
ROUNDED = {"words": 0.051, "R1": 0.0051}
Rows = dict[str, dict[str, Any]]


def items_of(folder: Path, task: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{task}.in.jsonl").read_text("utf-8").splitlines()]


def guesses(items: Sequence[Mapping[str, Any]]) -> Rows:
    """Return the output of a careless pipeline: some rows right, some wrong, some with figures that nobody wrote."""
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
            "names": [{"text": word, "kind": chance.choice(KINDS)} for word in text if word.istitle()],
        }
    return rows


def ours(task: str, gold: Any, rows: Rows, items: Mapping[str, Any]) -> dict[str, float]:
    """Return our figures under the other scorer's names."""
    if task.startswith("cluster"):
        return {"F1": scores.f1(scores.cluster_counts(gold, rows))}
    if task.startswith("sum"):
        return {
            "R1": mean(scores.summary_scores(gold, rows)),
            "words": mean(scores.summary_words(gold, rows)),
            "unsupported_numbers": mean(scores.unsupported_numbers(gold, rows, items)),
        }
    if task.startswith("names"):
        return {"part": scores.f1(name_scores.name_counts(gold, rows))}
    if task.startswith("topic_sib"):
        return {"accuracy_5": mean(scores.sib_hits(gold, rows))}
    if task.startswith("langid"):
        groups = {group for group, _ in gold.values()}
        return {group: scores.macro(scores.language_hits(gold, rows, group)) for group in groups}
    if task == "topic_tg":
        return {"accuracy_6_news": mean(scores.category_hits(gold, rows))}
    return {"F1": scores.f1(scores.topic_counts(gold, rows))}


def figure_of(group: Mapping[str, float]) -> float:
    """Return the figure of the other scorer's group that we compute as well."""
    return group["macro"] if "macro" in group else group["F1"]


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
    theirs = {name: figure_of(value) if isinstance(value, dict) else value for name, value in theirs.items()}
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


@pytest.mark.timeout(300)  # annotate is started for each set
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
    figures = quality.run(parser.parse_args(["--data", str(tmp_path), "--no-pairs", "--no-shapes"]))
    wanted = {
        "cluster_tg_f1", "sum_cross_r1", "sum_lead_r1", "sum_words", "unsupported_numbers", "langid_news", "langid_6w",
        "topic_tg", "topic_ky_f1",
    }  # fmt: skip
    assert wanted <= figures.keys()
    assert figures["cluster_tg_f1"] == figures["topic_tg"] == figures["topic_ky_f1"] == figures["langid_news"] == 1.0
    assert figures["unsupported_numbers"] == 0.0
    printed = capsys.readouterr().out
    assert all(name in printed for name in wanted)


def test_topics_and_countries_of_the_region_are_scored_as_beside_the_data(data_dir: Path) -> None:
    scorer = data_dir.parent / "tools" / "score.py"
    if not scorer.exists():
        pytest.skip(f"no {scorer.name} stands beside the data")
    spec = importlib.util.spec_from_file_location("their_scores", scorer)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    gold = json.loads((data_dir / "quality" / "topics_region.gold.json").read_text("utf-8"))
    chance = random.Random(5)
    rows = {
        key: {"topics": chance.sample(TOPICS, 2), "countries": chance.sample(["kg", "kz", "uz"], 1)} for key in gold
    }
    theirs = module.score_topics(gold, rows, None)
    assert mean(scores.acceptable_topics(gold, rows)) == pytest.approx(theirs["first_topic"], abs=1e-4)
    assert scores.f1(scores.country_counts(gold, rows)) == pytest.approx(theirs["countries"]["F1"], abs=1e-4)


def test_worse_shapes_lack_what_their_names_say() -> None:
    items = [
        {"id": str(number), "title": "Сгорел склад", "text": " ".join(f"Это предложение {word}." for word in range(40)),
         "source": "Тандем" if number else "Вестник"}
        for number in range(4)
    ]  # fmt: skip
    shaped = {name: shape(items) for name, shape in shapes.SHAPES.items()}
    assert all(item["title"] is None and item["text"].startswith("Сгорел склад. Это") for item in shaped["untitled"])
    assert {item["text"].count(".") for item in shaped["3_sentences"]} == {3}
    assert {len(item["text"].split()) for item in shaped["60_words"]} == {60}
    assert [item["id"] for item in shaped["outlet_halved"]] == ["0", "1", "3"]
    assert items[0]["title"] == "Сгорел склад"


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("ru", "Он открыл новый мост.", "dangling"),
        ("ru", "Этот год был сухим.", None),
        ("ky", "Бул тууралуу министрлик билдирди.", "attribution"),
        ("uz", "Bu haqda vazirlik maʼlum qildi.", "attribution"),
        ("en", "BISHKEK, 17 March — A bridge was opened.", "service"),
        ("kk", "Еске салайық, көпір былтыр жабылған.", "service"),
        ("tg", "Акс: Аҳмади Сомон. Пул кушода шуд.", "service"),
        ("ru", "Мост открыли 5 марта.", "figure"),
        ("ru", "Дорогу Бишкек — Ош открыли 3 марта.", None),
    ],
)
def test_the_checklist_finds_what_a_summary_should_not_hold(language: str, text: str, fault: str | None) -> None:
    told = article(1, "Мост открыли 3 марта 17.", source="Тандем")
    shown = compose([story(1, told)], request(), now=NOW).stories[0]
    shown = replace(shown, summary=(SummarySentence(text, "Тандем", told.url),))
    found = set(checklist.faults(shown, language, {told.url: told}, "Тандем"))
    assert fault in found if fault else not found
    assert "outlet" in set(checklist.faults(shown, language, {told.url: told}, "Вестник"))


def test_unrelated_articles_that_are_joined_are_counted(tmp_path: Path) -> None:
    for name in background.SETS:
        write(tmp_path, name, [{"id": "1", "text": name}, {"id": "2", "text": name}], {})

    def annotate(file: Path) -> Rows:
        keys = [json.loads(line)["id"] for line in file.read_text("utf-8").splitlines()]
        return {key: {"story": 1 if key.endswith("/1") else key} for key in keys}

    assert background.is_there(tmp_path)
    assert background.figures(tmp_path, annotate) == {"background_articles": 6.0, "background_mixed_stories": 1.0}
