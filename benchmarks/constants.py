"""The constants of joining: each is chosen with one genre of news left out, and tried on that genre.

For each constant and genre, the value is chosen that is best for the other genres together, among those with at most
five mixed stories in the background; all other constants keep their values. Articles are read once and joined again for
every value, so the table takes some minutes.
"""

import argparse
import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import background, lines, scores
from stories import clusters, compared, likeness, linkage
from stories.compared import Compared

OWN_TABLE = True  # the table is printed here, so python -m benchmarks must not print one
# Genre → labelled sets: posts of channels, headlines, articles of the region's outlets, reports in two languages.
GENRES = {
    "posts": "cluster_tg", "headlines": "cluster_slug_0525", "region": "cluster_region", "languages": "cluster_cross",
}  # fmt: skip
MOST_MIXED = 5  # a value is not chosen if it joins the unrelated articles of Background into more stories than this
# Constant of one of the _MODULES → values to try. The other constants of these modules are not tried, because they only
# make joining faster.
TRIED: Mapping[str, Sequence[float]] = {
    "TEXT_JOINS": (0.6, 0.65, 0.7, 0.75, 0.8),
    "COVERAGE": (0.4, 0.5, 0.6, 0.7, 0.8),
    "SHARED_NAMES": (0.05, 0.1, 0.15, 0.2, 0.25),
    "SHARED_TERMS": (0.1, 0.2, 0.3, 0.4, 0.5),
    "CROSS_JOINS": (0.16, 0.18, 0.2, 0.22, 0.24),
    "SHARED_JOINS": (0.36, 0.39, 0.42, 0.46, 0.5),
    "ALONE": (0.3, 0.5, 0.7, 1.0),
    "ELSEWHERE": (0.6, 0.7, 0.8, 1.0),
    "ABROAD": (0.6, 0.7, 0.8, 1.0),
    "STRANGERS": (0.6, 0.7, 0.8, 1.0),
    "CONTRADICTED": (0.1, 0.15, 0.2, 0.3),
    "CONTRADICTED_TWICE": (0.5, 0.6, 0.7, 0.8),
    "SAME_SOURCE": (0.6, 0.7, 0.8, 1.0),
    "CAUTION": (0.0, 0.01, 0.02, 0.04),
    "HEADLINE_JOINS": (0.03, 0.035, 0.04, 0.045, 0.05),
    "WORD_WEIGHT": (2.0, 2.5, 3.0),
}
# Only these constants matter for articles that have a headline and no text.
_OF_HEADLINES = {"SAME_SOURCE", "CAUTION", "HEADLINE_JOINS", "WORD_WEIGHT"}
_MODULES: Sequence[ModuleType] = (compared, likeness, clusters, linkage)


@dataclass(frozen=True, slots=True)
class Genre:
    """One genre of news: the articles of its labelled set, prepared for joining into stories, and the labelled pairs.

    A pair is the ids of two articles, and 1 if they belong to one story, else 0.
    """

    articles: Sequence[Compared]
    ids: Sequence[str]
    pairs: Sequence[tuple[str, str, int]]

    def f1(self) -> float:
        """Return the F1 of the labelled pairs with the present values of the constants."""
        groups = clusters.join(self.articles)
        rows = {key: {"story": group} for key, group in zip(self.ids, groups, strict=True)}
        return scores.f1(scores.cluster_counts(self.pairs, rows))


