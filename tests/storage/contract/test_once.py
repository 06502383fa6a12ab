"""An update makes its change once; a second call returns what it returns if there is nothing to change."""

import inspect
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import get_type_hints

import pytest

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Chat, ChatKind, ChatState, Place, Timetable
from domain.digest import Digest, DigestStory, Window
from domain.feed import NewFeed
from domain.ids import FeedId, FollowId, StoryId, UpdateId
from storage.interface import Storage, StorageError
from tests.storage.openers import Opened
from tests.storage.shelf import NOW

CHAT = Chat(-7, ChatKind.GROUP, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE)
UPDATE = UpdateId(5)
FEED = NewFeed("https://tandem.example/rss", "Тандем", "Тандем")
SHOWN = Digest(Window(NOW, NOW), (DigestStory(StoryId(1), "", None, "ru", None, (), (), (), NOW, articles=(4,)),))

SAVED = Bookmark(Place(-7), BookmarkKind.SAVED, 4, "Парк", "Тандем", None, NOW)


async def _feed_id(storage: Storage) -> FeedId:
    return (await storage.feeds.add(FEED, now=NOW))[0].id


async def _follow_id(storage: Storage) -> FollowId:
    known = await storage.follows.of(-7)
    return known[0].id if known else (await storage.follows.add(-7, "парк", at_once=False, now=NOW)).id


# Makes the change on behalf of update 5, then undoes it, so that a second change would be noticed.
Step = Callable[[Storage], Awaitable[object]]
CHANGES: dict[str, tuple[Step, Step, object]] = {
    "feeds.add": (
        lambda storage: storage.feeds.add(FEED, now=NOW, update_id=UPDATE),
        lambda storage: _remove(storage),
        False,
    ),
    "feeds.add_many": (
        lambda storage: storage.feeds.add_many([FEED], now=NOW, update_id=UPDATE),
        lambda storage: _remove(storage),
        0,
    ),
    "feeds.remove": (
        lambda storage: _take_away(storage),
        lambda storage: storage.feeds.add(FEED, now=NOW),
        False,
    ),
    "chats.save": (
        lambda storage: storage.chats.save(replace(CHAT, locale="ky"), now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.save(CHAT, now=NOW),
        None,
    ),
    "chats.delete": (
        lambda storage: storage.chats.delete(-7, now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.save(CHAT, now=NOW),
        None,
    ),
    "chats.migrate": (
        lambda storage: storage.chats.migrate(-7, -1007, now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.save(CHAT, now=NOW),
        None,
    ),
    "follows.add": (
        lambda storage: storage.follows.add(-7, "мост", at_once=True, now=NOW, update_id=UPDATE),
        lambda storage: storage.follows.add(-7, "мост", at_once=False, now=NOW),
        None,
    ),
    "follows.remove": (
        lambda storage: _stop_following(storage),
        lambda storage: _follow_id(storage),
        False,
    ),
    "bookmarks.add": (
        lambda storage: storage.bookmarks.add(replace(SAVED, headline="Мост"), now=NOW, update_id=UPDATE),
        lambda storage: storage.bookmarks.add(SAVED, now=NOW),
        None,
    ),
    "bookmarks.remove": (
        lambda storage: storage.bookmarks.remove(SAVED.place, SAVED.kind, [4], now=NOW, update_id=UPDATE),
        lambda storage: storage.bookmarks.add(SAVED, now=NOW),
        False,
    ),
    "told.record_shown": (
        lambda storage: storage.told.record_shown(Place(-7), SHOWN, now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.delete(-7, now=NOW),
        None,
    ),
}


async def _remove(storage: Storage) -> None:
    for feed in await storage.feeds.all():
        await storage.feeds.remove(feed.id, now=NOW)


async def _take_away(storage: Storage) -> bool:
    return await storage.feeds.remove(await _feed_id(storage), now=NOW, update_id=UPDATE)


async def _stop_following(storage: Storage) -> bool:
    return await storage.follows.remove(-7, await _follow_id(storage), now=NOW, update_id=UPDATE)


async def everything(opened: Opened) -> tuple[object, ...]:
    storage = opened.storage
    return (
        await storage.feeds.all(),
        await storage.chats.threads_of(-7),
        await storage.chats.threads_of(-1007),
        await storage.follows.all(),
        await storage.bookmarks.of(SAVED.place, SAVED.kind),
        await opened.inside.deliveries(),
        await opened.inside.posts(),
    )


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_is_made_once_for_an_update(opened: Opened, name: str) -> None:
    change, undo, repeated = CHANGES[name]
    storage = opened.storage
    await storage.chats.save(CHAT, now=NOW)
    if name.endswith("remove"):
        await undo(storage)
    assert not await storage.inbox.is_applied(UPDATE)
    before = await everything(opened)
    await change(storage)
    assert await everything(opened) != before, "or the change could not be seen"
    assert await storage.inbox.is_applied(UPDATE)
    await undo(storage)
    undone = await everything(opened)
    answer = await change(storage)
    assert await everything(opened) == undone
    if isinstance(answer, tuple):
        answer = answer[1]
    if name != "follows.add":
        assert answer == repeated


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
    follow = await storage.follows.add(-7, "мост", at_once=True, now=NOW, update_id=UPDATE)
    assert await storage.follows.add(-7, "мост", at_once=False, now=NOW, update_id=UPDATE) == follow
    await storage.follows.remove(-7, follow.id, now=NOW)
    with pytest.raises(StorageError) as refused:
        await storage.follows.add(-7, "мост", at_once=True, now=NOW, update_id=UPDATE)
    assert refused.value.key == "follow-error-gone"


async def test_several_methods_make_their_changes_for_one_update(storage: Storage) -> None:
    await storage.chats.save(CHAT, now=NOW, update_id=UPDATE)
    await storage.follows.add(-7, "мост", at_once=True, now=NOW, update_id=UPDATE)
    await storage.feeds.add(FEED, now=NOW, update_id=UPDATE)
    assert await storage.feeds.remove((await storage.feeds.all())[0].id, now=NOW, update_id=UPDATE)
    assert len(await storage.follows.of(-7)) == 1
