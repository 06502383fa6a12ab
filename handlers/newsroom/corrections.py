"""Corrections that editors make to stories.

A correction is refused if the story has changed since the editor saw it; otherwise it is recorded for /audit.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from zlib import crc32

from digest.told import TOLD_FOR
from domain.audit import Change
from domain.correction import PINNED_FOR, Correction, CorrectionKind, Pair, merged, parted
from domain.ids import ArticleId, PostId, StoryId
from domain.post import Notice
from domain.story import Story
from handlers.ask import Ask
from handlers.stories import StoryRoom
from render.newsroom.corrections import MOST_SHOWN
from storage.interface import Storage, StorageError, StorageFault

MOST_ALIKE = 8  # the most stories that are offered for a merge
Withdraw = Callable[[Collection[PostId]], None]


class StoryWindow(Protocol):
    """The live window of stories; when a correction moves articles to another story, they are moved here, too."""

    async def correct(self, store: Callable[[], Awaitable[Mapping[ArticleId, StoryId] | None]]) -> bool:
        """Store an editor's correction by calling `store`; return whether it stored anything.

        `store` returns article → new story for the articles that it moved, or None if it stored nothing.
        """
        ...

    async def alike(self, article_ids: Sequence[ArticleId], *, most: int) -> list[StoryId]:
        """Return other stories that are similar to the story of these articles, the most similar first."""
        ...


class NoStoryWindow:
    """A StoryWindow for use without a live window: articles are moved only in the storage."""

    async def correct(self, store: Callable[[], Awaitable[Mapping[ArticleId, StoryId] | None]]) -> bool:
        return await store() is not None

    async def alike(self, article_ids: Sequence[ArticleId], *, most: int) -> list[StoryId]:  # noqa: ARG002 - the Protocol's
        return []


WITHOUT_WINDOW = NoStoryWindow()


def stamp_of(*stories: Story) -> str:
    """Return a hash of what an editor sees of these stories; it changes with their articles and corrections."""
    return f"{crc32(repr([story.seen for story in stories]).encode()):08x}"


@dataclass(frozen=True, slots=True)
class StoryDesk:
    """The effects of an editor's buttons; every method returns the text key of its result."""

    news: Storage
    stories: StoryRoom
    window: StoryWindow
    withdraw: Withdraw

    async def hide(self, story: Story, stamp: str, ask: Ask, *, tells: bool) -> str:
        """Hide the story everywhere; with `tells`, chats that were told it get a notice."""

        async def store() -> None:
            changed = await self.news.corrections.hide(
                _ids(story),
                since=ask.now - TOLD_FOR,
                now=ask.now,
                seen=[story.seen],
                notice=_notice(story) if tells else None,
                change=_change("story-hidden", story, ask),
                update_id=ask.update_id,
            )
            self.withdraw(changed)

        return await self._done("edit-hidden-told" if tells else "edit-hidden", store, stamp, ask, story)

    async def reach(self, story: Story, ask: Ask) -> int:
        """Return how many chats would get a notice if the story were hidden now."""
        return await self.news.corrections.reach(_ids(story), since=ask.now - TOLD_FOR)

    async def put(
        self, story: Story, stamp: str, kind: CorrectionKind, ask: Ask, value: str = "", language: str = ""
    ) -> str:
        """Pin the story, move it to another topic, or give it a headline in a language.

        Return the text key of the answer. A story that has changed since the editor saw it is left as it is.
        """
        until = ask.now + PINNED_FOR if kind is CorrectionKind.PINNED else None
        said = [Correction(one, kind, ask.now, value, language, until) for one in _ids(story)]
        change = _change(f"story-{kind}", story, ask, _value_of(story, kind, language), value)

        async def store() -> None:
            await self.news.corrections.put(
                said, now=ask.now, seen=[story.seen], change=change, update_id=ask.update_id
            )

        return await self._done(f"edit-done-{kind}", store, stamp, ask, story)

    async def remove(self, story: Story, stamp: str, kind: CorrectionKind, ask: Ask) -> str:
        """Remove the story's correction of this kind; return the text key of the answer."""
        change = _change(f"story-not-{kind}", story, ask, _value_of(story, kind))

        async def store() -> None:
            await self.news.corrections.remove(
                _ids(story), kind, now=ask.now, seen=[story.seen], change=change, update_id=ask.update_id
            )

        return await self._done(f"edit-undone-{kind}", store, stamp, ask, story)

    async def merge(self, story: Story, other: Story, stamp: str, ask: Ask) -> str:
        """Merge two stories, unless one of them has changed since the editor saw both with this stamp.

        The larger story keeps its id. Return the text key of the answer.
        """
        large, small = sorted((story, other), key=lambda one: (-len(one.articles), one.id))
        pairs = merged(_ids(large), _ids(small), ask.now)
        change = _change("story-merged", story, ask, small.articles[0].headline, large.articles[0].headline)
        moves = dict.fromkeys(_ids(small), large.id)
        return await self._tie((story, other), stamp, pairs, moves, change, ask)

    async def split(self, story: Story, stamp: str, taken: Collection[ArticleId], ask: Ask) -> str:
        """Move the articles `taken`, which must be some but not all articles of the story, to a new story.

        Return the text key of the answer.
        """
        left = [one for one in _ids(story) if one not in taken]
        out = [one for one in _ids(story) if one in taken]
        if not left or not out:
            return "edit-split-none"
        number = await self.news.stories.reserve_ids(1, now=ask.now)
        moves = dict.fromkeys(out, number)
        pairs = parted(out, left, ask.now)
        return await self._tie((story,), stamp, pairs, moves, _change("story-split", story, ask), ask)

    async def alike(self, story: Story) -> tuple[Story, ...]:
        """Return the stories that an editor may choose to merge with this story."""
        found = await self.window.alike(_ids(story)[:MOST_SHOWN], most=MOST_ALIKE)
        return await self.news.stories.get(found)

    async def _tie(
        self,
        seen: Sequence[Story],
        stamp: str,
        pairs: Sequence[Pair],
        moves: Mapping[ArticleId, StoryId],
        change: Change,
        ask: Ask,
    ) -> str:
        """Move articles between stories, and store for `pairs` whether they are about one event; return a text key.

        Nothing is done if one of the stories has changed since the editor saw them: they are `seen` now, and `stamp` is
        the stamp that they had then.
        """

        async def store() -> Mapping[ArticleId, StoryId] | None:
            done = await self.news.corrections.tie(
                pairs,
                moves,
                now=ask.now,
                seen=[story.seen for story in seen],
                change=change,
                update_id=ask.update_id,
            )
            return moves if done else None

        key = f"edit-done-{change.action.removeprefix('story-')}"
        return await self._done(key, lambda: self.window.correct(store), stamp, ask, *seen)

    async def _done(self, key: str, change: Callable[[], Awaitable[object]], stamp: str, ask: Ask, *seen: Story) -> str:
        """Make a change if the stories still have this stamp; return `key`, or the key for a story that has changed."""
        if stamp_of(*seen) != stamp:
            return await self.stale(key, ask)
        try:
            await change()
        except StorageError as error:
            if error.key != StorageFault.STORY_CHANGED:
                raise
            return StorageFault.STORY_CHANGED
        return key

    async def stale(self, key: str, ask: Ask) -> str:
        """Return the key of the text that answers a press whose stamp is not the story's present one.

        Usually that text says that the story has changed. But if this press itself changed the story before a crash,
        and is now handled again, the text is `key`.
        """
        return key if await self.news.inbox.is_applied(ask.update_id) else StorageFault.STORY_CHANGED


def _change(action: str, story: Story, ask: Ask, before: str = "", after: str = "") -> Change:
    return Change(ask.person, action, story.articles[0].headline, before, after)


def _value_of(story: Story, kind: CorrectionKind, language: str = "") -> str:
    """Return what a correction of this kind replaces: the story's topic, or the editors' headlines; "" for other kinds.

    If `language` is given, only the headline in that language is returned.
    """
    match kind:
        case CorrectionKind.TOPIC:
            return next(iter(story.topics), "")
        case CorrectionKind.HEADLINE:
            return " / ".join(text for code, text in story.corrected.headlines if language in ("", code))
        case _:
            return ""


def _ids(story: Story) -> list[ArticleId]:
    return [article.id for article in story.articles]


def _notice(story: Story) -> Notice:
    """Return the notice about a hidden story, with its headline in each language of its articles."""
    args: dict[str, str | int] = {"headline": story.articles[0].headline}
    for article in reversed(story.articles):
        args[f"headline-{article.language}"] = article.headline
    return Notice("correction-hidden", args)
