"""Constants of joining are chosen on other genres than the one for which a figure is given."""

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import constants
from benchmarks.constants import Results
from stories import clusters, likeness

FIRE = "В Токмоке ночью сгорел склад с сахаром. Огонь уничтожил сорок тонн сахара, пострадавших нет."
AGAIN = "Ночью в Токмоке сгорел склад сахара. Сорок тонн сахара уничтожил огонь, никто не пострадал."
MATCH = "Сборная страны по футболу выиграла у соседей со счётом три два. Матч прошёл в столице."


def set_of(folder: Path, task: str) -> None:
    told = [("a", "Сгорел склад", FIRE), ("b", "Склад сгорел", AGAIN), ("c", "Футболисты выиграли", MATCH)]
    rows = [{"id": key, "title": title, "text": text, "source": key} for key, title, text in told]
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{task}.in.jsonl").write_text(text, "utf-8")
    (folder / f"{task}.gold.json").write_text(json.dumps([["a", "b", 1], ["a", "c", 0]]), "utf-8")


def run(folder: Path, *more: str) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    constants.add_arguments(parser)
    return constants.run(parser.parse_args(["--data", str(folder), *more]))


def test_a_table_is_printed_for_the_sets_that_are_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_of(tmp_path, "cluster_tg")
    set_of(tmp_path, "cluster_cross")
    figures = run(tmp_path, "--only", "TEXT_JOINS")
    assert figures["text_joins_posts_as_it_is"] == figures["text_joins_languages_best"] == 1.0
    assert figures["text_joins_posts_value"] == likeness.TEXT_JOINS  # all values are alike, so the present one stays
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_value_is_chosen_by_the_other_genres_within_the_background() -> None:
    now = constants.value_of("CROSS_JOINS")
    f1 = {
        now: {"posts": 0.9, "region": 0.5, "languages": 0.5},
        0.16: {"posts": 0.1, "region": 0.9, "languages": 0.9},
        0.24: {"posts": 0.2, "region": 0.6, "languages": 0.6},
    }
    results = Results("CROSS_JOINS", f1, {now: 1, 0.16: constants.MOST_MIXED + 1, 0.24: 0})
    assert results.chosen_without("posts") == 0.24
    assert results.chosen_without("region") == now
    results = Results("CROSS_JOINS", f1, {now: 1, 0.16: constants.MOST_MIXED, 0.24: 0})
    assert results.chosen_without("posts") == 0.16


@pytest.mark.parametrize("constant", constants.TRIED)
def test_a_constant_changes_in_every_module_that_uses_it(constant: str) -> None:
    before = constants.value_of(constant)
    assert before in constants.TRIED[constant]
    with constants.changed(constant, before + 1):
        assert constants.value_of(constant) == before + 1
        assert getattr(clusters, constant, before + 1) == before + 1
    assert constants.value_of(constant) == before


def test_a_constant_is_itself_again_after_a_fault() -> None:
    before = constants.value_of("CAUTION")
    with pytest.raises(ZeroDivisionError), constants.changed("CAUTION", before + 1):
        raise ZeroDivisionError
    assert constants.value_of("CAUTION") == before


def test_a_constant_that_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError, match="NOTHING"):
        constants.value_of("NOTHING")