@dataclass(frozen=True, slots=True)
class Background:
    """Articles in two languages, prepared for joining into stories; no two in different languages belong together."""

    articles: Sequence[Compared]
    languages: Sequence[str]

    def mixed(self) -> int:
        """Return the number of stories in which articles in Kyrgyz and in Russian were joined, always wrongly."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for language, group in zip(self.languages, clusters.join(self.articles), strict=True):
            found[group].add(language)
        return sum(len(languages) > 1 for languages in found.values())


@dataclass(frozen=True, slots=True)
class Results:
    """The results of all values that were tried for one constant.

    They are value → genre → F1, and value → number of stories in the background that wrongly mix two languages.
    """

    constant: str
    f1: Mapping[float, Mapping[str, float]]
    mixed: Mapping[float, int]

    def chosen_without(self, genre: str) -> float:
        """Return the value with the best mean over the other genres.

        If several are equal, the one nearest to the present value.
        """
        now = value_of(self.constant)
        allowed = [value for value in self.f1 if self.mixed[value] <= MOST_MIXED] or [now]
        return max(allowed, key=lambda value: (round(self._others(value, genre), 4), -abs(value - now)))

    def _others(self, value: float, genre: str) -> float:
        others = [f1 for name, f1 in self.f1[value].items() if name != genre]
        return sum(others) / max(1, len(others))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with TASK.in.jsonl and TASK.gold.json")
    parser.add_argument("--only", default="", help="these constants, comma-separated")
    parser.add_argument("--genres", default=",".join(GENRES), help="these genres, comma-separated; at least two")


def run(args: argparse.Namespace) -> dict[str, float]:
    """Return four figures for each constant and genre, with names such as text_joins_posts_value.

    `value` is the value of the constant that is best for the other genres. The others are F1 scores of the genre:
    `as_it_is` with the constant's present value, `chosen` with `value`, and `best` with the value that is best for the
    genre itself.
    """
    genres, unrelated = asyncio.run(_read(args.data, args.genres.split(",")))
    figures: dict[str, float] = {}
    if not args.json:
        print(f"{'constant':20}{'is':>6}  {'left out':10}{'chosen':>7}{'as it is':>10}{'chosen':>8}{'best':>7}")
    for constant in filter(None, args.only.split(",")) if args.only else TRIED:
        results = tried(constant, genres, unrelated)
        now = value_of(constant)
        for genre in genres:
            chosen = results.chosen_without(genre)
            row = {
                "value": chosen,
                "as_it_is": results.f1[now][genre],
                "chosen": results.f1[chosen][genre],
                "best": max(f1[genre] for f1 in results.f1.values()),
            }
            figures |= {f"{constant.lower()}_{genre}_{name}": value for name, value in row.items()}
            if not args.json:
                print(
                    f"{constant:20}{now:6g}  {genre:10}{chosen:7g}"
                    f"{row['as_it_is']:10.3f}{row['chosen']:8.3f}{row['best']:7.3f}"
                )
    return figures


def tried(constant: str, genres: Mapping[str, Genre], unrelated: Background | None) -> Results:
    """Return the results of trying all values of a constant that are in TRIED, and its present value."""
    fixed = {} if constant in _OF_HEADLINES else {name: genre.f1() for name, genre in genres.items() if _bare(genre)}
    f1: dict[float, dict[str, float]] = {}
    mixed: dict[float, int] = {}
    for value in sorted({*TRIED[constant], value_of(constant)}):
        with changed(constant, value):
            f1[value] = {name: fixed[name] if name in fixed else genre.f1() for name, genre in genres.items()}
            mixed[value] = 0 if unrelated is None else unrelated.mixed()
    return Results(constant, f1, mixed)


def _bare(genre: Genre) -> bool:
    return not any(article.text for article in genre.articles)


def value_of(constant: str) -> float:
    """Return the present value of a constant; raise KeyError if there is no such constant."""
    for module in _MODULES:
        if hasattr(module, constant):
            return float(getattr(module, constant))
    raise KeyError(constant)


@contextmanager
def changed(constant: str, value: float) -> Iterator[None]:
    """Give a constant another value in every module that uses it, until the block ends."""
    using = [module for module in _MODULES if hasattr(module, constant)]
    before = value_of(constant)
    _set(using, constant, value)
    try:
        yield
    finally:
        _set(using, constant, before)


def _set(modules: Sequence[ModuleType], constant: str, value: float) -> None:
    for module in modules:
        setattr(module, constant, value)


async def _read(data: Path, wanted: Sequence[str]) -> tuple[dict[str, Genre], Background | None]:
    genres = {}
    for name, task in GENRES.items():
        if name in wanted and (data / f"{task}.in.jsonl").exists():
            told = [json.loads(line) for line in (data / f"{task}.in.jsonl").read_text("utf-8").splitlines()]
            pairs = json.loads((data / f"{task}.gold.json").read_text("utf-8"))
            genres[name] = Genre(await _compared(told), [row["id"] for row in told], pairs)
    if not background.is_there(data):
        return genres, None
    rows = background.rows(data)
    return genres, Background(await _compared(rows), [background.language_of(row["id"]) for row in rows])


async def _compared(rows: Sequence[Mapping[str, Any]]) -> list[Compared]:
    articles, annotations = await lines.read(rows)
    return [Compared.of(item) for item in lines.items(articles, annotations)]
