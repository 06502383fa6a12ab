"""`annotate`: annotates real articles on two cores, names included, and puts a window of live articles into stories.

The articles are those of the labelled sets (Russian and Kyrgyz). The measured time is that of the bot's workers:
cleaning, annotating, returning the annotation. It does not include loading the models and forking the processes.
Memory is the PSS of the process and its children together, sampled during the work, so that shared pages count once.
"""

import argparse
import asyncio
import json
import os
import time
from pathlib import Path
from typing import Any

import psutil

import text.models  # noqa: F401 - sets the number of threads before numpy is imported
from benchmarks import window
from benchmarks.memory import Memory
from cli.line_annotator import Line, LineAnnotator

ROOT = Path(__file__).resolve().parent.parent
SETS = ("cluster_tg", "topic_tg", "sum_title", "topic_ky")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, default=_default_data(), help="folder of the labelled sets")
    parser.add_argument("--articles", type=int, default=1200, help="articles to read, at most")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--window", type=int, default=10_000, help="live articles")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures of annotating (articles_per_second, cpu_ms_per_article, peak_pss_mb) and of stories.

    The figures of stories: assigned_per_second, the articles that are put into stories one by one, also for the first
    and the last fifth of the articles; rebuild_s, the time for loading the index of stories from the database; join_s
    and join_pss_mb, for clustering the whole window in a worker process; and loop_lag_max_ms, the longest delay of the
    event loop during the loading and the clustering.
    """
    if args.data is None:
        raise SystemExit("annotate needs --data DIR, or TEST_DATA_DIR, with the labelled sets")
    figures = asyncio.run(_reading(_lines(args.data, args.articles), args.processes))
    items = window.window(args.data, args.window, start=window.START)
    figures |= window.assigning(items) | asyncio.run(window.living(items))
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in figures.items()}


async def _reading(lines: list[Line], processes: int) -> dict[str, Any]:
    async with LineAnnotator(ROOT / "catalogue", 2, processes=processes) as reading:
        await reading.prepare()
        memory = Memory()
        memory.start()
        started, busy = time.perf_counter(), _cpu_seconds()
        *_, annotations = await reading.read(lines)
        seconds, busy = time.perf_counter() - started, _cpu_seconds() - busy
        peak = memory.stop()
    return {
        "articles": len(lines),
        "names": sum(len(found.names) for found in annotations),
        "articles_per_second": len(lines) / seconds,
        "cpu_ms_per_article": 1000 * busy / len(lines),
        "peak_pss_mb": peak,
    }


def _cpu_seconds() -> float:
    """Return the CPU seconds of this process and its children; other programs on the machine do not change them."""
    here = psutil.Process()
    times = [process.cpu_times() for process in (here, *here.children(recursive=True))]
    return sum(found.user + found.system for found in times)


def _default_data() -> Path | None:
    folder = os.environ.get("TEST_DATA_DIR")
    return Path(folder) / "quality" if folder else None


def _lines(folder: Path, most: int) -> list[Line]:
    found: list[Line] = []
    for number, name in enumerate(SETS):
        for row in (folder / f"{name}.in.jsonl").read_text("utf-8").splitlines():
            item = json.loads(row)
            found.append(Line(f"{number} {item['id']}", item.get("title"), item["text"], "", None, "", window.START))
    # Every n-th article, so that the mix of languages and lengths is that of the whole set.
    step = max(1, -(-len(found) // most))
    return found[::step]
