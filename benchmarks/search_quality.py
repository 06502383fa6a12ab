"""`search_quality`: which texts of a labelled set a query finds, in all inflections and languages.

The texts are stored as articles. Each query is parsed and searched in the storage as for a reader, and all pages of
results are read. A query's recall is the part of the labelled texts that it found, its precision the part of the found
texts that are labelled; both are means over queries, precision over those with results.

In the set `region`, whose queries have a meaning in six languages, `own` is the recall among texts in the query's
language, `any` among all texts, and texts that only touch the subject do not count for the precision. There a text
counts as found if its story is found, because a reader is shown stories; `bot.py annotate` puts the texts into stories.
The same figures with `_alone` count only texts that match themselves.
"""

import argparse
import asyncio
import contextlib
import json
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from benchmarks.quality import annotated
from benchmarks.servers import postgres_at
from catalogue.loader import load_lexicon
from domain.article import Annotation, NewArticle
from domain.feed import NewFeed, PollState
from domain.ids import StoryId
from launch.storage import Database, open_storage
from storage.interface import Annotated, PollResult, Storage
from storage.search_request import request_of
from text.language import detect
from text.lexicon.lexicon import Lexicon
from text.mentions import named_in
from text.query import parse
from text.words import index_words

START = datetime(2024, 1, 1, tzinfo=UTC)
_ALL = 10_000  # results at most; the set has fewer texts
_BATCH = 500
_CATALOGUE = Path(__file__).parent.parent / "catalogue"
_REGION = "region"
Key = int | str
NO_STORIES: Mapping[Key, StoryId] = {}


@dataclass(frozen=True, slots=True)
class Text:
    """A labelled text; `title` is empty if the set has no titles."""

    title: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class SearchSet:
    """A labelled set: texts by id, queries by id, and the gold in the form of the set's file."""

    texts: Mapping[Key, Text]
    queries: Mapping[str, str]
    gold: Any


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with search_*.in.jsonl and .gold.json")
    parser.add_argument(
        "--set",
        default="ru",
        help="search_SET: ru ky kk uz uzc uzx tg tgn, in the language of its first two letters; names region in all",
    )
    parser.add_argument(
        "--own-language", action="store_true", help="search for the words themselves only, like lang: and the setting"
    )
    parser.add_argument("--postgres", action="store_true", help="search PostgreSQL instead of SQLite")
    parser.add_argument("--url", default="", help="an empty PostgreSQL database; by default a server is started")
    parser.add_argument("--hits", type=Path, help="write what each query found, as JSON lines, to this file")
    parser.add_argument("--worst", type=int, default=0, help="print that many of the worst words")


def run(args: argparse.Namespace) -> dict[str, Any]:
    """Return the recall and precision of the queries, and the numbers of queries and texts.

    The set `region` has two kinds of recall, `own` and `any`.
    """
    labelled = read(args.data, args.set)
    lexicon = None if args.own_language else load_lexicon(_CATALOGUE)
    found = asyncio.run(_hits(args, labelled, lexicon))
    if args.hits:
        lines = [json.dumps({"id": key, "hits": sorted(ids)}) for key, ids in found.items()]
        args.hits.write_text("\n".join(lines) + "\n", "utf-8")
    counts = {"queries": len(labelled.queries), "texts": len(labelled.texts)}
    if args.set == _REGION:
        alone = {f"{name}_alone": value for name, value in region_score(labelled.gold, found).items()}
        rows = annotated(args.data / "cluster_region.in.jsonl")
        stories = {key: StoryId(rows[str(key)]["story"]) for key in labelled.texts}
        told = asyncio.run(_hits(args, labelled, lexicon, stories))
        return counts | region_score(labelled.gold, told) | alone
    for line in worst(labelled.gold, found, labelled.queries)[: args.worst]:
        print(line)
    recall, precision = score(labelled.gold, found)
    return counts | {"recall": round(recall, 4), "precision": round(precision, 4)}


def read(folder: Path, name: str) -> SearchSet:
    """Return the set with this name, read from the files in `folder`.

    The set `region` has no texts of its own. Those of `cluster_region` are used; their language is detected, because
    that set does not give it.
    """
    gold = json.loads((folder / f"search_{name}.gold.json").read_text("utf-8"))
    if name == _REGION:
        lines = (folder / "cluster_region.in.jsonl").read_text("utf-8").splitlines()
        texts = {row["id"]: _of_region(row) for row in map(json.loads, lines)}
        return SearchSet(texts, {query["id"]: query["q"] for query in gold}, gold)
    task = json.loads((folder / f"search_{name}.in.jsonl").read_text("utf-8"))
    found: dict[Key, Text] = {
        int(row["id"]): Text("", str(row["text"]), row.get("language", name[:2])) for row in task["docs"]
    }
    return SearchSet(found, {str(row["id"]): str(row["q"]) for row in task["queries"]}, gold)


