"""The quality of annotations, compared with a plain pipeline on the same articles; 95 % intervals by bootstrap.

Runs `python bot.py annotate` on every labelled set under --data, as a person would.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import crosslingual, plain, scoring
from benchmarks.scoring import Row

OWN_TABLE = True  # the table is printed here, so python -m benchmarks prints none
_RESAMPLES = 1000
_ROOT = Path(__file__).resolve().parent.parent
_CROSS = _ROOT / "tests" / "data" / "crosslingual.jsonl"
_LANGUAGE_GROUPS = {"langid_news": "news", "langid_6w": "news6w", "langid_3w": "udhr3"}


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table: `parts` are resampled, and `mean` makes a figure of a sample."""

    name: str
    parts: Sequence[Any]
    mean: Callable[[Sequence[Any]], float]
    floor: Sequence[Any] | None = None  # the plain pipeline's parts, in the order of ours

    def interval(self) -> tuple[float, float]:
        return _interval([self.parts], lambda sample: self.mean(sample[0]))

    def gain_interval(self) -> tuple[float, float] | None:
        """Return the interval of the gain over the floor, on the same resamples; None without a floor."""
        if self.floor is None:
            return None
        return _interval([self.parts, self.floor], lambda sample: self.mean(sample[0]) - self.mean(sample[1]))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with TASK.in.jsonl and TASK.gold.json")
    parser.add_argument("--tasks", default="", help="only the sets whose names start so, comma-separated")
    parser.add_argument("--no-pairs", action="store_true", help="leave out the pairs across languages")


def run(args: argparse.Namespace) -> dict[str, float]:
    """Return the figures by name; print the table to standard output unless JSON was asked for."""
    figures: list[Figure] = []
    extra: dict[str, float] = {}
    wanted = tuple(filter(None, args.tasks.split(",")))
    for task, read in _TASKS.items():
        if (args.data / f"{task}.in.jsonl").exists() and task.startswith(wanted or ("",)):
            gold = json.loads((args.data / f"{task}.gold.json").read_text("utf-8"))
            items = [json.loads(line) for line in (args.data / f"{task}.in.jsonl").read_text("utf-8").splitlines()]
            rows = annotated(args.data / f"{task}.in.jsonl", sentences=1 if task == "sum_title" else 2)
            found, more = read(task, gold, items, rows)
            figures += found
            extra |= more
    if _CROSS.exists() and not wanted and not args.no_pairs:
        extra |= crosslingual.figures(_CROSS, annotated)
    if not args.json:
        _print_table(figures, extra)
    return {figure.name: figure.mean(figure.parts) for figure in figures} | extra


def annotated(file: Path, *, sentences: int = 2) -> dict[str, Row]:
    """Return the rows that `annotate` prints for a file, by id."""
    command = [sys.executable, "bot.py", "annotate", str(file), "--sentences", str(sentences)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=True, timeout=1800)
    return {str(row["id"]): row for row in map(json.loads, done.stdout.decode("utf-8").splitlines())}


_Found = tuple[list[Figure], dict[str, float]]


def _clusters(task: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:
    floor = {item["id"]: {"story": story} for item, story in zip(items, plain.stories(items), strict=True)}
    figure = Figure(f"{task}_f1", scoring.cluster_counts(gold, rows), scoring.f1, scoring.cluster_counts(gold, floor))
    sizes = Counter(row["story"] for row in rows.values())
    return [figure], {f"{task}_largest": max(sizes.values()) / len(rows), f"{task}_stories": float(len(sizes))}


def _summaries(task: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:
    by_id = {item["id"]: item for item in items}
    lead = {item["id"]: {"summary": plain.lead(item, 1 if task == "sum_title" else 2)} for item in items}
    floor = scoring.summary_scores(gold, lead)
    found = [Figure(f"{task}_r1", scoring.summary_scores(gold, rows), _mean, floor)]
    if task == "sum_title":
        return found, {"sum_title_unsupported_numbers": _mean(scoring.unsupported_numbers(gold, rows, by_id))}
    return found, {
        "sum_lead_r1": _mean(floor),
        "sum_words": _mean(scoring.summary_words(gold, rows)),
        "unsupported_numbers": _mean(scoring.unsupported_numbers(gold, rows, by_id)),
    }


def _languages(_: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:
    model = plain.language_model()
    floor = {item["id"]: {"language": plain.language(item["text"], model)} for item in items}
    groups = {kind for kind, _ in gold.values()}
    return [
        Figure(name, scoring.language_hits(gold, rows, group), scoring.macro, scoring.language_hits(gold, floor, group))
        for name, group in _LANGUAGE_GROUPS.items()
        if group in groups
    ], {}


def _topics_tg(_: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:  # noqa: ARG001
    return [Figure("topic_tg", scoring.category_hits(gold, rows), _mean)], {}


def _topics_ky(_: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:  # noqa: ARG001
    return [Figure("topic_ky_f1", scoring.topic_counts(gold, rows), scoring.f1)], {}


_TASKS = {
    "cluster_tg": _clusters,
    "cluster_slug_0525": _clusters,
    "sum_cross": _summaries,
    "sum_title": _summaries,
    "langid": _languages,
    "topic_tg": _topics_tg,
    "topic_ky": _topics_ky,
}


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _interval(columns: Sequence[Sequence[Any]], figure: Callable[[list[list[Any]]], float]) -> tuple[float, float]:
    chance = np.random.default_rng(1)
    count = len(columns[0])
    found = []
    for _ in range(_RESAMPLES if count < 2000 else _RESAMPLES // 5):
        places = chance.integers(0, count, count).tolist()
        found.append(figure([[column[place] for place in places] for column in columns]))
    low, high = np.percentile(found, [2.5, 97.5])
    return float(low), float(high)


def _print_table(figures: Sequence[Figure], extra: Mapping[str, float]) -> None:
    print(f"{'':24} {'ours':>8} {'95 %':>17} {'plain':>8} {'gain':>8}  outside chance")
    for figure in figures:
        low, high = figure.interval()
        line = f"{figure.name:24} {figure.mean(figure.parts):8.3f} {low:8.3f}–{high:.3f}".ljust(52)
        gain = figure.gain_interval()
        if figure.floor is not None and gain is not None:
            floor = figure.mean(figure.floor)
            verdict = "yes" if gain[0] > 0 else f"no ({gain[0]:+.3f} to {gain[1]:+.3f})"
            line += f"{floor:8.3f} {figure.mean(figure.parts) - floor:+8.3f}  {verdict}"
        print(line)
    for name, value in extra.items():
        print(f"{name:24} {value:8.3f}")
