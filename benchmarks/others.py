"""Two other searches over the same archive, for comparison: a plain FTS5 table, and the search of `reader`.

Each function takes the archive's file, fills a file of its own, and yields a function that takes a word and returns the
number of results on one page.
"""

import contextlib
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.archive import START

_PAGE = 5
_FEED = "https://archive.example/rss"
Ask = Callable[[str], int]


@contextlib.contextmanager
def _rows(archive: Path) -> Iterator[Iterator[tuple[Any, ...]]]:
    with contextlib.closing(sqlite3.connect(archive)) as connection:
        yield iter(connection.execute("SELECT id, title, text FROM articles ORDER BY id"))


@contextlib.contextmanager
def plain_fts5(archive: Path) -> Iterator[Ask]:
    """Yield a function that searches the archive's articles in a plain FTS5 table, and returns the number of results.

    The table has unchanged titles and texts, which FTS5 splits by its usual tokenizer (unicode61) and ranks by bm25.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="jarchi-plain-"))
        rows = stack.enter_context(_rows(archive))
        with contextlib.closing(sqlite3.connect(Path(folder) / "plain.db")) as connection:
            connection.execute("CREATE VIRTUAL TABLE plain USING fts5 (title, text)")
            connection.executemany("INSERT INTO plain (rowid, title, text) VALUES (?, ?, ?)", rows)
            connection.commit()

            def ask(word: str) -> int:
                sql = "SELECT rowid, title, text FROM plain WHERE plain MATCH ? ORDER BY rank LIMIT ?"
                return len(connection.execute(sql, (f'"{word}"', _PAGE)).fetchall())

            yield ask


@contextlib.contextmanager
def reader_search(archive: Path) -> Iterator[Ask]:
    """Yield `reader`'s search, after storing its entries as its updater does, and updating its index once."""
    from reader import make_reader
    from reader._types import EntryData, EntryUpdateIntent

    with tempfile.TemporaryDirectory(prefix="jarchi-reader-") as folder, _rows(archive) as rows:
        reader = make_reader(str(Path(folder) / "reader.db"), search_enabled=True)
        try:
            reader.add_feed(_FEED, allow_invalid_url=True)
            while batch := list(islice(rows, 5000)):
                # The function by which the library `reader` stores entries that it fetched; here nothing is fetched.
                reader._storage.add_or_update_entries(  # noqa: SLF001
                    EntryUpdateIntent(
                        EntryData(_FEED, str(number), title=title, summary=text, published=START),
                        last_updated=START,
                        first_updated=START,
                        first_updated_epoch=START,
                        recent_sort=START,
                    )
                    for number, title, text in batch
                )
            reader.update_search()

            def ask(word: str) -> int:
                found = list(reader.search_entries(f'"{word}"', limit=_PAGE))
                # The results are ids; the text of each result is read separately.
                return len([reader.get_entry(one) for one in found])

            yield ask
        finally:
            reader.close()


OTHERS: dict[str, Callable[[Path], AbstractContextManager[Ask]]] = {"plain_fts5": plain_fts5, "reader": reader_search}
