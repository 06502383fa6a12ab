"""News that was queued and taken back unsent is told later, whatever took it back."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.chat import ChatState, Place
from domain.ids import ChatId, MessageId
from domain.post import DeliveryReason, DeliveryState
from domain.timetable import plan
from storage.interface import DeliveryOutcome
from tests.jobs.rig import Newsroom, open_newsroom, utc

MINUTE = timedelta(minutes=1)
Takes = Callable[[Newsroom], Awaitable[None]]


async def record(
    newsroom: Newsroom, state: DeliveryState, *, reason: DeliveryReason | None = None, parts_sent: int = 0
) -> None:
    """Record an outcome for each delivery, like the outbox."""
    now = newsroom.clock.now()
    claimed = await newsroom.storage.outbox.claim(now=now, limit=10, lease=MINUTE)
    outcomes = [
        DeliveryOutcome(one.id, state, parts_sent, (MessageId(7),) * parts_sent, reason=reason) for one in claimed
    ]
    await newsroom.storage.outbox.record(outcomes, now=now)


async def pause(newsroom: Newsroom) -> None:
    await newsroom.change(paused_until=date(2026, 3, 3))
    await record(newsroom, DeliveryState.DROPPED, reason=DeliveryReason.PAUSED)


async def lose_rights(newsroom: Newsroom) -> None:
    await newsroom.storage.chats.lose(ChatId(1), ChatState.SUSPENDED, now=newsroom.clock.now())


async def stop(newsroom: Newsroom) -> None:
    await newsroom.change(state=ChatState.STOPPED)


async def lose_while_sending(newsroom: Newsroom) -> None:
    claimed = await newsroom.storage.outbox.claim(now=newsroom.clock.now(), limit=10, lease=MINUTE)
    await newsroom.storage.chats.lose(ChatId(1), ChatState.UNREACHABLE, now=newsroom.clock.now())
    outcomes = [DeliveryOutcome(one.id, DeliveryState.WAITING, reason=DeliveryReason.FLOOD) for one in claimed]
    await newsroom.storage.outbox.record(outcomes, now=newsroom.clock.now())


async def crash_and_lose(newsroom: Newsroom) -> None:
    await newsroom.storage.outbox.claim(now=newsroom.clock.now(), limit=10, lease=MINUTE)
    await newsroom.storage.chats.lose(ChatId(1), ChatState.UNREACHABLE, now=newsroom.clock.now())
    await newsroom.storage.outbox.recover(now=newsroom.clock.now())


async def wake(newsroom: Newsroom) -> None:
    await newsroom.change(state=ChatState.ACTIVE)


@pytest.mark.parametrize("takes", [pause, lose_rights, stop, lose_while_sending, crash_and_lose])
async def test_the_next_digest_tells_what_one_that_was_taken_back_would_have_told(tmp_path: Path, takes: Takes) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Открыт новый парк", at=utc("2026-03-01 01:00"))
        await newsroom.pass_time(utc("2026-03-01 02:00"))
        await takes(newsroom)
        assert await newsroom.storage.outbox.waiting() == 0
        await newsroom.pass_time(utc("2026-03-02 01:00"))
        await wake(newsroom)
        await newsroom.article("Мост починили")
        await newsroom.pass_time(utc("2026-03-03 03:00"))
        first, *later = await newsroom.headlines()
        assert first == ["Открыт новый парк"]
        assert [sorted(digest) for digest in later] == [["Мост починили", "Открыт новый парк"]]


async def test_two_digests_that_were_taken_back_are_told_in_one(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(hours="08:00 12:00")
        await newsroom.article("Открыт новый парк", at=utc("2026-03-01 01:00"))
        await newsroom.article("Мост починили", at=utc("2026-03-01 03:00"))
        await newsroom.pass_time(utc("2026-03-01 06:00"))  # 12:00, and neither has been sent
        await pause(newsroom)  # one delivery of a chat at a time
        await record(newsroom, DeliveryState.DROPPED, reason=DeliveryReason.PAUSED)
        await newsroom.pass_time(utc("2026-03-03 03:00"))
        assert [sorted(digest) for digest in await newsroom.headlines()][2:] == [["Мост починили", "Открыт новый парк"]]


async def test_what_was_sent_in_part_counts_as_told(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        story = await newsroom.article("Открыт новый парк", at=utc("2026-03-01 01:00"))
        await newsroom.pass_time(utc("2026-03-01 02:00"))
        await record(newsroom, DeliveryState.DROPPED, reason=DeliveryReason.CLOSED, parts_sent=1)
        told = await newsroom.storage.told.articles([Place(ChatId(1))], since=utc("2026-03-01 00:00"))
        assert list(told[Place(ChatId(1))]) == [story]
        await newsroom.article("Мост починили")
        await newsroom.pass_time(utc("2026-03-02 03:00"))
        assert await newsroom.headlines() == [["Открыт новый парк"], ["Мост починили"]]


async def test_a_push_that_met_the_night_stands_in_the_next_digest_though_one_was_queued_meanwhile(
    tmp_path: Path,
) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(hours="08:00 12:00")
        await newsroom.storage.follows.add(ChatId(1), "мост", at_once=True, now=newsroom.clock.now())
        await newsroom.article("Мост починили", at=utc("2026-03-01 01:59"))
        newsroom.clock.moment = utc("2026-03-01 02:00")
        assert await newsroom.follow_tick().run_once() == 1
        await newsroom.article("Открыт новый парк", at=utc("2026-03-01 01:59"))
        await newsroom.tick.run_once()
        assert await newsroom.headlines() == [["Мост починили"], ["Открыт новый парк"]]
        # The pushed story; the digest waits for it.
        await record(newsroom, DeliveryState.DROPPED, reason=DeliveryReason.QUIET)
        await record(newsroom, DeliveryState.SENT, parts_sent=1)
        await newsroom.pass_time(utc("2026-03-01 06:00"))
        assert (await newsroom.headlines())[2:] == [["Мост починили"]]


async def test_a_button_pressed_meanwhile_does_not_close_the_window_again(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat()
        await newsroom.article("Открыт новый парк", at=utc("2026-03-01 01:00"))
        await newsroom.pass_time(utc("2026-03-01 02:00"))
        read = await newsroom.storage.chats.get(Place(ChatId(1)))
        assert read is not None
        await record(newsroom, DeliveryState.DROPPED, reason=DeliveryReason.PAUSED)
        await newsroom.storage.chats.save(
            plan(replace(read, topics=("society",)), newsroom.clock.now()), now=newsroom.clock.now()
        )
        await newsroom.pass_time(utc("2026-03-02 03:00"))
        assert (await newsroom.headlines())[1:] == [["Открыт новый парк"]]


async def test_an_alert_that_is_taken_back_brings_no_older_news_with_it(tmp_path: Path) -> None:
    async with open_newsroom(tmp_path, "2026-03-01 00:00") as newsroom:
        await newsroom.chat(wants_breaking=True)
        story = await newsroom.article("В горах трясёт", at=utc("2026-03-01 01:00"))
        for number in range(12):  # two more than fit into a digest
            await newsroom.article(f"Весть {number} из города", at=utc("2026-03-01 01:00"))
        await newsroom.pass_time(utc("2026-03-01 02:00"))
        await record(newsroom, DeliveryState.SENT, parts_sent=1)
        newsroom.clock.moment = utc("2026-03-01 04:00")
        told = [headline for digest in await newsroom.headlines() for headline in digest]
        assert len(told) == 10
        assert "В горах трясёт" not in told
        for source in ("Тандем", "Вестник", "Обзор", "Полдень"):
            await newsroom.article("В горах землетрясение, 3 пострадавших", source=source, story=story)
        await newsroom.breaking_tick().run_once()
        assert len(await newsroom.queued()) == 2
        await lose_rights(newsroom)
        await wake(newsroom)
        await newsroom.pass_time(utc("2026-03-02 02:00"))
        assert (await newsroom.headlines())[-1] == ["В горах трясёт"]
