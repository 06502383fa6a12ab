"""Articles that have nothing to do with each other, joined: what is found together is false, and needs no labels.

Kyrgyz news of several years and Russian news of two days are put into one hour. No event is told in both, so every
story that holds both languages is false. Thresholds that are chosen by it know nothing of any labelled pair.
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
    """Return how many articles there are, and how many stories mix the two languages."""
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
