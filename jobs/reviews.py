"""Reviews of the week for chats that want them: queued with the first digest of their week's last day of digests."""

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
_AGAIN = timedelta(days=3)  # for which one review of a week is not followed by another, whatever the timetable becomes


class ReviewBuilder(Protocol):
    """What the reviews need of digest.builder.DigestBuilder."""

    async def review(self, request: DigestRequest, *, now: datetime) -> Digest: ...


@dataclass(frozen=True, slots=True)
class Reviews:
    """Composes reviews before anybody waits for their turn, and queues them beside the digests."""

    storage: Storage
    builder: ReviewBuilder

    async def compose(self, addressees: Sequence[Addressee], *, now: datetime) -> list[tuple[Digest, list[Addressee]]]:
        """Return the reviews for those whose week ends, each with whom it goes to; chats that want the same share one.

        One that cannot be composed is logged, and costs nobody their digest.
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
            except Exception:  # as with digests: a bug with what some want must not cost the others theirs
                log.exception("a review could not be composed", chats=len(group))
                continue
            if digest.stories:
                # Its window says where news goes on that was not told after all: the digest beside it sees to that.
                composed.append((replace(digest, window=Window(now, now)), group))
        return composed

    async def queue(self, composed: Sequence[tuple[Digest, Sequence[Addressee]]], *, now: datetime) -> None:
        """Queue the reviews; timetables stay as they are."""
        for digest, group in composed:
            to = [Addressee(one.chat, one.chat.next_due_at, one.is_silent) for one in group]
            await self.storage.outbox.enqueue(PostKind.REVIEW, digest, to, now=now)


def ends_week(to: Addressee) -> bool:
    """Return whether a digest is the first one of its chat on the last day of the week on which digests come."""
    if to.window_end is None or to.served_slot is None:
        return False
    day = datetime.fromisoformat(to.served_slot).date()
    served = to.chat.served_slot
    is_first = served is None or datetime.fromisoformat(served).date() < day
    return is_first and day.weekday() == _last_day(to.chat.timetable)


def _last_day(timetable: Timetable) -> int | None:
    return max(timetable.weekdays, default=None)