def _of_region(row: Mapping[str, Any]) -> Text:
    title, text = row["title"] or "", row["text"]
    return Text(title, text, detect(f"{title}\n{text}"))


def region_score(gold: Sequence[Mapping[str, Any]], found: Mapping[str, Collection[Key]]) -> dict[str, float]:
    """Return the recall among texts of the query's own language and among all, and the precision."""
    counts: Counter[str] = Counter()
    for query in gold:
        hit, wanted, own = {*found.get(query["id"], ())}, {*query["any"]}, {*query["own"]}
        counts.update(own=len(own), own_hit=len(hit & own), any=len(wanted), any_hit=len(hit & wanted))
        counts["shown"] += len(hit - {*query.get("may", ())})
    return {
        "own": round(counts["own_hit"] / max(1, counts["own"]), 4),
        "any": round(counts["any_hit"] / max(1, counts["any"]), 4),
        "precision": round(counts["any_hit"] / max(1, counts["shown"]), 4),
    }


def score(gold: Mapping[str, Sequence[Key]], found: Mapping[str, Collection[Key]]) -> tuple[float, float]:
    """Return the mean recall over labelled queries, and the mean precision over queries with results."""
    recalls = [len({*found.get(key, ())} & {*wanted}) / len(wanted) for key, wanted in gold.items()]
    precisions = [len({*found[key]} & {*wanted}) / len(found[key]) for key, wanted in gold.items() if found.get(key)]
    return sum(recalls) / max(1, len(recalls)), sum(precisions) / max(1, len(precisions))


def worst(
    gold: Mapping[str, Sequence[Key]], found: Mapping[str, Collection[Key]], queries: Mapping[str, str]
) -> list[str]:
    """Return a line for each query that missed a text or found a wrong one, worst first."""
    rows = []
    for key, wanted in gold.items():
        missed, wrong = len({*wanted} - {*found[key]}), len({*found[key]} - {*wanted})
        if missed or wrong:
            loss = missed / len(wanted) + wrong / max(1, len(found[key]))
            rows.append((loss, f"{queries[key]}: {missed} missed of {len(wanted)}, {wrong} wrong of {len(found[key])}"))
    return [line for _, line in sorted(rows, reverse=True)]


async def _hits(
    args: argparse.Namespace,
    labelled: SearchSet,
    lexicon: Lexicon | None,
    stories: Mapping[Key, StoryId] = NO_STORIES,
) -> dict[str, set[Key]]:
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="jarchi-search-"))
        place: Database = Path(folder) / "quality.db"
        if args.postgres:
            place = SecretStr(stack.enter_context(postgres_at(args.url)))
        async with open_storage(place, is_alone=True) as storage:
            return await hits(storage, labelled, lexicon, stories)


async def hits(
    storage: Storage,
    labelled: SearchSet,
    lexicon: Lexicon | None = None,
    stories: Mapping[Key, StoryId] = NO_STORIES,
) -> dict[str, set[Key]]:
    """Return query id → ids of the texts in the found stories; with a lexicon, in all languages.

    The storage must be empty. A text that is not in `stories` is a story by itself.
    """
    stored = await _store(storage, labelled.texts, lexicon, stories)
    found = {}
    for key, query in labelled.queries.items():
        page = await storage.search.search(request_of(parse(query, lexicon=lexicon), limit=_ALL))
        found[key] = {stored[article.id] for story in page.stories for article in story.articles}
    return found


async def _store(
    storage: Storage, texts: Mapping[Key, Text], lexicon: Lexicon | None, stories: Mapping[Key, StoryId]
) -> dict[int, Key]:
    """Store each text as an article in its story; return article id → text id."""
    feed, _ = await storage.feeds.add(NewFeed("https://set.example/rss", "Set", "Set", "kg", "ru"), now=START)
    state = PollState(next_poll_at=START + timedelta(days=1))
    keys = list(texts)
    stored: dict[int, Key] = {}
    for batch in _batches(range(len(keys))):
        # Reversed, because the storage stores the articles of a poll from the last to the first.
        articles = tuple(_article(number, texts[keys[number]]) for number in reversed(batch))
        await storage.feeds.save_poll(PollResult(feed.id, START, state, articles))
        batch_read = []
        for article in await storage.articles.without_annotation(limit=_BATCH):
            key = keys[int(article.fingerprint)]
            stored[article.id] = key
            title, text, language = article.title or "", article.text, texts[key].language
            named = named_in(title, text, language, lexicon) if lexicon else None
            annotation = Annotation(language, words=index_words(title, text, language, named))
            batch_read.append(Annotated(article.id, annotation, stories.get(key, StoryId(-article.id))))
        await storage.articles.save_annotations(batch_read, now=START)
    return stored


def _article(number: int, text: Text) -> NewArticle:
    return NewArticle(str(number), str(number), None, text.title or None, text.text, text.language, START)


def _batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(numbers), _BATCH):
        yield numbers[first : first + _BATCH]
