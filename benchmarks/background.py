"""Joining unrelated articles in two languages: every story with articles in both is wrong, so no labels are needed.

Kyrgyz news of several years and Russian news of two days have no event in common, but all are dated to the same hour.
Thresholds that are chosen by the number of wrong stories do not depend on the labelled pairs.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

SETS = ("topic_ky", "cluster_tg", "sum_title")
_MOMENT = "2026-01-01T00:00:00Z"
Annotate = Callable[[Path], Mapping[str, Mapping[str, Any]]]


def is_there(data: Path) -> bool:
    return all((data / f"{name}.in.jsonl").exists() for name in SETS)


def rows(data: Path) -> Sequence[Mapping[str, Any]]:
    """Return the articles of the SETS, all dated to the same moment; the ids begin with the name of the set."""
    return [
        json.loads(line) | {"id": f"{name}/{json.loads(line)['id']}", "published_at": _MOMENT}
        for name in SETS
        for line in (data / f"{name}.in.jsonl").read_text("utf-8").splitlines()
    ]


def figures(data: Path, annotate: Annotate) -> dict[str, float]:
    """Return the number of articles, and the number of stories that have both Kyrgyz and Russian articles."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "background.jsonl"
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(data)), "utf-8")
        found = annotate(file)
    languages: defaultdict[Any, set[str]] = defaultdict(set)
    for key, row in found.items():
        languages[row["story"]].add(language_of(key))
    mixed = sum(len(told) > 1 for told in languages.values())
    return {"background_articles": float(len(found)), "background_mixed_stories": float(mixed)}


def language_of(key: str) -> str:
    """Return the language of an article: `ky` if its id `key` begins with the labelled set topic_ky, else `ru`."""
    return "ky" if key.startswith("topic_ky/") else "ru"
