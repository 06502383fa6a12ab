"""Hiding a story while its digest is being sent: no later message has it, and chats that were told get a correction."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from delivery.outbox import Outbox
from delivery.pacing import Limits
from domain.digest import Digest
from domain.ids import ArticleId, MessageId
from domain.post import DeliveryState, Notice
from storage.interface import DeliveryOutcome
from tests.builders import chat, digest
from tests.delivery.rig import Rig, open_rig
from tests.storage.shelf import Shelf

SLOW = Limits(per_second=20, burst=1, per_chat_second=100, chat_burst=100, per_group_minute=1000)
NOTICE = Notice("correction-hidden", {"headline": "Мост закрыт", "headline-kk": "Көпір жабылды"})


def told(rig: Rig, hidden: ArticleId, *headlines: str) -> Digest:
    """Return a digest whose second story contains the article that will be hidden."""
    made = digest(*headlines, now=rig.clock.now())
    stories = tuple(
        replace(story, articles=(hidden,) if story.story_id == 2 else (ArticleId(900 + story.story_id),))
        for story in made.stories
    )
    return Digest(made.window, stories)


async def hide(rig: Rig, outbox: Outbox, hidden: ArticleId) -> None:
    now = rig.clock.now()
    changed = await rig.storage.corrections.hide([hidden], since=now - timedelta(days=7), now=now, notice=NOTICE)
    outbox.withdraw(changed)


async def test_nobody_gets_a_story_after_it_was_hidden_and_who_got_it_is_told_once(tmp_path: Path) -> None:
    async with open_rig(tmp_path, SLOW) as rig:
        hidden = await Shelf(rig.storage).tell("Мост закрыт", story=2)
        readers = [await rig.reader(f"Читатель {number}", locale=("ru", "kk")[number % 2]) for number in range(30)]
        chats = [chat(one.id, locale=("ru", "kk")[number % 2]) for number, one in enumerate(readers)]
        await rig.broadcast(told(rig, hidden, "Парк открыт", "Мост закрыт", "Рынок открыт"), *chats)
        outbox = rig.outbox(in_flight=20)
        await outbox.start()
        async with asyncio.timeout(90), asyncio.TaskGroup() as tasks:
            tasks.create_task(outbox.run())
            try:
                while sum(len(one.received) for one in readers) < 5:  # noqa: ASYNC110 - there is no event to wait for
                    await asyncio.sleep(0.01)
                await hide(rig, outbox, hidden)
                seen = {one.id for one in readers if one.received}
                while await rig.storage.corrections.tell(now=rig.clock.now()) or await rig.storage.outbox.waiting():
                    outbox.wake()
                    await asyncio.sleep(0.05)
            finally:
                await outbox.close()
        got = {one.id for one in readers if "Мост закрыт" in one.received[0].text}
        assert 5 <= len(got) < 30
        assert len(got - seen) <= 1, "only what was on the wire still arrives"
        for number, one in enumerate(readers):
            first, *rest = [message.text for message in one.received]
            assert "Парк открыт" in first
            assert "Рынок открыт" in first
            expected = ("Мост закрыт", "Көпір жабылды")[number % 2]
            assert [expected in text for text in rest] == ([True] if one.id in got else [])


async def test_the_rest_of_a_long_digest_keeps_its_place_and_says_that_a_story_was_taken_back(tmp_path: Path) -> None:
    async with open_rig(tmp_path) as rig:
        hidden = await Shelf(rig.storage).tell("Мост закрыт", story=2)
        long = [f"{number}. " + "Мэрия рассказала о ремонте улиц и новых маршрутах " * 3 for number in range(40)]
        content = told(rig, hidden, *long)
        last = content.stories[-1]  # the last message has the story that is hidden
        content = replace(
            content,
            stories=(*(replace(one, articles=()) for one in content.stories[:-1]), replace(last, articles=(hidden,))),
        )
        aizada = await rig.reader()
        await rig.broadcast(content, chat(aizada.id))
        now = rig.clock.now()
        (first,) = await rig.storage.outbox.claim(now=now, limit=1, lease=timedelta(minutes=1))
        await rig.storage.outbox.record([DeliveryOutcome(first.id, DeliveryState.WAITING, 1, (MessageId(5),))], now=now)
        outbox = rig.outbox()
        await hide(rig, outbox, hidden)
        await outbox.start()
        await outbox.run_once()
        await outbox.close()
        texts = [message.text for message in aizada.received if "Исправление" not in message.text]
        assert "39. Мэрия" not in " ".join(texts)
        assert "38. Мэрия" in texts[-1]
        assert texts[-1].count("Редакция сняла эту новость") == 1


async def test_a_digest_of_nothing_but_the_hidden_story_is_not_sent_at_all(tmp_path: Path) -> None:
    async with open_rig(tmp_path) as rig:
        hidden = await Shelf(rig.storage).tell("Мост закрыт", story=2)
        content = told(rig, hidden, "Парк открыт", "Мост закрыт")
        aizada = await rig.reader()
        await rig.broadcast(replace(content, stories=content.stories[1:]), chat(aizada.id))
        outbox = rig.outbox()
        await hide(rig, outbox, hidden)
        await outbox.start()
        for _ in range(3):
            await outbox.run_once()
            rig.clock.advance(5)
        await outbox.close()
        assert aizada.received == []
        assert await rig.states() == ["dropped"]
