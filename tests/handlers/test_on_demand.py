"""Work on request is apart from scheduled digests, and slow requests delay only slow ones."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import pytest

from domain.digest import Digest, DigestRequest, Window
from handlers.on_demand import Desk, DigestDesk
from tests.handlers.rig import Rig
from text.phrases import NO_PHRASES

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)


def request(follows: int = 0) -> DigestRequest:
    return DigestRequest(
        window=Window(NOW - timedelta(days=1), NOW), follows=tuple(f"слово{n}" for n in range(follows))
    )


class Slow:
    """A compose step that waits for a signal, and counts how many calls are in it."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.inside = self.most = 0
        self.threads: set[str] = set()

    def __call__(self, told: frozenset[int]) -> Digest:
        self.inside += 1
        self.most = max(self.most, self.inside)
        self.threads.add(threading.current_thread().name)
        self.go.wait(20)
        self.inside -= 1
        return Digest(Window(NOW, NOW), ())


@pytest.fixture
async def desk(rig: Rig) -> AsyncIterator[DigestDesk]:
    desk = DigestDesk(rig.storage, NO_PHRASES)
    yield desk
    desk.close()


async def until(is_so: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not is_so():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_long_lists_wait_for_each_other_and_nobody_for_them(
    desk: DigestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr("digest.compose.Shortlist.digest", lambda _self, told: slow(told))
    heavy = [asyncio.ensure_future(desk.build(request(40), now=NOW)) for _ in range(12)]
    await until(lambda: slow.inside == 1)
    light = asyncio.ensure_future(desk.build(request(), now=NOW))
    await until(lambda: slow.inside == 2)
    # Scheduled digests are composed in other threads meanwhile.
    assert await asyncio.wait_for(asyncio.to_thread(lambda: "due"), 5) == "due"
    slow.go.set()
    await asyncio.gather(light, *heavy)
    assert slow.most == 2
    assert len(slow.threads) == 2


async def test_a_search_does_not_wait_for_a_digest(desk: DigestDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Slow()
    monkeypatch.setattr("digest.compose.Shortlist.digest", lambda _self, told: slow(told))
    building = asyncio.ensure_future(desk.build(request(), now=NOW))
    await until(lambda: slow.inside == 1)
    words = Desk("words")
    assert await asyncio.wait_for(words.run(str.upper, "пожар"), 5) == "ПОЖАР"
    slow.go.set()
    await building
    words.close()


async def test_readers_are_answered_while_a_dozen_chats_have_their_digests_composed(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow()
    monkeypatch.setattr("digest.compose.Shortlist.digest", lambda _self, told: slow(told))
    people = [await rig.newcomer() for _ in range(40)]
    for person in people:
        await person.send("/digest")
    await until(lambda: slow.inside == 1)
    other = await rig.newcomer()
    await other.send("/help")
    await other.reads("/digest")
    slow.go.set()
    await rig.inbox.settle()
    assert slow.most == 1
    assert all(person.received for person in people)
