"""The troubles in memory, who wants to be told of which, and how often each feed usually publishes."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from domain.ids import ChatId, FeedId, PersonId, UpdateId
from domain.post import Notice, PostKind
from domain.trouble import ALIKE, EARLIER, HISTORY, LATEST, History, OpenTrouble, Rest, Sample, Trouble, TroubleKind
from storage.interface import Addressee
from storage.memory.outbox import queue_post
from storage.memory.rows import ArticleRow
from storage.memory.tables import Tables, second


class MemoryTroubles:
    """The in-memory implementation of storage.interface.TroubleStore."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def current(self) -> tuple[OpenTrouble, ...]:
        return tuple(sorted(self._tables.troubles.values(), key=lambda one: (one.since, one.trouble.key)))

    async def begin(self, trouble: Trouble, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        if trouble.key in self._tables.troubles:
            return False
        self._tables.troubles[trouble.key] = OpenTrouble(trouble, second(now))
        self._tell(notice, told, now)
        return True

    async def end(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> bool:
        if self._tables.troubles.pop(key, None) is None:
            return False
        self._forget_later(key, {rest.person for rest in self._tables.rests.values()})
        self._tell(notice, told, now)
        return True

    async def remind(self, key: str, notice: Notice, told: Sequence[Addressee], *, now: datetime) -> None:
        self._forget_later(key, {to.chat.id for to in told})
        self._tell(notice, told, now)

    def _tell(self, notice: Notice, told: Sequence[Addressee], now: datetime) -> None:
        if told:
            queue_post(self._tables, PostKind.NOTICE, notice, told, now)

    def _forget_later(self, key: str, people: Collection[ChatId]) -> None:
        rests = self._tables.rests
        for one in [one for one in rests.values() if one.key == key and one.until and one.person in people]:
            del rests[one.person, key]

    async def wishes(self) -> Mapping[PersonId, frozenset[TroubleKind]]:
        return {person: frozenset(kinds) for person, kinds in self._tables.wishes.items() if kinds}

    async def wish(
        self,
        person: PersonId,
        kinds: Collection[TroubleKind],
        *,
        is_on: bool,
        now: datetime,
        update_id: UpdateId | None = None,
    ) -> None:
        if self._tables.mark_applied(update_id, now, "wish_troubles"):
            wanted = self._tables.wishes.setdefault(person, set())
            if is_on:
                wanted.update(kinds)
            else:
                wanted.difference_update(kinds)

    async def rests(self) -> tuple[Rest, ...]:
        return tuple(rest for _, rest in sorted(self._tables.rests.items()))

    async def rest(self, rest: Rest, *, now: datetime, update_id: UpdateId | None = None) -> None:
        if self._tables.mark_applied(update_id, now, "rest_trouble"):
            until = second(rest.until) if rest.until else None
            self._tables.rests[rest.person, rest.key] = replace(rest, until=until)

    async def wake(
        self, person: PersonId, key: str | None = None, *, now: datetime, update_id: UpdateId | None = None
    ) -> None:
        if self._tables.mark_applied(update_id, now, "wake_trouble"):
            for one in [one for one in self._tables.rests if one[0] == person and key in (None, one[1])]:
                del self._tables.rests[one]

    async def histories(self, *, now: datetime) -> Mapping[FeedId, History]:
        rows: dict[FeedId, list[ArticleRow]] = {}
        for _, row in sorted(self._tables.articles.items()):
            rows.setdefault(row.feed_id, []).append(row)
        found = ((feed_id, _history(articles, second(now))) for feed_id, articles in rows.items())
        return {feed_id: history for feed_id, history in found if history is not None}


def _history(rows: Sequence[ArticleRow], now: datetime) -> History | None:
    since = now - HISTORY
    published = sorted(row.published_at for row in rows if since <= row.published_at <= now)
    if not published:
        return None
    stored = [row for row in rows if since <= row.stored_at <= now]
    days = Counter((now - row.stored_at) // timedelta(days=1) for row in stored if row.is_pushable)
    texts = [row.article.text[:ALIKE] for row in reversed(stored)]
    return History(
        first_at=published[0],
        newest_at=published[-1],
        longest_gap=max((later - earlier for earlier, later in pairwise(published)), default=timedelta()),
        days=tuple(count for ago, count in sorted(days.items()) if ago),
        today=days[0],
        latest=_sample(texts[:LATEST]),
        earlier=_sample(texts[LATEST : LATEST + EARLIER]),
    )


def _sample(texts: Collection[str]) -> Sample:
    return Sample(len(texts), _count(not text for text in texts), len(set(texts)))


def _count(found: Iterable[bool]) -> int:
    return sum(found)
