"""Updates: returned until they are handled or set aside, and deleted in time."""

from datetime import UTC, datetime, timedelta

from domain.ids import ChatId, UpdateId
from storage.interface import Storage, StoredUpdate
from tests.storage.openers import Opened

NOW = datetime(2026, 11, 24, 6, tzinfo=UTC)
UPDATES = [StoredUpdate(UpdateId(number), ChatId(5), {"message": {"text": f"words {number}"}}) for number in (1, 2, 3)]


async def test_starts_are_counted_for_the_update_alone(storage: Storage) -> None:
    assert await storage.inbox.put(UPDATES, now=NOW) == {1, 2, 3}
    for _ in range(2):
        await storage.inbox.count_start(UpdateId(2), now=NOW)
    assert [(update.update_id, update.starts) for update in await storage.inbox.waiting()] == [(1, 0), (2, 2), (3, 0)]


async def test_what_is_set_aside_is_handed_out_no_more_and_stays_for_two_days(opened: Opened) -> None:
    inbox = opened.storage.inbox
    await inbox.put(UPDATES, now=NOW)
    await inbox.set_aside(UpdateId(2), now=NOW)
    assert [update.update_id for update in await inbox.waiting()] == [1, 3]
    assert await inbox.put(UPDATES, now=NOW) == frozenset()
    await inbox.forget(now=NOW + timedelta(hours=30))
    payloads = {row[0]: row[2] for row in await opened.inside.updates()}
    assert (payloads[1], payloads[3]) == (None, None)
    assert "words 2" in str(payloads[2])
    await inbox.forget(now=NOW + timedelta(hours=49))
    assert await opened.inside.updates() == []


async def test_who_leaves_takes_along_what_was_set_aside(opened: Opened) -> None:
    await opened.storage.inbox.put(UPDATES, now=NOW)
    await opened.storage.inbox.set_aside(UpdateId(2), now=NOW)
    await opened.storage.chats.delete(ChatId(5), now=NOW)
    assert await opened.inside.traces(5) == []


async def test_an_update_is_stored_once_and_erased_when_it_is_handled(opened: Opened) -> None:
    inbox = opened.storage.inbox
    assert await inbox.put(UPDATES[:2], now=NOW) == {1, 2}
    assert await inbox.put(UPDATES, now=NOW) == {3}
    assert await inbox.waiting() == tuple(UPDATES)
    await inbox.mark_handled([UpdateId(1), UpdateId(3)], now=NOW)
    assert await inbox.waiting() == (UPDATES[1],)
    assert await inbox.put(UPDATES, now=NOW) == frozenset()
    assert await opened.inside.updates() == [(1, 0, None), (2, 5, UPDATES[1].payload), (3, 0, None)]


async def test_payloads_go_after_an_hour_and_rows_with_their_marks_after_two_days(opened: Opened) -> None:
    inbox = opened.storage.inbox
    await inbox.put(UPDATES[:1], now=NOW)
    await opened.storage.chats.delete(ChatId(5), now=NOW, update_id=UpdateId(9))
    await inbox.put(UPDATES[1:2], now=NOW)
    await inbox.forget(now=NOW + timedelta(minutes=59))
    assert [update.update_id for update in await inbox.waiting()] == [2]
    await inbox.forget(now=NOW + timedelta(minutes=61))
    assert await inbox.waiting() == ()
    assert await inbox.is_applied(UpdateId(9))
    await inbox.forget(now=NOW + timedelta(days=3))
    assert await opened.inside.updates() == []
    assert not await inbox.is_applied(UpdateId(9))
