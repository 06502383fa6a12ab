"""When the window of stories is clustered again."""

import contextlib
import time
from collections.abc import Iterator

# The longest and the shortest pause, in seconds, between two clusterings of the window while few articles are new.
# Between these bounds, the pause lasts LONG_REST times as long as the last clustering.
EVERY, AT_MOST_EVERY = 600.0, 10.0
# With at least this many new articles, the pause is REST times as long as the last clustering, even if it is then
# longer than EVERY or shorter than AT_MOST_EVERY.
AFTER = 20
# The pause is this many times as long as the last clustering took: the first if many articles are new, else the second.
REST, LONG_REST = 10.0, 100.0


class Rejoining:
    """Decides when the window is clustered again, by the number of new articles and the time since the last one."""

    def __init__(self) -> None:
        self.new = 0  # articles that were put into stories since the last clustering began
        self._is_running = False
        self._is_hurried = False  # whether somebody waits for the new articles to be clustered
        self._ended_at = time.monotonic()
        self._took = 0.0  # seconds that the last clustering took

    def hurry(self) -> bool:
        """Make the next clustering due if any article is new; return whether a clustering is due or running."""
        self._is_hurried = self.new > 0
        return self._is_hurried or self._is_running

    def is_due(self) -> bool:
        """Return whether the window should be clustered now; never while no article is new."""
        if self._is_hurried and self.new > 0:
            return True
        rested = time.monotonic() - self._ended_at
        if self.new >= AFTER:
            return rested >= REST * self._took
        return self.new > 0 and rested > min(EVERY, max(AT_MOST_EVERY, LONG_REST * self._took))

    @contextlib.contextmanager
    def running(self) -> Iterator[int]:
        """Record that the window is clustered in this block; yield the number of articles that were new before it.

        If the block raises, the clustering has ended but does not count as the last one.
        """
        started, waited_for = time.monotonic(), self.new
        self.new, self._is_hurried, self._is_running = 0, False, True
        try:
            yield waited_for
        finally:
            self._is_running = False
        self._ended_at = time.monotonic()
        self._took = self._ended_at - started
