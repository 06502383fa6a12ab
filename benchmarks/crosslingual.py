"""Joining across languages: precision and recall on labelled pairs of articles in two languages."""

import json
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

Annotate = Callable[[Path], Mapping[str, Mapping[str, Any]]]


def figures(pairs: Path, annotate: Annotate) -> dict[str, float]:
    """Return the precision and recall of joining the two articles of a pair into one story.

    All pairs are annotated together, so that articles of different pairs may be joined by mistake, as in reality.
    """
    labelled = [json.loads(line) for line in pairs.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "pairs.jsonl"
        with file.open("w", encoding="utf-8") as out:
            for pair in labelled:
                for side in "ab":
                    article = {"id": f"{pair['id']}/{side}", **pair[side]}
                    out.write(json.dumps(article, ensure_ascii=False) + "\n")
        rows = annotate(file)
    right = wrong = missed = 0
    for pair in labelled:
        together = rows[f"{pair['id']}/a"]["story"] == rows[f"{pair['id']}/b"]["story"]
        right += together and pair["same"]
        wrong += together and not pair["same"]
        missed += pair["same"] and not together
    return {
        "crosslingual_pairs": float(len(labelled)),
        "crosslingual_precision": right / max(1, right + wrong),
        "crosslingual_recall": right / max(1, right + missed),
    }
