"""Work that people ask for, in separate threads, so that it does not delay scheduled digests.

Even if many chats ask at once, at most two digests are composed at the same time: an ordinary one, and one with long
lists of follows and mutes; so slow ones only delay each other. While an update waits here, it is not counted among the
updates that are handled at once. The updates of a chat are handled one at a time, so a chat has at most one request
here.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import ParamSpec, TypeVar

from delivery.queue import away
from digest.builder import DigestBuilder
from digest.view import brief_view_of, view_of
from domain.chat import Chat
from domain.digest import Digest, DigestRequest
from domain.story import Story
from domain.view import StoryView
from storage.interface import Storage
from text.lexicon.lexicon import Lexicon
from text.phrases import Phrases

P = ParamSpec("P")
T = TypeVar("T")
# A digest is an ordinary one if its chat has at most this many follows and mutes; comparing them takes most time.
_ORDINARY = 10


class Desk:
    """A thread that makes calls one after another, in the order in which they were queued."""

    def __init__(self, name: str) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)

    async def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call the function in the thread and return its result."""
        with away():
            return await asyncio.get_running_loop().run_in_executor(self._thread, partial(function, *args, **kwargs))

    def close(self) -> None:
        """End the thread after the call that is running; waiting calls are cancelled."""
        self._thread.shutdown(wait=False, cancel_futures=True)


class DigestDesk:
    """Composes the digests that people ask for, in two threads, each of which composes one digest at a time.

    One thread is for chats with many follows and mutes, so that their digests do not delay the ordinary ones.
    """

    def __init__(self, storage: Storage, phrases: Phrases, lexicon: Lexicon | None = None) -> None:
        self._desks = {is_long: Desk("digests with long lists" if is_long else "digests") for is_long in (False, True)}
        self._builders = {
            is_long: DigestBuilder(storage, phrases, lexicon, run=desk.run) for is_long, desk in self._desks.items()
        }
        self._phrases, self._lexicon = phrases, lexicon
        self._turns = {is_long: asyncio.Lock() for is_long in self._desks}

    async def build(self, request: DigestRequest, *, now: datetime) -> Digest:
        """Return the digest; its stories are loaded only when its turn has come."""
        is_long = len(request.follows) + len(request.muted_words) > _ORDINARY
        with away():
            async with self._turns[is_long]:
                return await self._builders[is_long].build(request, now=now)

    async def review(self, request: DigestRequest, *, now: datetime) -> Digest:
        """Return the review of several days; one at a time, because it reads more than any digest."""
        with away():
            async with self._turns[True]:
                return await self._builders[True].review(request, now=now)

    async def view(
        self, story: Story, chat: Chat, affair: Sequence[Story] = (), related: Sequence[Story] = ()
    ) -> StoryView:
        """Return a story as the chat reads it; `affair` are the stories of its affair, in order."""
        return await self._desks[False].run(view_of, story, chat, self._phrases, affair, related, self._lexicon)

    async def views(self, stories: Sequence[Story], chat: Chat) -> tuple[StoryView, ...]:
        """Return the stories as their cards show them to the chat, in the same order."""
        return await self._desks[False].run(_views, stories, chat, self._phrases)

    def close(self) -> None:
        for desk in self._desks.values():
            desk.close()


def _views(stories: Sequence[Story], chat: Chat, phrases: Phrases) -> tuple[StoryView, ...]:
    return tuple(brief_view_of(story, chat, phrases) for story in stories)
