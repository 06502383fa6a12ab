"""Telling the newsroom what is wrong with feeds or the bot: once when it begins, and once when it is over."""

import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import structlog

from domain.chat import Place
from domain.clock import Clock
from domain.feed import Feed
from domain.ids import FeedId, PersonId
from domain.post import Notice
from domain.trouble import Facts, History, OpenTrouble, Trouble, troubles
from jobs.backups import Backups
from storage.interface import Addressee, Storage

log = structlog.get_logger(__name__)

WRONG_FOR = timedelta(minutes=5)  # a trouble is reported only after this time, since a single check may fail
WELL_FOR = timedelta(minutes=30)  # the end of a trouble is reported only after this time without it
# How often each feed publishes is computed only once in this time, because it changes slowly and takes long.
_HISTORY_AGE = timedelta(hours=1)
_HOUR = timedelta(hours=1)

Check = Callable[[], Awaitable[Mapping[str, str | None]]]


class TroubleTick:
    """The tick for troubles.

    `owners` are the people in ADMIN_IDS; `checks` runs the checks behind /health; `room` returns (free bytes, needed
    bytes) on the database's disk, or None if the database is on another machine; `refused` returns how many messages
    could not be sent since the start; `on_queued` is called after something was queued for the outbox; `monotonic`
    measures how long the bot has run.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        *,
        owners: frozenset[PersonId],
        checks: Check,
        room: Callable[[], Awaitable[tuple[int, int] | None]],
        refused: Callable[[], int],
        backups: Backups | None = None,
        on_queued: Callable[[], None] = lambda: None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._storage = storage
        self._clock = clock
        self._owners = owners
        self._checks = checks
        self._room = room
        self._refused = refused
        self._backups = backups
        self._on_queued = on_queued
        self._monotonic = monotonic
        self._started = monotonic()
        # Key of a trouble → since when its state differs from what the newsroom was told.
        self._differs: dict[str, datetime] = {}
        # (moment, number of messages that could not be sent from the start until then), for moments of the last hour.
        self._refusals: list[tuple[datetime, int]] = []
        self._histories: Mapping[FeedId, History] = {}
        self._histories_at: datetime | None = None

    async def run_once(self) -> int:
        """Queue notices of troubles that have begun or ended, and further ones for people who asked to be told later.

        Return the number of notices.
        """
        now, feeds = self._clock.now(), await self._storage.feeds.all()
        told_of = {one.trouble.key: one for one in await self._storage.troubles.current()}
        wrong = {one.key: one for one in troubles(await self._facts(feeds, now), told_of.keys())}
        differing = wrong.keys() ^ told_of.keys()
        self._differs = {key: min(self._differs.get(key, now), now) for key in differing}
        polled = {feed.id for feed in feeds if not feed.is_paused}
        told = 0
        for key, since in self._differs.items():
            if key in wrong and now - since >= WRONG_FOR:
                told += await self._begin(wrong[key], now)
            elif key in told_of and told_of[key].trouble.feed_id not in (None, *polled):
                # The feed was paused or removed. The trouble ends, but nobody is told that the feed works again.
                await self._storage.troubles.end(key, _over(told_of[key].trouble), (), now=now)
            elif key in told_of and now - since >= WELL_FOR:
                told += await self._end(told_of[key].trouble, now)
        told += await self._remind(wrong, told_of, now)
        if told:
            log.info("the newsroom is told what is wrong or well again", notices=told)
            self._on_queued()
        return told

    async def _facts(self, feeds: tuple[Feed, ...], now: datetime) -> Facts:
        if self._histories_at is None or abs(now - self._histories_at) >= _HISTORY_AGE:
            self._histories, self._histories_at = await self._storage.troubles.histories(now=now), now
        room = await self._room()
        # Moments after now are of a clock that was ahead.
        latest = [one for one in self._refusals if timedelta(0) <= now - one[0] <= _HOUR]
        self._refusals = [*latest, (now, self._refused())]
        return Facts(
            now=now,
            feeds=feeds,
            histories=self._histories,
            faults=await self._checks(),
            refused=self._refusals[-1][1] - self._refusals[0][1],
            free=room[0] if room else None,
            needed=room[1] if room else 0,
            copied_at=None if self._backups is None else self._backups.latest or now - self._age,
        )

    @property
    def _age(self) -> timedelta:
        """For how long the bot has run; by the machine's own clock, as the other one may be moved meanwhile."""
        return timedelta(seconds=self._monotonic() - self._started)

    async def _begin(self, trouble: Trouble, now: datetime) -> bool:
        told = await self._people(trouble, now, with_resting=False)
        return await self._storage.troubles.begin(trouble, _notice(trouble), told, now=now) and bool(told)

    async def _end(self, trouble: Trouble, now: datetime) -> bool:
        told = await self._people(trouble, now, with_resting=True)
        return await self._storage.troubles.end(trouble.key, _over(trouble), told, now=now) and bool(told)

    async def _remind(self, wrong: Mapping[str, Trouble], told_of: Mapping[str, OpenTrouble], now: datetime) -> int:
        due = [one for one in await self._storage.troubles.rests() if one.until is not None and one.until <= now]
        told = 0
        for key in sorted({one.key for one in due} & wrong.keys() & told_of.keys()):
            waiting = {one.person for one in due if one.key == key}
            people = [
                to for to in await self._people(wrong[key], now, with_resting=True) if to.chat.place.chat_id in waiting
            ]
            if people:
                await self._storage.troubles.remind(key, _notice(wrong[key]), people, now=now)
                told += 1
        return told

    async def _people(self, trouble: Trouble, now: datetime, *, with_resting: bool) -> list[Addressee]:
        """Return the people of the newsroom who want to hear of troubles of this kind and have a chat with the bot.

        People who muted it are left out; without `with_resting`, so are those who want to be told later.
        """
        newsroom = self._owners | {member.person for member in await self._storage.newsroom.members()}
        silent = {
            one.person
            for one in await self._storage.troubles.rests()
            if one.key == trouble.key and (one.until is None or (one.until > now and not with_resting))
        }
        wanting = [person for person, kinds in (await self._storage.troubles.wishes()).items() if trouble.kind in kinds]
        chats = [
            await self._storage.chats.get(Place(person)) for person in sorted(newsroom.intersection(wanting) - silent)
        ]
        return [Addressee(chat, None) for chat in chats if chat is not None]


def _notice(trouble: Trouble) -> Notice:
    return Notice(f"trouble-{trouble.kind}", {**trouble.args, "trouble": trouble.key})


def _over(trouble: Trouble) -> Notice:
    return Notice(f"trouble-{trouble.kind}-over", dict(trouble.args))
