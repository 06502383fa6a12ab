"""`search_quality`: which sentences a word finds, over all its inflected forms, on a labelled set of one language.

Sentences are stored as articles and looked for through the storage, as a reader's query is: parsed, matched, all pages.
A query's recall is the share of the labelled sentences it found, its precision the share of what it found that is
labelled; both are means over queries, precision over those that found anything.
"""

import argparse
import asyncio
import json
import tempfile
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from domain.article import Annotation, NewArticle
from domain.clock import AdjustableClock
from domain.feed import NewFeed, PollState
from domain.ids import StoryId
from storage.asking import request_of
from storage.interface import Annotated, PollResult, Storage
from storage.sqlite import open_storage
from text.query import parse
from text.words import index_words

START = datetime(2024, 1, 1, tzinfo=UTC)
_ALL = 10_000  # results at most; the set holds fewer
_BATCH = 500


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with search_*.in.jsonl and .gold.json")
    parser.add_argument(
        "--set", default="ru", help="search_SET; the language is its first two letters: ru ky kk uz uzc uzx tg tgn"
    )
    parser.add_argument("--hits", type=Path, help="write what each query found, as JSON lines, to this file")
    parser.add_argument("--worst", type=int, default=0, help="print so many of the words that found too much or little")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return recall and precision, and the numbers of queries and sentences."""
    task = json.loads((args.data / f"search_{args.set}.in.jsonl").read_text("utf-8"))
    gold = json.loads((args.data / f"search_{args.set}.gold.json").read_text("utf-8"))
    texts = {int(row["id"]): str(row["text"]) for row in task["docs"]}
    queries = {str(row["id"]): str(row["q"]) for row in task["queries"]}
    found = asyncio.run(hits(texts, queries, language=args.set[:2]))
    if args.hits:
        lines = [json.dumps({"id": key, "hits": sorted(ids)}) for key, ids in found.items()]
        args.hits.write_text("\n".join(lines) + "\n", "utf-8")
    for line in worst(gold, found, queries)[: args.worst]:
        print(line)
    recall, precision = score(gold, found)
    return {
        "queries": len(queries),
        "sentences": len(texts),
        "recall": round(recall, 4),
        "precision": round(precision, 4),
    }


def score(gold: Mapping[str, Sequence[int]], found: Mapping[str, Collection[int]]) -> tuple[float, float]:
    """Return the mean recall over labelled queries, and the mean precision over queries that found anything."""
    recalls = [len({*found.get(key, ())} & {*wanted}) / len(wanted) for key, wanted in gold.items()]
    precisions = [len({*found[key]} & {*wanted}) / len(found[key]) for key, wanted in gold.items() if found.get(key)]
    return sum(recalls) / max(1, len(recalls)), sum(precisions) / max(1, len(precisions))


def worst(
    gold: Mapping[str, Sequence[int]], found: Mapping[str, Collection[int]], queries: Mapping[str, str]
) -> list[str]:
    """Return a line for each word that was missed or wrongly found, the worst first."""
    rows = []
    for key, wanted in gold.items():
        missed, wrong = len({*wanted} - {*found[key]}), len({*found[key]} - {*wanted})
        if missed or wrong:
            loss = missed / len(wanted) + wrong / max(1, len(found[key]))
            rows.append((loss, f"{queries[key]}: {missed} missed of {len(wanted)}, {wrong} wrong of {len(found[key])}"))
    return [line for _, line in sorted(rows, reverse=True)]


async def hits(texts: Mapping[int, str], queries: Mapping[str, str], *, language: str = "ru") -> dict[str, set[int]]:
    """Return the ids of the texts that each query found, by the query's id."""
    with tempfile.TemporaryDirectory(prefix="jarchi-search-") as folder:
        opened = await open_storage(Path(folder) / "quality.db", clock=AdjustableClock())
        try:
            stored = await _store(opened.storage, texts, language)
            found = {}
            for key, query in queries.items():
                page = await opened.storage.search.search(request_of(parse(query), limit=_ALL))
                found[key] = {stored[article_id] for article_id in page.best}
            return found
        finally:
            await opened.close()


async def _store(storage: Storage, texts: Mapping[int, str], language: str) -> dict[int, int]:
    """Store each text as an article and a story of its own; return article id → text id."""
    feed, _ = await storage.feeds.add(NewFeed("https://set.example/rss", "Set", "Set", "kg", language), now=START)
    state = PollState(next_poll_at=START + timedelta(days=1))
    rows = list(texts.items())
    stored = {}
    for first in range(0, len(rows), _BATCH):
        # The storage takes a poll's articles from the last to the first.
        articles = tuple(
            NewArticle(f"text {key}", f"text {key}", None, None, text, language, START)
            for key, text in reversed(rows[first : first + _BATCH])
        )
        await storage.feeds.save_poll(PollResult(feed.id, START, state, articles))
        batch = await storage.articles.without_annotation(limit=_BATCH)
        annotated = []
        for article in batch:
            stored[article.id] = int(article.fingerprint.removeprefix("text "))
            annotation = Annotation(language, words=index_words("", article.text, language))
            annotated.append(Annotated(article.id, annotation, StoryId(article.id)))
        await storage.articles.save_annotations(annotated, now=START)
    return stored
