"""Counting the errors in the log, by the part of the program that logged them."""

import contextlib
import logging
from collections import Counter
from collections.abc import Iterator

# The parts of the program; `bot` is for exceptions that were not caught. Other loggers count as `library`.
PLACES = (
    "bot", "catalogue", "cli", "delivery", "digest", "domain", "feeds", "handlers", "jobs", "launch", "render",
    "storage", "stories", "text", "workers",
)  # fmt: skip
LIBRARY = "library"


@contextlib.contextmanager
def counted_errors() -> Iterator[Counter[str]]:
    """Yield a counter: part of the bot → how many errors it logs until the block ends.

    Nothing else of an error is kept.
    """
    counter = _Counting(logging.ERROR)
    logging.getLogger().addHandler(counter)
    try:
        yield counter.errors
    finally:
        logging.getLogger().removeHandler(counter)


class _Counting(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.errors: Counter[str] = Counter(dict.fromkeys((*PLACES, LIBRARY), 0))

    def emit(self, record: logging.LogRecord) -> None:
        room = record.name.partition(".")[0]
        self.errors[room if room in PLACES else LIBRARY] += 1
