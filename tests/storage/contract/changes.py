"""Every method of the storage that makes a change for an update, with a change and what undoes it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from domain.audit import Change
from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import Chat, ChatKind, ChatState, Place, Timetable
from domain.correction import Correction, CorrectionKind, merged, parted
from domain.digest import Digest, DigestStory, Window
from domain.draft import Draft, DraftKind
from domain.feed import FeedField, NewFeed
from domain.ids import ArticleId, ChatId, FeedId, FollowId, PostId, StoryId, UpdateId, person_id
from domain.post import Announcement, Notice, PostKind
from domain.roles import Role
from domain.trouble import Rest, TroubleKind
from storage.interface import Addressee, Storage
from tests.storage.shelf import NOW, Shelf

CHAT = Chat(ChatId(-7), ChatKind.GROUP, "ru", Timetable("Asia/Bishkek"), state=ChatState.ACTIVE)
UPDATE = UpdateId(5)
FEED = NewFeed("https://tandem.example/rss", "Тандем", "Тандем")
SAVED = Bookmark(CHAT.place, BookmarkKind.SAVED, ArticleId(4), "Парк", "Тандем", None, NOW)
DRAFT = Draft(DraftKind.TOPIC, person_id(7), {"key": "water"})
EDITED = Change(person_id(1), "feed-edited", "Тандем")
SILENT = {TroubleKind.SILENT}
REST = Rest(person_id(7), "feed-silent:12", None)
PARK, BRIDGE = StoryId(1), StoryId(2)
WEEK_AGO = NOW - timedelta(days=7)

# Makes a change on behalf of update 5, or undoes it without an update.
Step = Callable[[Storage], Awaitable[object]]


async def prepare(storage: Storage) -> None:
    """Store the chat and the two stories that the changes are about."""
    await storage.chats.save(CHAT, now=NOW)
    shelf = Shelf(storage)
    await shelf.tell("Парк открыт", source="Чырак", story=PARK)
    await shelf.tell("Мост открыт", source="Чырак", story=BRIDGE)


async def _feed_id(storage: Storage) -> FeedId:
    return (await storage.feeds.add(FEED, now=NOW))[0].id


async def _follow_id(storage: Storage) -> FollowId:
    known = await storage.follows.of(ChatId(-7))
    return known[0].id if known else (await storage.follows.add(ChatId(-7), "парк", at_once=False, now=NOW)).id


async def _articles(storage: Storage) -> list[ArticleId]:
    """Return the articles of both stories, of the park first, even if they are one story now."""
    return sorted(article.id for story in await storage.stories.get([PARK, BRIDGE]) for article in story.articles)


async def _add_feed(storage: Storage) -> bool:
    return (await storage.feeds.add(FEED, now=NOW, update_id=UPDATE))[1]


async def _remove_feeds(storage: Storage) -> None:
    for feed in await storage.feeds.all():
        await storage.feeds.remove(feed.id, now=NOW)


async def _remove_feed(storage: Storage) -> bool:
    return await storage.feeds.remove(await _feed_id(storage), now=NOW, update_id=UPDATE)


async def _rename_feed(storage: Storage, title: str, update_id: UpdateId | None = None) -> str | None:
    feed_id = await _feed_id(storage)
    edited = await storage.feeds.edit(feed_id, FeedField.TITLE, title, EDITED, now=NOW, update_id=update_id)
    return edited.title if edited else None


async def _move_feed(storage: Storage, url: str, update_id: UpdateId | None = None) -> str | None:
    known = [feed.id for feed in await storage.feeds.all() if feed.source == FEED.source]
    feed_id = known[0] if known else await _feed_id(storage)
    moved = await storage.feeds.move(feed_id, url, EDITED, now=NOW, update_id=update_id)
    return moved.url if moved else None


async def _follow(storage: Storage) -> bool:
    return (await storage.follows.add(ChatId(-7), "мост", at_once=True, now=NOW, update_id=UPDATE)).at_once


async def _stop_following(storage: Storage) -> bool:
    return await storage.follows.remove(ChatId(-7), await _follow_id(storage), now=NOW, update_id=UPDATE)


async def _pin(storage: Storage, update_id: UpdateId | None = None) -> bool:
    pin = Correction((await _articles(storage))[0], CorrectionKind.PINNED, NOW, until=NOW + timedelta(hours=1))
    return await storage.corrections.put([pin], now=NOW, change=EDITED, update_id=update_id)


async def _unpin(storage: Storage, update_id: UpdateId | None = None) -> bool:
    articles = await _articles(storage)
    return await storage.corrections.remove(
        articles, CorrectionKind.PINNED, now=NOW, change=EDITED, update_id=update_id
    )


async def _hide(storage: Storage) -> tuple[PostId, ...]:
    park, _ = await _articles(storage)
    notice = Notice("correction-hidden", {"headline": "Парк открыт"})
    return await storage.corrections.hide(
        [ArticleId(park)], since=WEEK_AGO, now=NOW, notice=notice, change=EDITED, update_id=UPDATE
    )


async def _show_and_tell(storage: Storage) -> None:
    """Show the story of the park again, and queue a digest with it, which hiding would replace."""
    park, bridge = await _articles(storage)
    await storage.corrections.remove([ArticleId(park)], CorrectionKind.HIDDEN, now=NOW)
    await storage.outbox.enqueue(PostKind.BREAKING, _digest(park, bridge), [Addressee(CHAT, None)], now=NOW)


async def _merge(storage: Storage) -> bool:
    park, bridge = await _articles(storage)
    pairs = merged([ArticleId(park)], [ArticleId(bridge)], NOW)
    return await storage.corrections.tie(pairs, {ArticleId(bridge): PARK}, now=NOW, change=EDITED, update_id=UPDATE)


async def _part(storage: Storage) -> None:
    park, bridge = await _articles(storage)
    await storage.corrections.tie(
        parted([ArticleId(park)], [ArticleId(bridge)], NOW), {ArticleId(park): PARK, ArticleId(bridge): BRIDGE}, now=NOW
    )


async def _drop_drafts(storage: Storage) -> None:
    for draft in await storage.drafts.of(DRAFT.kind):
        await storage.drafts.drop(draft.id, now=NOW)


async def _keep(_storage: Storage) -> None:
    """Undo nothing: what is recorded stays, and a second record would be one more."""


def _digest(*articles: int) -> Digest:
    return Digest(
        Window(NOW, NOW),
        tuple(
            DigestStory(StoryId(key), "", None, "ru", None, (), (), (), NOW, articles=(ArticleId(article),))
            for key, article in enumerate(articles, PARK)
        ),
    )


# Method → a change, what undoes it, and what the method returns when it is called again for the update.
CHANGES: dict[str, tuple[Step, Step, object]] = {
    "feeds.add": (_add_feed, _remove_feeds, False),
    "feeds.add_many": (
        lambda storage: storage.feeds.add_many([FEED], now=NOW, change=EDITED, update_id=UPDATE),
        _remove_feeds,
        0,
    ),
    "feeds.edit": (
        lambda storage: _rename_feed(storage, "Тандем: все новости", UPDATE),
        lambda storage: _rename_feed(storage, "Тандем"),
        "Тандем",
    ),
    "feeds.move": (
        lambda storage: _move_feed(storage, "https://new.tandem.example/rss", UPDATE),
        lambda storage: _move_feed(storage, FEED.url),
        FEED.url,
    ),
    "feeds.remove": (_remove_feed, _feed_id, False),
    "chats.save": (
        lambda storage: storage.chats.save(replace(CHAT, locale="ky"), now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.save(CHAT, now=NOW),
        None,
    ),
    "chats.delete": (
        lambda storage: storage.chats.delete(ChatId(-7), now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.save(CHAT, now=NOW),
        None,
    ),
    "chats.migrate": (
        lambda storage: storage.chats.migrate(ChatId(-7), ChatId(-1007), now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.save(CHAT, now=NOW),
        None,
    ),
    "follows.add": (_follow, lambda storage: storage.follows.add(ChatId(-7), "мост", at_once=False, now=NOW), False),
    "follows.remove": (_stop_following, _follow_id, False),
    "bookmarks.add": (
        lambda storage: storage.bookmarks.add(replace(SAVED, headline="Мост"), now=NOW, update_id=UPDATE),
        lambda storage: storage.bookmarks.add(SAVED, now=NOW),
        None,
    ),
    "bookmarks.remove": (
        lambda storage: storage.bookmarks.remove(SAVED.place, SAVED.kind, [ArticleId(4)], now=NOW, update_id=UPDATE),
        lambda storage: storage.bookmarks.add(SAVED, now=NOW),
        False,
    ),
    "told.record_shown": (
        lambda storage: storage.told.record_shown(Place(ChatId(-7)), _digest(4), now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.delete(ChatId(-7), now=NOW),
        None,
    ),
    "corrections.put": (lambda storage: _pin(storage, UPDATE), _unpin, False),
    "corrections.remove": (lambda storage: _unpin(storage, UPDATE), _pin, False),
    "corrections.hide": (_hide, _show_and_tell, ()),
    "corrections.tie": (_merge, _part, False),
    "broadcasts.compose": (
        lambda storage: storage.broadcasts.compose(Place(ChatId(-7)), Announcement("Раз"), now=NOW, update_id=UPDATE),
        lambda storage: storage.chats.delete(ChatId(-7), now=NOW),
        None,
    ),
    "newsroom.record": (
        lambda storage: storage.newsroom.record([EDITED], now=NOW, update_id=UPDATE),
        _keep,
        None,
    ),
    "newsroom.set_role": (
        lambda storage: storage.newsroom.set_role(person_id(7), Role.EDITOR, EDITED, now=NOW, update_id=UPDATE),
        lambda storage: storage.newsroom.set_role(person_id(7), None, EDITED, now=NOW),
        False,
    ),
    "drafts.put": (lambda storage: storage.drafts.put(DRAFT, now=NOW, update_id=UPDATE), _drop_drafts, DRAFT),
    "troubles.wish": (
        lambda storage: storage.troubles.wish(person_id(7), SILENT, is_on=True, now=NOW, update_id=UPDATE),
        lambda storage: storage.troubles.wish(person_id(7), SILENT, is_on=False, now=NOW),
        None,
    ),
    "troubles.rest": (
        lambda storage: storage.troubles.rest(REST, now=NOW, update_id=UPDATE),
        lambda storage: storage.troubles.wake(person_id(7), now=NOW),
        None,
    ),
    "troubles.wake": (
        lambda storage: storage.troubles.wake(person_id(7), now=NOW, update_id=UPDATE),
        lambda storage: storage.troubles.rest(REST, now=NOW),
        None,
    ),
}
