"""A process that shares the inbox and loses its lease for a while handles its updates once and in order."""

import asyncio

from aiogram.types import Update

from delivery.inbox import Inbox
from domain.lease import PROCESS, Lease, Process
from tests.delivery.rig import Rig
from tests.delivery.test_fairness import asks


async def test_updates_that_waited_in_a_break_of_the_lease_are_handled_once_and_in_order(rig: Rig) -> None:
    gate, began = asyncio.Event(), asyncio.Event()
    handled: list[str] = []

    async def handle(update: Update) -> None:
        assert update.message is not None
        began.set()
        await gate.wait()
        handled.append(update.message.text or "")

    async def take(name: str) -> None:
        process.name = name
        assert await rig.storage.leases.take(name, [f"{PROCESS}{name}"], length=60)
        process.lease.renew(0, length=1e12)

    process = Process("", Lease())
    await take("before")
    inbox = Inbox(rig.bot, rig.storage.inbox, handle, clock=rig.clock, process=process)
    await inbox.start()
    claims = asyncio.ensure_future(inbox.run_claims())
    try:
        async with asyncio.timeout(20):
            await inbox.receive([asks(5, text, 5) for text in ("one", "two", "three")])
            await began.wait()
            process.lease.lose()
            await rig.storage.leases.release("before")
            await take("after")
            inbox.wake()
            while inbox.waiting < 5:  # noqa: ASYNC110 - three of before, of which one is being handled, and three again
                await asyncio.sleep(0.01)
            gate.set()
            while await rig.storage.inbox.waiting():  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            await inbox.settle()
    finally:
        claims.cancel()
        await asyncio.gather(claims, return_exceptions=True)
        await inbox.close()
    # The first one was being handled when the lease was lost, and nothing that this process then sent would reach
    # Telegram.
    assert handled == ["one", "one", "two", "three"]
