"""What the ticks that push single stories share: counting each chat's messages, and going on after an error."""

import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import structlog

from domain.ahead import SKEW
from domain.chat import Chat, Place
from domain.ids import StoryId
from domain.lease import LeaseLost
from domain.post import PostKind
from storage.interface import OutboxStore, StorageError

log = structlog.get_logger(__name__)

_DAY = timedelta(hours=24)


class DayCounts:
    """The number of messages of one kind that each chat got within 24 hours."""

    def __init__(self, counts: dict[Place, int]) -> None:
        self._counts = counts

    def of(self, place: Place) -> int:
        return self._counts.get(place, 0)

    def add(self, chats: Iterable[Chat]) -> None:
        """Count one more message for each of these chats."""
        for chat in chats:
            self._counts[chat.place] = self.of(chat.place) + 1


async def day_counts(outbox: OutboxStore, kind: PostKind, *, now: datetime) -> DayCounts:
    return DayCounts(await outbox.received(kind, since=now - _DAY, until=now + SKEW))


@contextlib.contextmanager
def one_story(event: str, story_id: StoryId) -> Iterator[None]:
    """Run the block for one story; an error in it is logged as `event`, so that other stories are still told.

    An error of the storage and LeaseLost are raised, because they concern all stories; the next tick tries again.
    """
    try:
        yield
    except (StorageError, LeaseLost):
        raise
    except Exception:
        log.exception(event, story=story_id)
