"""`search`: the time of a query on an archive of a given size, ranked and newest first.

The archive (benchmarks.archive) is filled through the storage, without annotating texts, up to 20,000 articles, and
beyond that by combining titles and texts (benchmarks.multiply). A million articles take some minutes and 7 GB, so
`--keep FILE` keeps the file for later runs, and with `--fill-seconds` it is filled over several runs. The time of a
query is from the typed text to the page: parsing, matching, ranking, loading stories. Each query is run once, in random
order: frequent and rare words, two words, phrases, exclusions, alternatives, fields. Up to 100,000 articles, the single
words are also searched for in a plain FTS5 table (unchanged title and text, bm25) and with the library `reader`, which
load as many results for the first page.
"""

import argparse
import asyncio
import contextlib
import gc
import random
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from benchmarks.archive import Vocabulary, lexicon, published, vocabulary
from benchmarks.multiply import filled
from benchmarks.others import OTHERS
from domain.clock import AdjustableClock
from storage.interface import Storage
from storage.search_request import request_of
from storage.sqlite import open_storage
from text.query import parse

# If the archive has more articles, the bot's search is not compared with others: to fill them would take too long.
_OTHERS_UP_TO = 100_000
# Queries are made from this many of the most frequent words of the vocabulary, and this many of its rarest.
_COMMON, _RARE = 60, 4000
TimedQuery = tuple[str, str]  # kind of query, and the query


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=60, help="of each kind")
    parser.add_argument("--keep", type=Path, help="a file to fill, and to use again once it is full")
    parser.add_argument(
        "--fill-seconds",
        type=float,
        default=float("inf"),
        help="stop filling after this time, and measure in a later run",
    )
    parser.add_argument("--others", default=",".join(OTHERS), help="what to compare with up to 100,000 articles")
    parser.add_argument("--no-others", action="store_true", help="leave the comparison out")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return ranked_p50_ms, ranked_p99_ms, newest_p99_ms and index_mb, with the underlying figures."""
    with contextlib.ExitStack() as stack:
        path = args.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="jarchi-"))) / "archive.db"
        figures = asyncio.run(_measure(path, args))
        if "missing" not in figures and args.articles <= _OTHERS_UP_TO and not args.no_others:
            words = [query for kind, query in timed_queries(args.queries, args.articles) if kind in ("common", "rare")]
            for name in filter(None, args.others.split(",")):
                with OTHERS[name](path) as ask:
                    figures |= _times(name, ask, words)
        return figures


async def _measure(path: Path, args: argparse.Namespace) -> dict[str, Any]:
    there = await filled(path, args.articles, seconds=args.fill_seconds)
    if there < args.articles:
        return {"articles": there, "missing": args.articles - there}
    opened = await open_storage(path, clock=AdjustableClock())
    try:
        ranked = await _ask(opened.storage, timed_queries(args.queries, there), there, newest_first=False)
        newest = await _ask(opened.storage, timed_queries(args.queries, there), there, newest_first=True)
    finally:
        await opened.close()
    every = [spent for times in ranked.values() for spent in times]
    return {
        "articles": there,
        "queries": len(every),
        "ranked_p50_ms": quantile(every, 0.5),
        "ranked_p99_ms": quantile(every, 0.99),
        "newest_p99_ms": quantile([spent for times in newest.values() for spent in times], 0.99),
        "ranked_max_ms": round(max(every), 2),
        **{f"ranked_{kind}_p99_ms": quantile(times, 0.99) for kind, times in ranked.items()},
        **{f"newest_{kind}_p99_ms": quantile(times, 0.99) for kind, times in newest.items()},
        **sizes(path),
    }


async def _ask(
    storage: Storage, queries: Sequence[TimedQuery], articles: int, *, newest_first: bool
) -> Mapping[str, list[float]]:
    """Return kind of query → milliseconds of each; fails if a query that must have results has none."""
    now = published(articles) + timedelta(hours=1)
    lexicon().prepare()
    parse("протест", lexicon=lexicon())  # loads the dictionary, which the bot does before its first query
    gc.collect()
    gc.freeze()  # keeps the garbage collector from examining the objects loaded so far, as the bot does after its start
    times: defaultdict[str, list[float]] = defaultdict(list)
    empty = 0
    for kind, query in queries:
        started = time.perf_counter()
        page = await storage.search.search(
            request_of(parse(query, now=now, lexicon=lexicon()), limit=5, newest_first=newest_first)
        )
        times[kind].append((time.perf_counter() - started) * 1000)
        empty += kind == "common" and not page.stories
    assert not empty, "common words found nothing"
    return times


async def timed_pages(
    storage: Storage, queries: Sequence[TimedQuery], articles: int, *, newest_first: bool
) -> tuple[list[float], list[tuple[str | None, ...]]]:
    """Return the milliseconds of each query, and the addresses of the articles on its page."""
    now = published(articles) + timedelta(hours=1)
    lexicon().prepare()
    parse("протест", lexicon=lexicon())  # loads the dictionary, which the bot does before its first query
    times, pages = [], []
    for _, query in queries:
        started = time.perf_counter()
        request = request_of(parse(query, now=now, lexicon=lexicon()), limit=5, newest_first=newest_first)
        page = await storage.search.search(request)
        times.append((time.perf_counter() - started) * 1000)
        addresses = {article.id: article.url for story in page.stories for article in story.articles}
        pages.append(tuple(addresses.get(one) for one in page.best))
    return times, pages


def timed_queries(count: int, articles: int) -> list[TimedQuery]:
    """Return `count` queries of each kind in random order, which is the same in every run."""
    known, chance = vocabulary(), random.Random(3)
    made = [asked for kind in _kinds(known, chance, articles, count) for asked in kind]
    chance.shuffle(made)
    return made


def _kinds(known: Vocabulary, chance: random.Random, articles: int, count: int) -> Iterator[list[TimedQuery]]:
    common, rare = known.common(_COMMON), known.rare(_RARE)
    middle = list(known.words[_COMMON : _COMMON + 3000])
    past = published(articles // 2)

    def made(kind: str, *shapes: str) -> list[TimedQuery]:
        found = []
        for number in range(count):
            c, d = chance.sample(common, 2)
            shape = shapes[number % len(shapes)]
            words = {"c": c, "d": d, "m": chance.choice(middle), "r": chance.choice(rare)}
            found.append((kind, shape.format(**words)))
        return found

    yield [("common", word) for word in common[:count]]
    yield made("rare", "{r}")
    yield made("middle", "{m}")
    yield made("two", "{c} {d}", "{c} {m}", "{m} {c} {d}")
    yield made("seldom_together", "{c} {r}", "{m} {r}")
    yield made("phrase", '"{c} {d}"', '"{c} {m}"')
    yield made("excluded", "{c} -{d}", "{c} -{m}")
    yield made("either", "{c} OR {m}", "{r} OR {m}")
    yield made(
        "field", "{c} topic:economy", "{c} страна:kz lang:ru", '{c} source:"Издание 7"', "{c} since:7d", "тема:спорт"
    )
    yield made("past", f"{{c}} until:{past:%Y-%m-%d}", f"{{m}} до:{past:%Y-%m-%d} страна:kz")


def _times(name: str, ask: Any, words: Sequence[str]) -> dict[str, float]:
    times = []
    for word in words:
        started = time.perf_counter()
        ask(word)
        times.append((time.perf_counter() - started) * 1000)
    return {f"{name}_p50_ms": quantile(times, 0.5), f"{name}_p99_ms": quantile(times, 0.99)}


def quantile(times: Sequence[float], share: float) -> float:
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)


def sizes(path: Path) -> dict[str, float]:
    """Return three sizes in millions of bytes: the index alone, the index with its words, and the whole file."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (index,) = connection.execute("SELECT sum(length(block)) FROM words_data").fetchone()
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    return {
        "index_mb": round(index / 1e6, 1),
        "database_mb": round(path.stat().st_size / 1e6, 1),
        "bytes_per_article": round(path.stat().st_size / max(1, articles)),
    }
