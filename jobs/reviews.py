"""Reviews of the week, for chats that want one; sent with the first digest on the week's last day with digests.

The digest tick reports the chats whose week ends, after their digests are queued. Reviews are composed by a separate
tick, a few at a time, so that no digest has to wait for them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from digest.requests import request_of
from digest.review import MOST, REVIEWED
from domain.ahead import SKEW
from domain.chat import Chat, Place
from domain.clock import Clock
from domain.digest import Digest, DigestRequest, Window
from domain.lease import Lease
from domain.post import PostKind
from domain.story import Story
from domain.timetable import is_paused
from render.dates import zone_of
from storage.interface import Addressee, Storage, StorageError

log = structlog.get_logger(__name__)
_AGAIN = timedelta(days=3)  # the shortest time between two reviews of a chat, even if its timetable changes
_AT_ONCE = 20  # reviews that are composed in one run of the tick


class ReviewBuilder(Protocol):
    """The methods of digest.builder.DigestBuilder that reviews need."""

    async def reviewed(self, request: DigestRequest) -> Sequence[Story]: ...

    async def review(
        self, request: DigestRequest, *, now: datetime, stories: Sequence[Story] | None = None
    ) -> Digest: ...


class Reviews:
    """The tick for reviews; `on_queued` is called after something was queued for the outbox.

    If the `lease` is lost, it raises LeaseLost and queues nothing, since another process may be sending the same
    review.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        builder: ReviewBuilder,
        *,
        on_queued: Callable[[], None] = lambda: None,
        lease: Lease | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._builder = builder
        self._on_queued = on_queued
        self._lease = lease or Lease.forever()
        self._waiting: dict[Place, Chat] = {}
        self._knows_waiting: Callable[[], bool] = lambda: False

    def add(self, addressees: Iterable[Addressee]) -> None:
        """Of these chats, remember the ones whose week ends with the digest that was just queued for them."""
        self._waiting |= {to.chat.place: to.chat for to in addressees if to.chat.wants_review and ends_week(to)}

    async def run_once(self) -> int:
        """Queue the next reviews; return the number of chats. Timetables are not changed.

        The first run, and the first one after the lease was interrupted, also takes the chats whose week ended earlier
        today, because nobody may have sent them a review.
        """
        now = self._clock.now()
        if not self._knows_waiting():
            held = self._lease.held_since()
            readers = await self._storage.chats.readers()
            self._waiting |= {chat.place: chat for chat in readers if chat.wants_review and has_ended_week(chat, now)}
            self._knows_waiting = held
        if not self._waiting:
            return 0
        had = await self._storage.outbox.received(PostKind.REVIEW, since=now - _AGAIN, until=now + SKEW)
        groups: dict[DigestRequest, list[Chat]] = {}
        for place, chat in list(self._waiting.items()):
            request = request_of(chat, Window(now - REVIEWED, now), is_pushed=True)
            if place in had or is_paused(chat.timetable, now):
                del self._waiting[place]
            elif request in groups or len(groups) < _AT_ONCE:
                groups.setdefault(request, []).append(chat)
        queued = await self._queue(groups, now)
        if queued:
            log.info("reviews queued", chats=queued)
            self._on_queued()
        return queued

    async def _queue(self, groups: dict[DigestRequest, list[Chat]], now: datetime) -> int:
        """Compose and queue a review for each group; log a review that cannot be composed.

        A chat stays in the list until its review is queued, so that after an error of the storage the next run tries
        again.
        """
        stories: Sequence[Story] | None = None
        queued = 0
        for request, chats in groups.items():
            try:
                if stories is None:
                    stories = await self._builder.reviewed(request)
                digest = await self._builder.review(replace(request, limit=MOST), now=now, stories=stories)
            except StorageError:
                raise
            except Exception:  # if one review fails, the others must still go out
                log.exception("a review could not be composed", chats=len(chats))
                self._forget(chats)
                continue
            if digest.stories:
                # If a post is dropped unsent, the chat's next digest covers its window, too. The window of a review is
                # made empty, because digests have covered that time already.
                content = replace(digest, window=Window(now, now))
                to = [Addressee(chat, chat.next_due_at) for chat in chats]
                self._lease.check()
                await self._storage.outbox.enqueue(PostKind.REVIEW, content, to, now=now)
                queued += len(chats)
            self._forget(chats)
        return queued

    def _forget(self, chats: Iterable[Chat]) -> None:
        for chat in chats:
            self._waiting.pop(chat.place, None)


def ends_week(to: Addressee) -> bool:
    """Return whether a digest is its chat's first one on the last weekday of the chat's timetable."""
    if to.window_end is None or to.served_slot is None:
        return False
    day = datetime.fromisoformat(to.served_slot).date()
    served = to.chat.served_slot
    is_first = served is None or datetime.fromisoformat(served).date() < day
    return is_first and day.weekday() == max(to.chat.timetable.weekdays, default=None)


def has_ended_week(chat: Chat, now: datetime) -> bool:
    """Return whether the chat had its last digest today, and today is the last day of its week with digests."""
    if chat.served_slot is None:
        return False
    day = datetime.fromisoformat(chat.served_slot).date()
    today = now.astimezone(zone_of(chat.timetable.zone)).date()
    return day == today and day.weekday() == max(chat.timetable.weekdays, default=None)
