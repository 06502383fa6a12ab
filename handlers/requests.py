"""A digest that a person asks for: what their chat wants of the last day, composed, shown, and written down as told."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.builder import DigestBuilder
from domain.chat import Chat
from domain.digest import Digest, DigestRequest, Window
from storage.interface import Storage

DAY = timedelta(hours=24)
LATEST = 10  # stories that /latest shows
_LATEST_OF = 40  # the best of the day, of which it shows the newest


def request_for(
    chat: Chat, now: datetime, *, follows: Sequence[str] = (), topics: Sequence[str] | None = None, words: str = ""
) -> DigestRequest:
    """The last 24 hours as the chat wants them; `topics` instead of its own, or `words` that a story must hold."""
    return DigestRequest(
        window=Window(now - DAY, now),
        topics=tuple(sorted(chat.topics if topics is None else topics)),
        countries=tuple(sorted(chat.countries)),
        languages=chat.languages,
        follows=tuple(sorted(follows)),
        muted_words=chat.muted_words,
        muted_sources=chat.muted_sources,
        words=words,
    )


async def own_digest(
    chat: Chat, *, news: Storage, digests: DigestBuilder, telling: asyncio.Lock, now: datetime, update_id: int
) -> Digest:
    """The chat's own topics, countries, languages and follows over the last day; what it holds counts as told.

    `telling` is the ticks': what they are composing in this moment is either queued, and taken back, or knows of it.
    """
    follows = [follow.query for follow in await news.chats.follows(chat.id)]
    digest = await digests.build(request_for(chat, now, follows=follows), now=now)
    async with telling:
        await news.chats.record_shown(chat.id, digest, now=now, update_id=update_id, thread_id=chat.thread_id)
    return digest


async def why_empty(digest: Digest, news: Storage) -> str:
    """The text key for a digest without stories: nothing fits, or no feed could be had in all its time."""
    if not digest.stories:
        answered_at = await news.feeds.answered_at()
        if answered_at is None or answered_at < digest.window.start:
            return "digest-unanswered"
    return "digest-empty"


async def latest_digest(
    chat: Chat,
    topics: Sequence[str],
    words: str,
    *,
    news: Storage,
    digests: DigestBuilder,
    telling: asyncio.Lock,
    now: datetime,
    update_id: int,
) -> Digest:
    """The last day over all topics, over one, or with the words, in the languages the chat reads; newest first."""
    request = replace(request_for(chat, now, topics=topics, words=words), limit=_LATEST_OF)
    digest = await digests.build(request, now=now)
    newest = sorted(digest.stories, key=lambda story: story.published_at, reverse=True)
    digest = replace(digest, stories=tuple(newest[:LATEST]), omitted=0)
    async with telling:
        await news.chats.record_shown(chat.id, digest, now=now, update_id=update_id, thread_id=chat.thread_id)
    return digest
