"""`annotate`: real articles read with their names on two cores, then put into stories one by one.

Articles are those of the labelled sets (Russian and Kyrgyz); what is timed is what the bot's workers do: clean, read,
return the annotation. The models are loaded and the processes forked before the clock starts. Memory is the sum of PSS
over the process and those it forked, sampled while they work, so shared pages count once.
"""

import argparse
import json
import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil

import text.models  # noqa: F401 - sets the number of threads before numpy is imported
from cli.reading import Line, Reading
from digest.stories import StoryIndex, StoryItem

ROOT = Path(__file__).resolve().parent.parent
SETS = ("cluster_tg", "topic_tg", "sum_title", "topic_ky")
START = datetime(2024, 1, 1, tzinfo=UTC)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=_default_data(), help="folder of the labelled sets")
    parser.add_argument("--articles", type=int, default=1200, help="articles at most")
    parser.add_argument("--processes", type=int, default=2)


def run(args: argparse.Namespace) -> dict[str, Any]:
    """articles_per_second, assigned_per_second, peak_pss_mb; beside them how many articles and names there were."""
    lines = _lines(args.data, args.articles)
    with Reading(ROOT / "catalogue", 2, processes=args.processes) as reading:
        reading.prepare()
        memory = _Memory()
        memory.start()
        started = time.perf_counter()
        _, annotations = reading.read(lines)
        seconds = time.perf_counter() - started
        peak = memory.stop()
    items = [
        StoryItem(number, f"source {number % 40}", found.language, moment, moment, found.features)
        for number, found in enumerate(annotations, start=1)
        for moment in (START + timedelta(minutes=number),)
    ]
    index = StoryIndex(next_story_id=1)
    started = time.perf_counter()
    for item in items:
        index.assign(item)
    assigned = len(items) / (time.perf_counter() - started)
    return {
        "articles": len(lines),
        "names": sum(len(found.names) for found in annotations),
        "articles_per_second": round(len(lines) / seconds, 1),
        "assigned_per_second": round(assigned, 1),
        "peak_pss_mb": round(peak, 1),
    }


def _default_data() -> Path | None:
    folder = os.environ.get("TEST_DATA_DIR")
    return Path(folder) / "quality" if folder else None


def _lines(folder: Path | None, most: int) -> list[Line]:
    if folder is None:
        raise SystemExit("annotate needs --data DIR, or TEST_DATA_DIR, with the labelled sets")
    found: list[Line] = []
    for number, name in enumerate(SETS):
        for row in (folder / f"{name}.in.jsonl").read_text("utf-8").splitlines():
            item = json.loads(row)
            found.append(Line(f"{number} {item['id']}", item.get("title"), item["text"], "", None, "", START))
    # Every n-th, so that languages and lengths stay mixed as they are in the whole.
    step = max(1, -(-len(found) // most))
    return found[::step]


class _Memory(threading.Thread):
    """Samples the sum of PSS of this process and its children."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._done = threading.Event()
        self._peak = 0.0

    def run(self) -> None:
        while not self._done.wait(0.2):
            self._peak = max(self._peak, self._now())

    def stop(self) -> float:
        """The highest sum seen, in MB."""
        self._done.set()
        self.join()
        return self._peak

    @staticmethod
    def _now() -> float:
        here = psutil.Process()
        total = 0
        for process in (here, *here.children(recursive=True)):
            try:
                total += process.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
                continue
        return total / 2**20
