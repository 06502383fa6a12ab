"""The real storage, bot, throttle and emulator together, for tests of sending and receiving."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from aiogram import Bot

from delivery.outbox import Outbox
from delivery.pacing import Limits, Pacing
from delivery.throttle import Throttle
from domain.chat import Chat
from domain.clock import AdjustableClock
from domain.digest import Digest
from domain.post import Notice, PostKind
from emulator import Emulator, Person
from feeds.admin import FeedAdmin
from feeds.topics import TopicAdmin
from launch.telegram import Line, Telegram, assemble, connect
from storage.interface import Addressee, Storage
from tests.builders import chat
from tests.storage.openers import Inside, open_storage
from tests.texts import TEXTS
from text.topics import CurrentTopics
from workers.pool import WorkerPool

FAST = Limits(per_second=1000, burst=1000, per_chat_second=1000, chat_burst=1000, per_group_minute=1000)


@dataclass
class Rig:
    emulator: Emulator
    clock: AdjustableClock
    storage: Storage
    inside: Inside
    line: Line

    def outbox(self, **options: Any) -> Outbox:
        """Return the outbox of a newly assembled bot, as after a restart."""
        return self.telegram(**options).outbox

    def telegram(self, **options: Any) -> Telegram:
        return assemble(
            self.line,
            self.storage,
            self.clock,
            feeds=cast("FeedAdmin", None),  # these tests add no feed
            topics=CurrentTopics(),
            topic_admin=cast("TopicAdmin", None),  # nor do they change topics
            pool=cast("WorkerPool", None),  # and read no statistics
            admin_ids=frozenset(),
            default_locale="ru",
            default_zone="Asia/Bishkek",
            texts=TEXTS,
            **options,
        )

    @property
    def bot(self) -> Bot:
        return self.line.bot

    @property
    def throttle(self) -> Throttle:
        return self.line.throttle

    async def deliver(self, **options: Any) -> int:
        """Send everything that is due with a new outbox; return how many deliveries were claimed."""
        outbox = self.outbox(**options)
        await outbox.start()
        try:
            return await outbox.run_once()
        finally:
            await outbox.close()

    async def reader(self, name: str = "Айзада", **changes: object) -> Person:
        """Return a person who has started the bot and whose chat is set up."""
        person = await self.emulator.person(name)
        await person.send("/start")
        await self.storage.chats.save(chat(person.id, **changes), now=self.clock.now())
        return person

    async def broadcast(self, content: Digest | Notice, *chats: Chat, kind: PostKind = PostKind.BREAKING) -> int | None:
        to = [Addressee(one, one.next_due_at) for one in chats]
        return await self.storage.outbox.enqueue(kind, content, to, now=self.clock.now())

    async def states(self) -> list[str]:
        return [delivery.state for delivery in await self.inside.deliveries()]

    def calls(self, method: str = "sendMessage") -> list[dict[str, object]]:
        return [line for line in self.emulator.journal.lines if line["method"] == method]


@contextlib.asynccontextmanager
async def open_rig(
    folder: Path, limits: Limits = FAST, *, enforced: bool = False, clock: AdjustableClock | None = None
) -> AsyncIterator[Rig]:
    """Open a rig; with `enforced` the emulator refuses calls that come too fast."""
    clock = clock or AdjustableClock()
    async with (
        Emulator(clock=clock, limits=enforced) as emulator,
        open_storage(folder, clock=clock) as opened,
        connect(emulator.token, emulator.url, Pacing(limits)) as line,
    ):
        yield Rig(emulator, clock, opened.storage, opened.inside, line)
