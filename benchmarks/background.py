"""Joining unrelated articles: every story found is false, so no labels are needed.

Kyrgyz news of several years and Russian news of two days are dated to the same hour. They have no event in common, so
every story with both languages is false. Thresholds chosen by this are independent of the labelled pairs.
"""

import json
import tempfile
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

SETS = ("topic_ky", "cluster_tg", "sum_title")
_MOMENT = "2026-01-01T00:00:00Z"
Annotate = Callable[[Path], Mapping[str, Mapping[str, Any]]]


def is_there(data: Path) -> bool:
    return all((data / f"{name}.in.jsonl").exists() for name in SETS)


def figures(data: Path, annotate: Annotate) -> dict[str, float]:
    """Return the number of articles, and of stories that mix the two languages."""
    languages: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "background.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for name in SETS:
                for line in (data / f"{name}.in.jsonl").read_text("utf-8").splitlines():
                    item = json.loads(line)
                    key = f"{name}/{item['id']}"
                    languages[key] = "ky" if name == "topic_ky" else "ru"
                    dated = item | {"id": key, "published_at": _MOMENT}
                    out.write(json.dumps(dated, ensure_ascii=False) + "\n")
        rows = annotate(file)
    found: defaultdict[Any, set[str]] = defaultdict(set)
    for key, row in rows.items():
        found[row["story"]].add(languages[key])
    mixed = sum(len(told) > 1 for told in found.values())
    return {"background_articles": float(len(rows)), "background_mixed_stories": float(mixed)}
