"""Reviews of the week, for chats that want them: queued with the first digest on the week's last day with digests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from digest.requests import request_of
from digest.review import MOST, REVIEWED
from domain.ahead import SKEW
from domain.chat import Timetable
from domain.digest import Digest, DigestRequest, Window
from domain.post import PostKind
from storage.interface import Addressee, Storage

log = structlog.get_logger(__name__)
_AGAIN = timedelta(days=3)  # the shortest time between two reviews of a chat, however its timetable changes


class ReviewBuilder(Protocol):
    """The part of digest.builder.DigestBuilder that reviews need."""

    async def review(self, request: DigestRequest, *, now: datetime) -> Digest: ...


@dataclass(frozen=True, slots=True)
class Reviews:
    """Composes reviews before the lock of the history is taken, and queues them together with digests."""

    storage: Storage
    builder: ReviewBuilder

    async def compose(self, addressees: Sequence[Addressee], *, now: datetime) -> list[tuple[Digest, list[Addressee]]]:
        """Return the reviews for chats whose week ends, each with its chats; chats with equal wishes share one.

        A review that cannot be composed is logged, and does not affect digests.
        """
        ending = [to for to in addressees if to.chat.wants_review and ends_week(to)]
        if not ending:
            return []
        had = await self.storage.outbox.received(PostKind.REVIEW, since=now - _AGAIN, until=now + SKEW)
        groups: dict[DigestRequest, list[Addressee]] = {}
        for to in ending:
            if to.chat.place not in had:
                request = request_of(to.chat, Window(now - REVIEWED, now), is_pushed=True)
                groups.setdefault(replace(request, limit=MOST), []).append(to)
        composed = []
        for request, group in groups.items():
            try:
                digest = await self.builder.review(request, now=now)
            except Exception:  # as with digests: a bug with one request must not affect the others
                log.exception("a review could not be composed", chats=len(group))
                continue
            if digest.stories:
                # With an empty window, dropping a review reopens nothing: dropping the digest queued with it does.
                composed.append((replace(digest, window=Window(now, now)), group))
        return composed

    async def queue(self, composed: Sequence[tuple[Digest, Sequence[Addressee]]], *, now: datetime) -> None:
        """Queue the reviews, without changing timetables."""
        for digest, group in composed:
            to = [Addressee(one.chat, one.chat.next_due_at, one.is_silent) for one in group]
            await self.storage.outbox.enqueue(PostKind.REVIEW, digest, to, now=now)


def ends_week(to: Addressee) -> bool:
    """Return whether a digest is its chat's first one on the last day of the week with digests."""
    if to.window_end is None or to.served_slot is None:
        return False
    day = datetime.fromisoformat(to.served_slot).date()
    served = to.chat.served_slot
    is_first = served is None or datetime.fromisoformat(served).date() < day
    return is_first and day.weekday() == _last_day(to.chat.timetable)


def _last_day(timetable: Timetable) -> int | None:
    return max(timetable.weekdays, default=None)
