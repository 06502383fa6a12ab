"""Drafts that wait for somebody to confirm them."""

from dataclasses import replace
from datetime import timedelta

from domain.audit import Change
from domain.draft import KEPT, Draft, DraftKind
from domain.ids import ChatId, DraftId, UpdateId, person_id
from storage.interface import Storage
from tests.storage.openers import Opened
from tests.storage.shelf import NOW

WATER = Draft(
    DraftKind.TOPIC, person_id(7), {"key": "water", "seeds": {"ru": ["вода", "полив"]}, "version": 2, "note": None}
)


async def test_a_draft_comes_back_as_it_was_put_and_as_it_was_changed(storage: Storage) -> None:
    made = await storage.drafts.put(WATER, now=NOW)
    assert made.id
    assert await storage.drafts.get(made.id) == replace(WATER, id=made.id)
    await storage.drafts.put(replace(made, content={"key": "reservoirs"}), now=NOW)
    other = await storage.drafts.put(replace(WATER, kind=DraftKind.SUGGESTION), now=NOW)
    assert [one.content for one in await storage.drafts.of(DraftKind.TOPIC)] == [{"key": "reservoirs"}]
    assert await storage.drafts.of(DraftKind.SUGGESTION) == (other,)
    assert await storage.drafts.drop(made.id, now=NOW)
    assert not await storage.drafts.drop(made.id, now=NOW)
    assert await storage.drafts.get(made.id) is None
    await storage.drafts.put(made, now=NOW)
    assert await storage.drafts.get(made.id) is None, "what was dropped stays dropped"


async def test_an_update_that_comes_again_makes_no_second_draft(storage: Storage) -> None:
    made = [await storage.drafts.put(WATER, now=NOW, update_id=UpdateId(5)) for _ in range(2)]
    assert made[0] == made[1]
    assert len(await storage.drafts.of(DraftKind.TOPIC)) == 1


async def test_an_update_that_comes_again_finds_its_own_draft_as_it_is_now(storage: Storage) -> None:
    made = await storage.drafts.put(WATER, now=NOW, update_id=UpdateId(5))
    other = await storage.drafts.put(replace(WATER, content={"key": "roads"}), now=NOW, update_id=UpdateId(6))
    changed = await storage.drafts.put(replace(made, content={"key": "rivers"}), now=NOW)
    assert await storage.drafts.put(WATER, now=NOW, update_id=UpdateId(5)) == changed
    await storage.drafts.drop(made.id, now=NOW)
    assert await storage.drafts.put(WATER, now=NOW, update_id=UpdateId(5)) == WATER
    assert await storage.drafts.of(DraftKind.TOPIC) == (other,)


async def test_an_update_changes_a_stored_draft_once(storage: Storage) -> None:
    made = await storage.drafts.put(WATER, now=NOW, update_id=UpdateId(5))
    rivers, lakes = replace(made, content={"key": "rivers"}), replace(made, content={"key": "lakes"})
    assert await storage.drafts.put(rivers, now=NOW, update_id=UpdateId(6)) == rivers
    await storage.drafts.put(lakes, now=NOW, update_id=UpdateId(7))
    assert await storage.drafts.put(rivers, now=NOW, update_id=UpdateId(6)) == lakes
    assert await storage.drafts.get(made.id) == lakes
    await storage.drafts.drop(made.id, now=NOW)
    assert await storage.drafts.put(rivers, now=NOW, update_id=UpdateId(6)) == replace(rivers, id=DraftId(0))


async def test_old_drafts_are_forgotten(storage: Storage) -> None:
    await storage.drafts.put(WATER, now=NOW)
    new = await storage.drafts.put(WATER, now=NOW + timedelta(seconds=2))
    assert await storage.drafts.forget(now=NOW + KEPT) == 0
    assert await storage.drafts.forget(now=NOW + KEPT + timedelta(seconds=1)) == 1
    assert await storage.drafts.of(DraftKind.TOPIC) == (new,)


async def test_a_draft_of_somebody_forgotten_names_nobody(opened: Opened) -> None:
    made = await opened.storage.drafts.put(replace(WATER, kind=DraftKind.SUGGESTION), now=NOW)
    await opened.storage.chats.delete(ChatId(7), now=NOW)
    assert await opened.storage.drafts.get(made.id) == replace(made, person=None)
    assert await opened.inside.traces(7) == []


async def test_a_groups_draft_goes_with_it_into_the_supergroup(storage: Storage) -> None:
    made = await storage.drafts.put(replace(WATER, kind=DraftKind.SUGGESTION, person=ChatId(-7)), now=NOW)
    await storage.chats.migrate(ChatId(-7), ChatId(-1007), now=NOW)
    assert await storage.drafts.get(made.id) == replace(made, person=ChatId(-1007))


async def test_a_draft_is_dropped_together_with_the_record_of_it(storage: Storage) -> None:
    made = await storage.drafts.put(WATER, now=NOW)
    declined = Change(person_id(1), "suggestion-declined", "https://tandem.example/rss")
    for _ in range(2):
        await storage.drafts.drop(made.id, now=NOW, change=declined)
    assert [one.change for one in await storage.newsroom.changes(limit=9)] == [declined]
