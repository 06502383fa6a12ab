"""The newsroom's people and their changes."""

from dataclasses import replace
from datetime import timedelta

from domain.audit import Change
from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.feed import FeedField, NewFeed, Outlet
from domain.ids import ChatId, FeedId, UpdateId, person_id
from domain.post import Notice, PostKind
from domain.roles import Member, Role
from storage.interface import Storage
from tests.storage.openers import Opened
from tests.storage.shelf import NOW

GIVEN = Change(person_id(1), "role", after="editor", about=person_id(7))


async def test_roles_are_given_changed_and_taken_and_each_change_is_kept(storage: Storage) -> None:
    assert await storage.newsroom.role_of(person_id(7)) is None
    assert await storage.newsroom.set_role(person_id(7), Role.EDITOR, GIVEN, now=NOW)
    assert await storage.newsroom.role_of(person_id(7)) is Role.EDITOR
    later = NOW + timedelta(hours=1)
    raised = Change(person_id(1), "role", "", "editor", "admin", about=person_id(7))
    assert await storage.newsroom.set_role(person_id(7), Role.ADMIN, raised, now=later)
    assert await storage.newsroom.set_role(person_id(8), Role.EDITOR, GIVEN, now=later)
    assert await storage.newsroom.members() == (
        Member(person_id(7), Role.ADMIN, NOW),
        Member(person_id(8), Role.EDITOR, later),
    )
    taken = Change(person_id(1), "role", "", "admin", about=person_id(7))
    assert await storage.newsroom.set_role(person_id(7), None, taken, now=later)
    assert await storage.newsroom.role_of(person_id(7)) is None
    kept = await storage.newsroom.changes(limit=10)
    assert [one.change for one in kept] == [taken, GIVEN, raised, GIVEN]
    assert [one.made_at for one in kept] == [later, later, later, NOW]


async def test_what_changes_nothing_is_not_kept(storage: Storage) -> None:
    assert not await storage.newsroom.set_role(person_id(7), None, GIVEN, now=NOW)
    await storage.newsroom.set_role(person_id(7), Role.EDITOR, GIVEN, now=NOW)
    assert not await storage.newsroom.set_role(person_id(7), Role.EDITOR, GIVEN, now=NOW)
    assert len(await storage.newsroom.changes(limit=10)) == 1


async def test_an_update_that_comes_again_gives_no_role_twice(storage: Storage) -> None:
    update = UpdateId(5)
    assert await storage.newsroom.set_role(person_id(7), Role.EDITOR, GIVEN, now=NOW, update_id=update)
    await storage.newsroom.set_role(person_id(7), None, GIVEN, now=NOW)
    assert not await storage.newsroom.set_role(person_id(7), Role.EDITOR, GIVEN, now=NOW, update_id=update)
    assert await storage.newsroom.role_of(person_id(7)) is None


async def test_who_gets_a_role_is_told_in_the_same_transaction_and_once(storage: Storage) -> None:
    update, notice = UpdateId(5), Notice("team-now-editor", {})
    chat = Chat(person_id(7), ChatKind.PRIVATE, "ru", Timetable("Asia/Bishkek"), state=ChatState.STOPPED)
    await storage.chats.save(chat, now=NOW)
    for update_id in (update, update, None):
        await storage.newsroom.set_role(person_id(7), Role.EDITOR, GIVEN, now=NOW, update_id=update_id, notice=notice)
    await storage.newsroom.set_role(person_id(8), Role.EDITOR, GIVEN, now=NOW, notice=notice)
    assert [sent.kind for sent in await storage.outbox.of(person_id(7))] == [PostKind.NOTICE]
    assert await storage.outbox.of(person_id(8)) == (), "somebody who never wrote to the bot"
    (told,) = await storage.outbox.claim(now=NOW, limit=9, lease=timedelta(minutes=1))
    post = await storage.outbox.post(told.post_id)
    assert post is not None
    assert (told.chat_id, told.locale, post.content) == (person_id(7), "ru", notice)


async def test_changes_come_in_pages_newest_first(storage: Storage) -> None:
    changes = [Change(person_id(number % 2), "topic-edited", f"№ {number}", "«a»", "«b»\n«c»") for number in range(5)]
    await storage.newsroom.record(changes, now=NOW, update_id=UpdateId(9))
    await storage.newsroom.record(changes, now=NOW, update_id=UpdateId(9))
    first = await storage.newsroom.changes(limit=3)
    assert [one.change for one in first] == changes[:1:-1]
    rest = await storage.newsroom.changes(limit=3, before=first[-1].id)
    assert [one.change for one in rest] == changes[1::-1]
    assert [one.change.subject for one in await storage.newsroom.changes_by(person_id(1))] == ["№ 3", "№ 1"]


