"""A process that stores and annotates articles until it is killed: `ingest.py FILE`.

It prints the number of articles after each batch; at least as many must be stored when it was killed.
"""

import asyncio
import sys
from pathlib import Path

from domain.clock import AdjustableClock
from domain.ids import StoryId
from storage.interface import Annotated
from storage.sqlite import open_storage
from tests.storage.shelf import Shelf, annotate

BATCH = 40


async def main(path: Path) -> None:
    opened = await open_storage(path, clock=AdjustableClock(), is_alone=True)
    shelf, articles = Shelf(opened.storage), opened.storage.articles
    there = (await opened.storage.housekeeping.counts())["articles"]
    while True:
        numbers = range(there + 1, there + BATCH + 1)
        new = [shelf.article(f"Пожар номер {number}", key=f"article {number}") for number in numbers]
        await shelf.poll(*reversed(new))
        waiting = await articles.without_annotation(limit=2 * BATCH)
        batch = [
            Annotated(one.id, annotate(one.title or "", one.text, "ru"), StoryId(1 + one.id // 3)) for one in waiting
        ]
        await articles.save_annotations(batch, now=shelf.now)
        there += BATCH
        print(there, flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
