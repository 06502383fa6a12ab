"""An update makes its change once; a second call returns what it returns if there is nothing to change."""

import inspect
from typing import get_type_hints

import pytest

from domain.draft import DraftKind
from domain.ids import ChatId
from storage.interface import Storage, StorageError
from tests.storage.contract.changes import BRIDGE, CHANGES, CHAT, FEED, PARK, SAVED, UPDATE, WEEK_AGO, prepare
from tests.storage.openers import Opened
from tests.storage.shelf import NOW


async def everything(opened: Opened) -> tuple[object, ...]:
    """Return all that the methods of the table change."""
    storage, inside = opened.storage, opened.inside
    return (
        await storage.feeds.all(),
        await storage.chats.threads_of(ChatId(-7)),
        await storage.chats.threads_of(ChatId(-1007)),
        await storage.follows.all(),
        await storage.bookmarks.of(SAVED.place, SAVED.kind),
        await storage.stories.get([PARK, BRIDGE]),
        await storage.corrections.said(since=WEEK_AGO),
        await storage.corrections.labelled(),
        await storage.newsroom.members(),
        await storage.newsroom.changes(limit=99),
        [await storage.drafts.of(kind) for kind in DraftKind],
        await storage.troubles.wishes(),
        await storage.troubles.rests(),
        sorted(await inside.traces(-7)),  # the draft of a broadcast, among other things
        await inside.deliveries(),
        await inside.posts(),
    )


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_is_made_once_for_an_update(opened: Opened, name: str) -> None:
    change, undo, repeated = CHANGES[name]
    storage = opened.storage
    await prepare(storage)
    await undo(storage)
    assert not await storage.inbox.is_applied(UPDATE)
    before = await everything(opened)
    first = await change(storage)
    assert first is None or first != repeated
    assert await everything(opened) != before, "or the change could not be seen"
    assert await storage.inbox.is_applied(UPDATE)
    await undo(storage)  # so that a second change would be noticed
    undone = await everything(opened)
    assert await change(storage) == repeated
    assert await everything(opened) == undone


def test_every_method_that_takes_an_update_is_held_to_it() -> None:
    taking = {
        f"{store}.{name}"
        for store, protocol in get_type_hints(Storage).items()
        for name, method in inspect.getmembers(protocol, inspect.isfunction)
        if not name.startswith("_")
        and inspect.signature(method).parameters.get("update_id", method).__class__ is inspect.Parameter
        and inspect.signature(method).parameters["update_id"].default is None
    }
    assert taking == set(CHANGES)


async def test_a_follow_that_was_removed_since_is_said_to_be_gone(storage: Storage) -> None:
    follow = await storage.follows.add(ChatId(-7), "мост", at_once=True, now=NOW, update_id=UPDATE)
    assert await storage.follows.add(ChatId(-7), "мост", at_once=False, now=NOW, update_id=UPDATE) == follow
    await storage.follows.remove(ChatId(-7), follow.id, now=NOW)
    with pytest.raises(StorageError) as refused:
        await storage.follows.add(ChatId(-7), "мост", at_once=True, now=NOW, update_id=UPDATE)
    assert refused.value.key == "follow-error-gone"


async def test_several_methods_make_their_changes_for_one_update(storage: Storage) -> None:
    await storage.chats.save(CHAT, now=NOW, update_id=UPDATE)
    await storage.follows.add(ChatId(-7), "мост", at_once=True, now=NOW, update_id=UPDATE)
    await storage.feeds.add(FEED, now=NOW, update_id=UPDATE)
    assert await storage.feeds.remove((await storage.feeds.all())[0].id, now=NOW, update_id=UPDATE)
    assert len(await storage.follows.of(ChatId(-7))) == 1
