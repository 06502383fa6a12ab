"""The quality of annotations, compared with a plain pipeline on the same articles; 95 % intervals by bootstrap.

It runs `python bot.py annotate` on every labelled set in --data, as a person would.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import background, checklist, crosslingual, name_scores, plain, scores, shapes
from benchmarks.scores import Row

OWN_TABLE = True  # the table is printed here, so python -m benchmarks must not print one
_RESAMPLES = 1000
_BATCH = 10_000  # articles in a batch, the same as in `annotate`
_ROOT = Path(__file__).resolve().parent.parent
_CROSS = _ROOT / "tests" / "data" / "crosslingual.jsonl"
_LANGUAGE_GROUPS = {
    "langid_news": "news", "langid_6w": "news6w", "langid_3w": "udhr3",
    "langid_sib": "sib", "langid_sib_6w": "sib6w", "langid_sib_3w": "sib3w",
}  # fmt: skip
_INPUTS = {"topics_region": "cluster_region"}  # labelled set → the set whose articles it uses
_RESHAPED = ("cluster_tg", "cluster_cross", "cluster_region")


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the table: `parts` has a score for each labelled item, and `mean` makes the figure of them.

    For the interval, `parts` are resampled, and `mean` computes the figure of each sample.
    """

    name: str
    parts: Sequence[Any]
    mean: Callable[[Sequence[Any]], float]
    floor: Sequence[Any] | None = None  # the scores of the plain pipeline (the baseline); None if it has none

    def interval(self) -> tuple[float, float]:
        return _interval([self.parts], lambda sample: self.mean(sample[0]))

    def gain_interval(self) -> tuple[float, float] | None:
        """Return the confidence interval of the gain over the baseline; None without a baseline.

        Our score and the baseline are computed from the same random samples of the items.
        """
        if self.floor is None:
            return None
        return _interval([self.parts, self.floor], lambda sample: self.mean(sample[0]) - self.mean(sample[1]))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with TASK.in.jsonl and TASK.gold.json")
    parser.add_argument("--tasks", default="", help="only sets whose names begin with one of these, comma-separated")
    parser.add_argument("--no-pairs", action="store_true", help="leave out the pairs across languages")
    parser.add_argument("--no-shapes", action="store_true", help="leave out the degraded sets, and articles one by one")
    parser.add_argument(
        "--no-background", action="store_true", help="leave out the unrelated articles of the background"
    )
    parser.add_argument("--no-checklist", action="store_true", help="leave out the checklist of summaries")


def run(args: argparse.Namespace) -> dict[str, float]:
    """Return the figures by name; print them as a table unless JSON was asked for."""
    figures: list[Figure] = []
    extra: dict[str, float] = {}
    wanted = tuple(filter(None, args.tasks.split(",")))
    for task, read in _TASKS.items():
        source = args.data / f"{_INPUTS.get(task, task)}.in.jsonl"
        labels = args.data / f"{task}.gold.json"
        if source.exists() and labels.exists() and task.startswith(wanted or ("",)):
            gold = json.loads(labels.read_text("utf-8"))
            items = [json.loads(line) for line in source.read_text("utf-8").splitlines()]
            rows = annotated(source, sentences=1 if task == "sum_title" else 2)
            found, more = read(task, gold, items, rows)
            figures += found
            extra |= more
            if read is _clusters and not args.no_shapes:
                extra |= _as_they_arrive(task, gold, items)
            if task in _RESHAPED and not args.no_shapes:
                extra |= _in_shapes(task, gold, items)
    if _is_wanted("background", wanted) and not args.no_background and background.is_there(args.data):
        extra |= background.figures(args.data, annotated)
    region = args.data / "cluster_region.in.jsonl"
    if _is_wanted("checklist", wanted) and not args.no_checklist and region.exists():
        extra |= checklist.figures(region)
    if _CROSS.exists() and not wanted and not args.no_pairs:
        extra |= crosslingual.figures(_CROSS, annotated)
    if not args.json:
        _print_table(figures, extra)
    return {figure.name: figure.mean(figure.parts) for figure in figures} | extra


def _is_wanted(name: str, wanted: Sequence[str]) -> bool:
    return not wanted or name in wanted


def _as_they_arrive(task: str, gold: Any, items: Sequence[Row]) -> dict[str, float]:
    """Return F1 and precision for a set of pairs if its articles are put into stories one by one, as they arrive.

    The window is never clustered again as a whole.
    """
    arriving = sorted(items, key=lambda item: str(item.get("published_at") or ""))
    counts = scores.cluster_counts(gold, _annotated_rows(task, arriving, batch=1))
    return {
        f"{task}_as_they_arrive_f1": scores.f1(counts),
        f"{task}_as_they_arrive_precision": scores.precision(counts),
    }


