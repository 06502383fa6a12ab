"""Processes share a storage by leases: one works, another takes over, and one that had a break begins anew."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from domain.lease import Work
from domain.process_role import EVERY_ROLE, ProcessRole
from launch.leases import LeaseRenewal, Leases
from launch.sharing import Sharing
from storage.interface import Storage
from tests.storage.openers import open_memory


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    async with open_memory(tmp_path) as opened:
        yield opened.storage


async def test_one_of_two_works_and_the_other_takes_over_at_its_end(storage: Storage) -> None:
    first, second = Leases.shared(), Leases.shared()
    renewal, other = (LeaseRenewal(storage.leases, one, EVERY_ROLE) for one in (first, second))
    await renewal.start()
    await other.start()
    assert [first.work[work].is_held for work in Work] == [True] * len(Work)
    assert [second.work[work].is_held for work in Work] == [False] * len(Work)
    assert [one.process.may_work for one in (first, second)] == [True, True]
    await renewal.close()
    assert [one.process.may_work for one in (first, second)] == [False, True]
    await other.renew()
    assert [second.work[work].is_held for work in Work] == [True] * len(Work)
    await other.close()


async def test_a_process_takes_only_the_work_of_its_roles(storage: Storage) -> None:
    reader, rest = Leases.shared(), Leases.shared()
    await LeaseRenewal(storage.leases, reader, [ProcessRole.READ]).renew()
    await LeaseRenewal(storage.leases, rest, EVERY_ROLE).renew()
    assert {work for work in Work if reader.work[work].is_held} == {Work.INDEX}
    assert {work for work in Work if rest.work[work].is_held} == set(Work) - {Work.INDEX}
    assert rest.polls("outlet.example")
    assert not reader.polls("outlet.example")


async def test_every_host_is_polled_by_one_of_the_pollers(storage: Storage) -> None:
    pollers = [Leases.shared() for _ in range(3)]
    renewals = [LeaseRenewal(storage.leases, one, [ProcessRole.POLL]) for one in pollers]
    for renewal in renewals * 2:
        await renewal.renew()
    for host in (f"outlet{number}.example" for number in range(30)):
        assert sum(one.polls(host) for one in pollers) == 1


async def test_after_a_break_a_process_has_another_name_and_nothing_of_before_is_its_own(storage: Storage) -> None:
    leases = Leases.shared()
    renewal = LeaseRenewal(storage.leases, leases, EVERY_ROLE)
    await renewal.renew()
    before, held = leases.process.name, leases.work[Work.INDEX].held_since()
    await renewal.renew()
    assert leases.process.may_finish(before)
    leases.process.lease.lose()  # as when it was not renewed in time
    await renewal.renew()
    assert leases.process.may_work
    assert not leases.process.may_finish(before)
    assert leases.process.may_finish(leases.process.name)
    assert not held()
    assert leases.work[Work.INDEX].is_held


async def test_a_lease_that_ends_while_the_storage_is_asked_is_a_break_as_well(storage: Storage) -> None:
    leases = Leases.shared()
    renewal = LeaseRenewal(storage.leases, leases, EVERY_ROLE)
    await renewal.renew()
    before, take = leases.process.name, storage.leases.take
    asked: list[str] = []

    async def late(owner: str, names: Sequence[str], *, length: float) -> frozenset[str]:
        if not asked:
            leases.process.lease.lose()  # as when the storage was away until now
        asked.append(owner)
        return await take(owner, names, length=length)

    storage.leases.take = late  # type: ignore[method-assign]
    await renewal.renew()
    assert asked == [before, leases.process.name], "asked again, under another name"
    assert leases.process.may_work
    assert not leases.process.may_finish(before), "an update that was not answered in between would be nobody's"
    assert set((await storage.leases.owners("")).values()) == {leases.process.name}


async def test_the_only_process_needs_no_leases(storage: Storage) -> None:
    sharing = Sharing()
    renewal = LeaseRenewal(storage.leases, sharing.leases, sharing.roles)
    await renewal.start()
    assert all(sharing.lease(work).is_held for work in Work)
    assert sharing.leases.polls("outlet.example")
    assert await storage.leases.owners("") == {}
    await renewal.close()
    assert sharing.leases.process.may_work
