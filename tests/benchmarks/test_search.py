"""The benchmarks of search and storage run on a small archive, and their figures keep their names."""

import json
from argparse import Namespace
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from benchmarks import multiply, search
from benchmarks.__main__ import main
from benchmarks.archive import articles
from benchmarks.search_quality import score

pytestmark = pytest.mark.untraced

Figures = Callable[..., dict[str, Any]]


@pytest.fixture
def figures(capsys: pytest.CaptureFixture[str]) -> Figures:
    """Return a function that runs a benchmark with --json and returns its figures."""

    def measure(*arguments: str) -> dict[str, Any]:
        assert main([*arguments, "--json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
        return found

    return measure


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (
            ("search", "--articles", "150", "--queries", "3"),
            ("ranked_p50_ms", "ranked_p99_ms", "newest_p99_ms", "index_mb", "plain_fts5_p99_ms", "reader_p99_ms"),
        ),
        (("store", "--articles", "100", "--before", "50"), ("articles_per_second", "commit_p99_ms", "search_p99_ms")),
        (("follows", "--articles", "20", "--follows", "100"), ("match_p50_ms", "match_p99_ms")),
    ],
)
def test_it_runs_and_names_its_figures(figures: Figures, arguments: Sequence[str], names: Sequence[str]) -> None:
    found = figures(*arguments)
    assert all(found[name] > 0 for name in names)


def test_a_small_archive_is_multiplied_without_a_difference_to_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multiply, "STORED", 100)
    kept = tmp_path / "archive.db"
    options = Namespace(
        articles=400, queries=3, keep=kept, fill_seconds=float("inf"), others="", no_others=True, json=True
    )
    assert search.run(options)["articles"] == 400
    options.fill_seconds = 0
    assert search.run(options)["articles"] == 400


def test_an_archive_follows_from_its_numbers() -> None:
    assert articles(5, 3) == articles(1, 10)[4:7]


def test_recall_counts_every_query_and_precision_those_that_found_something() -> None:
    gold = {"a": [1, 2], "b": [3], "c": [4]}
    assert score(gold, {"a": {1}, "b": {3, 5}, "c": set()}) == pytest.approx((1.5 / 3, 0.75))


@pytest.mark.slow
def test_words_are_found_in_all_their_forms_with_few_strangers(figures: Figures, data_dir: Path) -> None:
    found = figures("search_quality", "--data", str(data_dir / "quality"))
    assert found["recall"] >= 0.98
    assert found["precision"] >= 0.95


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_benchmark_of_handlers_answers_every_kind_of_update(figures: Figures) -> None:
    found = figures("handlers", "--articles", "300", "--rounds", "1")
    assert found["updates"] == 33
    assert {"own_p99_ms", "own_open_p99_ms", "answer_week_p99_ms", "answer_plain_p99_ms"} <= set(found)
    assert 0 < found["own_p50_ms"] <= found["own_p99_ms"] <= found["own_max_ms"]