def _in_shapes(task: str, gold: Any, items: Sequence[Row]) -> dict[str, float]:
    """Return the F1 of a set of pairs for each of the SHAPES, which shorten articles or leave some of them out.

    A pair of which an article was left out does not count.
    """
    found = {}
    for name, shape in shapes.SHAPES.items():
        shaped = shape(items)
        if len(shaped) == len(items) and list(shaped) == list(items):
            continue
        kept = {item["id"] for item in shaped}
        pairs = [pair for pair in gold if kept.issuperset(pair[:2])]
        found[f"{task}_{name}_f1"] = scores.f1(scores.cluster_counts(pairs, _annotated_rows(task, shaped)))
    return found


def _annotated_rows(task: str, items: Sequence[Row], *, batch: int = _BATCH) -> dict[str, Row]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{task}.jsonl"
        file.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items), "utf-8")
        return annotated(file, batch=batch)


def annotated(file: Path, *, sentences: int = 2, batch: int = _BATCH) -> dict[str, Row]:
    """Return id → row that `annotate` prints for a file.

    The articles of a batch are clustered together; with a `batch` of 1, each is put into a story as it comes.
    """
    command = [sys.executable, "bot.py", "annotate", str(file), "--sentences", str(sentences), "--batch", str(batch)]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, check=True, timeout=1800)
    return {str(row["id"]): row for row in map(json.loads, done.stdout.decode("utf-8").splitlines())}


_Found = tuple[list[Figure], dict[str, float]]


def _clusters(task: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:
    floor = {item["id"]: {"story": story} for item, story in zip(items, plain.stories(items), strict=True)}
    figure = Figure(f"{task}_f1", scores.cluster_counts(gold, rows), scores.f1, scores.cluster_counts(gold, floor))
    sizes = Counter(row["story"] for row in rows.values())
    figures = [figure]
    within = [pair for pair in gold if rows[pair[0]]["language"] == rows[pair[1]]["language"]]
    if 0 < len(within) < len(gold):
        figures.append(Figure(f"{task}_one_language_f1", scores.cluster_counts(within, rows), scores.f1))
    return figures, {f"{task}_largest": max(sizes.values()) / len(rows), f"{task}_stories": float(len(sizes))}


def _summaries(task: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:
    by_id = {item["id"]: item for item in items}
    lead = {item["id"]: {"summary": plain.lead(item, 1 if task == "sum_title" else 2)} for item in items}
    floor = scores.summary_scores(gold, lead)
    found = [Figure(f"{task}_r1", scores.summary_scores(gold, rows), _mean, floor)]
    if task == "sum_title":
        return found, {"sum_title_unsupported_numbers": _mean(scores.unsupported_numbers(gold, rows, by_id))}
    return found, {
        "sum_lead_r1": _mean(floor),
        "sum_words": _mean(scores.summary_words(gold, rows)),
        "unsupported_numbers": _mean(scores.unsupported_numbers(gold, rows, by_id)),
    }


def _languages(_: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:
    model = plain.language_model()
    floor = {item["id"]: {"language": plain.language(item["text"], model)} for item in items}
    groups = {kind for kind, _ in gold.values()}
    return [
        Figure(name, scores.language_hits(gold, rows, group), scores.macro, scores.language_hits(gold, floor, group))
        for name, group in _LANGUAGE_GROUPS.items()
        if group in groups
    ], {}


def _topics_tg(_: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:  # noqa: ARG001
    return [Figure("topic_tg", scores.category_hits(gold, rows), _mean)], {}


def _topics_ky(_: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:  # noqa: ARG001
    return [Figure("topic_ky_f1", scores.topic_counts(gold, rows), scores.f1)], {}


def _topics_sib(task: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:  # noqa: ARG001
    return [Figure(task, scores.sib_hits(gold, rows), _mean)], {}


def _topics_region(_: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:  # noqa: ARG001
    counts = scores.country_counts(gold, rows)
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return [Figure("topics_region_first", scores.acceptable_topics(gold, rows), _mean)], {
        "topics_region_none": _mean([float(not rows[key].get("topics")) for key in gold]),
        "topics_region_countries_precision": right / max(1, right + wrong),
        "topics_region_countries_recall": right / max(1, right + missed),
    }


def _names(task: str, gold: Any, items: Sequence[Row], rows: Mapping[str, Row]) -> _Found:  # noqa: ARG001
    return [Figure(f"{task}_part_f1", name_scores.name_counts(gold, rows), scores.f1)], {}


_TASKS = {
    "cluster_tg": _clusters,
    "cluster_slug_0525": _clusters,
    "cluster_cross": _clusters,
    "cluster_region": _clusters,
    "cluster_editors": _clusters,
    "sum_cross": _summaries,
    "sum_title": _summaries,
    "langid": _languages,
    "topic_tg": _topics_tg,
    "topic_ky": _topics_ky,
    "langid_sib": _languages,
    "topics_region": _topics_region,
    **{f"topic_sib_{language}": _topics_sib for language in ("ru", "ky", "kk", "uz", "tg", "en")},
    **{f"names_{language}": _names for language in ("ky", "kk", "uz", "tg")},
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