async def test_who_asks_to_be_forgotten_has_no_role_and_their_changes_name_nobody(opened: Opened) -> None:
    newsroom = opened.storage.newsroom
    await newsroom.set_role(person_id(7), Role.EDITOR, GIVEN, now=NOW)
    await newsroom.record(
        [Change(person_id(7), "feed-added", "Тандем"), Change(person_id(8), "feed-added", "Чырак")], now=NOW
    )
    await opened.storage.chats.delete(ChatId(7), now=NOW)
    assert await newsroom.members() == ()
    assert [(one.change.person, one.change.about, one.change.subject) for one in await newsroom.changes(limit=9)] == [
        (8, None, "Чырак"), (None, None, "Тандем"), (1, None, ""),
    ]  # fmt: skip
    assert await newsroom.changes_by(person_id(7)) == ()
    assert await opened.inside.traces(7) == []


async def test_feeds_and_the_record_of_who_added_them_are_stored_together(storage: Storage) -> None:
    feeds = [NewFeed(f"https://{name}.example/rss", name, name) for name in "ab"]
    change = Change(person_id(1), "feeds-imported", "2")
    assert await storage.feeds.add_many(feeds, now=NOW, change=change, update_id=UpdateId(3)) == 2
    assert await storage.feeds.add_many(feeds, now=NOW, change=change, update_id=UpdateId(3)) == 0
    assert await storage.feeds.add_many(feeds, now=NOW, change=change) == 0
    assert [one.change for one in await storage.newsroom.changes(limit=9)] == [change]


async def test_a_paused_feed_that_was_removed_and_is_added_again_is_read_again(storage: Storage) -> None:
    new = NewFeed("https://a.example/rss", "Тандем", "Тандем")
    feed, _ = await storage.feeds.add(new, now=NOW)
    for field in (FeedField.PAUSED, FeedField.REMOVED):
        await storage.feeds.edit(feed.id, field, value=True, change=Change(person_id(1), "feed-edited"), now=NOW)
    again, is_new = await storage.feeds.add(new, now=NOW)
    assert is_new
    assert not again.is_paused
    assert [one.id for one in await storage.feeds.due(now=NOW)] == [feed.id]


async def test_each_thing_about_a_feed_is_changed_alone_and_the_change_kept(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(NewFeed("https://a.example/rss", "Тандем", "Тандем"), now=NOW)
    change = Change(person_id(1), "feed-edited", "Тандем")
    for field, value in (
        (FeedField.TITLE, "Тандем: все новости"), (FeedField.SOURCE, "Тандем.kg"), (FeedField.COUNTRY, "kg"),
        (FeedField.LANGUAGE, "ky"), (FeedField.OUTLET, Outlet.PRIVATE), (FeedField.FULL_TEXT, True),
        (FeedField.PROXY, "kz"),
    ):  # fmt: skip
        feed = replace(feed, **{str(field): value})  # type: ignore[arg-type]
        assert await storage.feeds.edit(feed.id, field, value, change, now=NOW) == feed
        assert await storage.feeds.get(feed.id) == feed
    cleared = await storage.feeds.edit(feed.id, FeedField.COUNTRY, None, change, now=NOW, update_id=UpdateId(5))
    assert cleared == replace(feed, country=None)
    again = await storage.feeds.edit(feed.id, FeedField.COUNTRY, "kz", change, now=NOW, update_id=UpdateId(5))
    assert again == cleared
    assert len(await storage.newsroom.changes(limit=99)) == 8
    assert await storage.feeds.edit(FeedId(4711), FeedField.TITLE, "x", change, now=NOW) is None


async def test_a_paused_feed_is_not_polled_and_is_due_when_it_goes_on_or_is_asked_for(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(NewFeed("https://a.example/rss", "Тандем", "Тандем"), now=NOW)
    paused = await storage.feeds.edit(feed.id, FeedField.PAUSED, True, GIVEN, now=NOW)
    assert paused is not None
    assert paused.is_paused
    for everything in (False, True):
        assert await storage.feeds.due(now=NOW, everything=everything) == ()
        lease = timedelta(minutes=5)
        assert await storage.feeds.claim([feed.id], now=NOW, lease=lease, everything=everything) == ()
    assert await storage.feeds.oldest_due(now=NOW) is None
    assert [one.is_paused for one in await storage.feeds.all()] == [True]
    goes_on = await storage.feeds.edit(feed.id, FeedField.PAUSED, False, GIVEN, now=NOW)
    assert goes_on == replace(feed, state=replace(feed.state, next_poll_at=NOW))
    await storage.feeds.claim([feed.id], now=NOW, lease=timedelta(minutes=5))
    assert await storage.feeds.due(now=NOW) == ()
    await storage.feeds.edit(feed.id, FeedField.DUE, True, GIVEN, now=NOW)
    assert [one.id for one in await storage.feeds.due(now=NOW)] == [feed.id]


async def test_a_removed_feed_is_brought_back_as_it_was(storage: Storage) -> None:
    feed, _ = await storage.feeds.add(NewFeed("https://a.example/rss", "Тандем", "Тандем", "kg"), now=NOW)
    await storage.feeds.edit(feed.id, FeedField.REMOVED, True, GIVEN, now=NOW)
    assert await storage.feeds.get(feed.id) is None
    await storage.feeds.edit(feed.id, FeedField.REMOVED, False, GIVEN, now=NOW)
    assert await storage.feeds.get(feed.id) == replace(feed, state=replace(feed.state, next_poll_at=NOW))
