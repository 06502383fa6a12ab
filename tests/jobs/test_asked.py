"""A digest on request while the chat's own one is being sent: no story is told twice."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import cast

from domain.chat import Place
from domain.digest import Digest
from domain.ids import ChatId, MessageId, UpdateId, person_id
from domain.post import DeliveryState
from handlers.ask import Ask
from handlers.on_demand import DigestDesk
from handlers.requests import DigestRequests
from handlers.topics import TopicNames
from storage.interface import Addressee, DeliveryOutcome, QueuedDigest
from tests.jobs.rig import Newsroom, open_newsroom, utc
from tests.texts import TEXTS
from text.topics import CurrentTopics

OLD = [f"Весть {number} из города" for number in range(12)]


async def ask(newsroom: Newsroom, update_id: int = 1) -> Digest:
    chat = await newsroom.storage.chats.get(Place(ChatId(1)))
    assert chat is not None
    requests = DigestRequests(
        newsroom.storage, cast("DigestDesk", newsroom.builder), newsroom.history, TopicNames(CurrentTopics())
    )
    now, t = newsroom.clock.now(), TEXTS.translator("ru")
    digest, _ = await requests.own(
        Ask(chat, is_known=True, person=person_id(1), role=None, t=t, now=now, update_id=UpdateId(update_id))
    )
    return digest


async def send(newsroom: Newsroom) -> list[str]:
    """Run the outbox; return what it sends."""
    now = newsroom.clock.now()
    sent: list[str] = []
    while claimed := await newsroom.storage.outbox.claim(now=now, limit=10, lease=timedelta(minutes=1)):
        for delivery in claimed:
            post = await newsroom.storage.outbox.post(delivery.post_id)
            assert post is not None
            sent += headlines(post.content)
        outcomes = [DeliveryOutcome(one.id, DeliveryState.SENT, 1, (MessageId(1),)) for one in claimed]
        await newsroom.storage.outbox.record(outcomes, now=now)
    return sent


def headlines(content: object) -> Sequence[str]:
    assert isinstance(content, Digest)
    return [story.headline for story in content.stories]


async def morning(newsroom: Newsroom, stories: int) -> None:
    await newsroom.chat()
    for headline in OLD[:stories]:
        await newsroom.article(headline, at=utc("2026-03-01 01:00"))
    newsroom.clock.moment = utc("2026-03-01 02:00")


async def test_who_asks_in_the_second_of_the_push_is_told_once(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await morning(newsroom, 3)
        shown, _ = await asyncio.gather(ask(newsroom), newsroom.tick.run_once())
        await newsroom.tick.run_once()
        assert sorted([*headlines(shown), *await send(newsroom)]) == OLD[:3]


async def test_a_push_that_is_overtaken_comes_with_what_is_left(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await morning(newsroom, 12)
        await newsroom.tick.run_once()
        shown = headlines(await ask(newsroom))
        assert len(shown) == 10
        await newsroom.tick.run_once()
        assert sorted([*shown, *await send(newsroom)]) == sorted(OLD)
        chat = await newsroom.storage.chats.get(Place(ChatId(1)))
        assert chat is not None
        assert chat.next_due_at == utc("2026-03-02 02:00")
        await newsroom.pass_time(utc("2026-03-02 03:00"))
        assert await send(newsroom) == []


async def test_a_push_of_other_stories_stays_on_its_way(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await morning(newsroom, 1)
        await newsroom.tick.run_once()
        # A day later it is still waiting, and its story is older than a day.
        newsroom.clock.moment = utc("2026-03-02 01:30")
        await newsroom.article("Мост починили")
        newsroom.clock.moment += timedelta(minutes=1)
        assert headlines(await ask(newsroom)) == ["Мост починили"]
        assert await send(newsroom) == OLD[:1]


async def test_the_same_question_twice_takes_nothing_back(tmp_path: Path) -> None:
    """After a crash an update is handled again."""
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await morning(newsroom, 3)
        await ask(newsroom, update_id=7)
        await newsroom.article("Мост починили")
        newsroom.clock.moment += timedelta(minutes=1)
        await newsroom.tick.run_once()
        await ask(newsroom, update_id=7)
        assert await send(newsroom) == ["Мост починили"]


async def test_a_push_that_is_taken_back_may_be_queued_once_more(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        for number in (1, 2):
            await newsroom.chat(number)
        await newsroom.article(OLD[0], at=utc("2026-03-01 01:00"))
        newsroom.clock.moment = now = utc("2026-03-01 02:00")
        await newsroom.tick.run_once()
        (post_id,) = await newsroom.inside.posts()
        post = await newsroom.storage.outbox.post(post_id)
        assert post is not None
        assert isinstance(post.content, Digest)
        await newsroom.storage.told.record_shown(Place(ChatId(1)), post.content, now=now)
        chat = await newsroom.storage.chats.get(Place(ChatId(1)))
        assert chat is not None
        again = QueuedDigest(post.content, [Addressee(chat, now + timedelta(days=1))], post.id)
        await newsroom.storage.outbox.enqueue_digests([again], now=now)
        assert await send(newsroom) == [OLD[0]] * 2
