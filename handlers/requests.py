"""Composes the digests that people ask for, of the last day, and records them as told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.requests import request_of
from digest.told import ToldHistory
from domain.chat import Chat
from domain.digest import Digest, Window
from handlers.on_demand import DigestDesk
from storage.interface import Storage

DAY = timedelta(hours=24)
LATEST = 10  # stories that /latest shows
_LATEST_OF = 40  # the best of the day, of which it shows the newest


async def own_digest(
    chat: Chat, *, news: Storage, digests: DigestDesk, history: ToldHistory, now: datetime, update_id: int
) -> Digest:
    """Return the last day by the chat's own topics, countries, languages and follows; it counts as told."""
    follows = [follow.query for follow in await news.follows.of(chat.id)]
    request = request_of(chat, Window(now - DAY, now), follows=follows, is_pushed=False)
    digest = await digests.build(request, now=now)
    await history.show(chat, digest, now=now, update_id=update_id)
    return digest


async def why_empty(digest: Digest, news: Storage) -> str:
    """Return the text key for a digest without stories: nothing fits, or no feed answered in all that time."""
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
    digests: DigestDesk,
    history: ToldHistory,
    now: datetime,
    update_id: int,
) -> Digest:
    """Return the last day, newest first: all topics, one topic, or stories with the words, in the chat's languages."""
    own = request_of(chat, Window(now - DAY, now), is_pushed=False)
    request = replace(own, topics=tuple(sorted(topics)), words=words, limit=_LATEST_OF)
    digest = await digests.build(request, now=now)
    newest = sorted(digest.stories, key=lambda story: story.published_at, reverse=True)
    digest = replace(digest, stories=tuple(newest[:LATEST]), omitted=0)
    await history.show(chat, digest, now=now, update_id=update_id)
    return digest
