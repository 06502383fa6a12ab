"""The newsroom is told of each trouble once, and once when it is over; a weekly paper's silence is not a trouble."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from domain.article import NewArticle
from domain.audit import Change
from domain.feed import Feed, FeedField, NewFeed, PollOutcome, Reason
from domain.ids import MessageId, person_id
from domain.post import DeliveryState, Notice
from domain.roles import Role
from domain.trouble import Rest, TroubleKind
from feeds.fetching.outcome import Failed, Fetched, Outcome
from feeds.schedule import Polled, decide
from jobs.backups import Backups
from jobs.troubles import TroubleTick
from storage.interface import DeliveryOutcome, PollResult, Size, Storage, StorageError
from tests.builders import NOW, HandClock, chat
from tests.storage.openers import OPENERS

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEP = timedelta(minutes=30)  # between two runs of the tick
START = NOW - 14 * DAY  # the feeds have been polled for a fortnight before anybody listens
NEW_ADDRESS = "https://new.example/rss"
EDITOR, DISK_ONLY, STRANGER = person_id(7), person_id(8), 9
# Outlet → hours between two articles, which come by day only; "Седмица" comes out once a week.
OUTLETS = {"Тандем": 1, "Седмица": 168, "Пропавшая": 1, "Молчун": 1, "Переезд": 1, "Вёрстка": 1, "Поток": 2}


@dataclass
class World:
    """Outlets, their faults, and a bot that polls them; `day` counts from NOW."""

    storage: Storage
    clock: HandClock
    backups: Backups
    told: list[tuple[float, int, Notice]] = field(default_factory=list)  # (day, person, notice)
    extra: dict[str, tuple[float, float]] = field(default_factory=dict)  # trouble → the days on which it lasts
    rng: random.Random = field(default_factory=lambda: random.Random(5))

    @property
    def day(self) -> float:
        return (self.clock.now() - NOW) / DAY

    def has(self, trouble: str) -> bool:
        first, last = self.extra.get(trouble, (0.0, 0.0))
        return first <= self.day < last

    def moments(self, name: str) -> list[datetime]:
        """Return when the outlet published what its document holds now."""
        step, now = OUTLETS[name] * HOUR, self.clock.now()
        hour = now.replace(minute=0, second=0)
        if name == "Поток" and self.has("flood"):
            return [hour - minutes * timedelta(minutes=5) for minutes in range(60)]
        last = NOW + ((now - NOW) // step) * step
        moments = [last - number * step for number in range(12 if step > DAY else 30)]
        if step < DAY:
            moments = [moment for moment in moments if 2 <= moment.hour <= 16]
        if name == "Молчун":
            first, end = (NOW + day * DAY for day in self.extra.get("silent", (0.0, 0.0)))
            moments = [moment for moment in moments if not first <= moment < end]
        return moments

    def article(self, name: str, moment: datetime) -> NewArticle:
        first, end = (NOW + day * DAY for day in self.extra.get("layout", (0.0, 0.0)))
        text = "" if name == "Вёрстка" and first <= moment < end else f"{moment:%d %H:%M} открыли мост. {name}."
        key = f"{name} {moment:%m-%dT%H:%M}"
        return NewArticle(key, key, f"https://a.example/{abs(hash(key))}", key, text, "ru", moment)

    def outcome(self, feed: Feed) -> Outcome:
        if feed.source == "Пропавшая" and self.has("gone"):
            return Failed(PollOutcome.GONE, Reason("feed-error-gone"))
        moves = feed.source == "Переезд" and self.has("moved") and feed.url != NEW_ADDRESS
        return Fetched(feed.url, b"", "", permanent_url=NEW_ADDRESS if moves else None)

    async def poll(self) -> None:
        now = self.clock.now()
        for feed in await self.storage.feeds.all():
            if feed.state.next_poll_at > now or feed.is_paused:
                continue
            outcome = self.outcome(feed)
            moments = self.moments(feed.source) if isinstance(outcome, Fetched) else []
            decided = decide(feed.state, feed.url, Polled(outcome, published=moments), now=now, rng=self.rng)
            articles = tuple(self.article(feed.source, moment) for moment in moments)
            await self.storage.feeds.save_poll(
                PollResult(feed.id, now, decided.state, articles, decided.new_url, is_read=bool(moments))
            )

    async def checks(self) -> Mapping[str, str | None]:
        fault = "no answer within 3 s"
        is_blip = abs(self.day - 2) < STEP / DAY / 3  # one check that fails once
        return {"workers": fault if self.has("workers") or is_blip else None, "outbox": None, "database": None}

    async def room(self) -> tuple[int, int] | None:
        return (90_000_000 if self.has("disk") else 900_000_000), 200_000_000

    def refused(self) -> int:
        first, end = self.extra.get("deliveries", (0.0, 0.0))
        return round(max(0.0, min(self.day, end) - first) * 24 * 60)  # one each minute

    async def copy(self, target: Path) -> None:
        if self.has("backup"):
            raise StorageError("storage-full")
        target.write_bytes(b"copy")

    async def deliver(self) -> None:
        """Send what waits, as the outbox does."""
        now = self.clock.now()
        while deliveries := await self.storage.outbox.claim(now=now, limit=50, lease=HOUR):
            for one in deliveries:
                post = await self.storage.outbox.post(one.post_id)
                assert post is not None
                assert isinstance(post.content, Notice)
                self.told.append((self.day, one.chat_id, post.content))
            await self.storage.outbox.record(
                [DeliveryOutcome(one.id, DeliveryState.SENT, 1, (MessageId(1),)) for one in deliveries], now=now
            )

    def tick(self) -> TroubleTick:
        return TroubleTick(
            self.storage,
            self.clock,
            owners=frozenset(),
            checks=self.checks,
            room=self.room,
            refused=self.refused,
            backups=self.backups,
            monotonic=lambda: self.clock.moment.timestamp(),
        )

    async def run(self, tick: TroubleTick, days: float) -> None:
        until = self.clock.now() + days * DAY
        while self.clock.moment < until:
            self.clock.moment += STEP
            await self.poll()
            await self.backups.run_once()
            await tick.run_once()
            await self.deliver()

    def heard(self, person: int) -> Counter[tuple[str, str]]:
        """Return how often a person was told what, as (kind, feed)."""
        return Counter(
            (one.key.removeprefix("trouble-"), str(one.args.get("title", "")))
            for _, to, one in self.told
            if to == person
        )


@pytest.fixture
async def world(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    clock = HandClock(START)
    async with OPENERS[getattr(request, "param", "memory")](tmp_path, clock=clock) as opened:
        world = World(opened.storage, clock, None)  # type: ignore[arg-type]  # set right below
        world.backups = Backups(
            tmp_path / "backups",
            world.copy,
            size,
            clock,
            zone="Asia/Bishkek",
            days=7,
            weeks=4,
            monotonic=lambda: clock.moment.timestamp(),
        )
        for name in OUTLETS:
            await world.storage.feeds.add(NewFeed(f"https://{abs(hash(name))}.example/rss", name, name), now=START)
        while clock.moment < NOW:
            clock.moment += HOUR
            await world.poll()
        for person in (EDITOR, DISK_ONLY, STRANGER):
            await world.storage.chats.save(chat(person), now=NOW)
        for person in (EDITOR, DISK_ONLY):
            await world.storage.newsroom.set_role(person_id(person), Role.EDITOR, Change(None, "role"), now=NOW)
        for person in (EDITOR, STRANGER):
            await world.storage.troubles.wish(person_id(person), list(TroubleKind), is_on=True, now=NOW)
        await world.storage.troubles.wish(DISK_ONLY, [TroubleKind.DISK], is_on=True, now=NOW)
        yield world


async def size() -> Size:
    return Size(1000, 0)


@pytest.mark.parametrize("wrong", [730 * DAY, -730 * DAY, timedelta(0)])
async def test_a_clock_that_was_wrong_when_the_bot_started_neither_raises_nor_silences_an_alert(
    world: World, wrong: timedelta
) -> None:
    hours = 0
    world.clock.moment += wrong
    tick = TroubleTick(
        world.storage, world.clock, owners=frozenset(), checks=world.checks, room=world.room,
        refused=lambda: hours, backups=world.backups, monotonic=lambda: hours * 3600.0,
    )  # fmt: skip
    world.extra["backup"] = (0.0, 9.0)
    await tick.run_once()
    world.clock.moment -= wrong
    for hours in range(1, 60):  # one message is refused in each hour
        assert world.heard(EDITOR)["backup", ""] == (hours > 38)
        world.clock.moment += HOUR
        await tick.run_once()
        await world.deliver()
    assert world.heard(EDITOR)["deliveries", ""] == 0
    assert world.heard(EDITOR)["backup", ""] == 1


@pytest.mark.slow
@pytest.mark.parametrize("world", ["memory", "sqlite"], indirect=True)
async def test_over_a_fortnight_each_trouble_is_told_once_and_once_when_it_is_over(world: World) -> None:
    world.extra = {
        "gone": (1, 3), "silent": (4, 6.5), "moved": (5, 20), "layout": (6, 8), "flood": (9, 10), "workers": (10, 10.1),
        "deliveries": (10.5, 10.6), "disk": (11, 11.3), "backup": (2, 5),
    }  # fmt: skip
    await world.run(world.tick(), 7)
    await world.run(world.tick(), 7)  # the bot was started again
    of_feeds = {"gone": "Пропавшая", "silent": "Молчун", "moved": "Переезд", "layout": "Вёрстка", "flood": "Поток"}
    causes = [(f"feed-{kind}", feed) for kind, feed in of_feeds.items()]
    causes += [(kind, "") for kind in ("deliveries", "workers", "disk", "backup")]
    expected = Counter(causes) + Counter((f"{kind}-over", feed) for kind, feed in causes)
    assert world.heard(EDITOR) == expected
    assert world.heard(DISK_ONLY) == Counter([("disk", ""), ("disk-over", "")])
    assert world.heard(STRANGER) == Counter()
    assert await world.storage.troubles.current() == ()


@pytest.mark.slow
async def test_a_mute_lasts_and_a_later_reminder_comes_back(world: World) -> None:
    world.extra = {"disk": (1, 4)}
    await world.run(world.tick(), 1.5)
    await world.storage.troubles.rest(Rest(EDITOR, "disk", None), now=world.clock.now())
    await world.storage.troubles.rest(Rest(DISK_ONLY, "disk", world.clock.now() + DAY), now=world.clock.now())
    await world.run(world.tick(), 3.5)
    world.extra = {"disk": (6, 7)}
    await world.run(world.tick(), 3)
    assert world.heard(EDITOR) == Counter([("disk", "")])
    days = [(round(day, 1), notice.key) for day, person, notice in world.told if person == DISK_ONLY]
    disk = "trouble-disk"
    assert days == [(1.0, disk), (2.5, disk), (4.0, f"{disk}-over"), (6.0, disk), (7.0, f"{disk}-over")]


async def test_who_lost_the_role_hears_nothing_more_and_a_paused_feed_is_no_trouble(world: World) -> None:
    world.extra = {"silent": (0.5, 14), "disk": (4, 5)}
    await world.run(world.tick(), 3)
    assert world.heard(EDITOR) == Counter([("feed-silent", "Молчун")])
    (feed,) = [feed for feed in await world.storage.feeds.all() if feed.source == "Молчун"]
    now = world.clock.now()
    await world.storage.feeds.edit(feed.id, FeedField.PAUSED, value=True, change=Change(None, "feed-paused"), now=now)
    await world.storage.newsroom.set_role(DISK_ONLY, None, Change(None, "role"), now=now)
    await world.run(world.tick(), 3)
    assert world.heard(EDITOR) == Counter([("feed-silent", "Молчун"), ("disk", ""), ("disk-over", "")])
    assert world.heard(DISK_ONLY) == Counter()
    assert await world.storage.troubles.current() == ()
