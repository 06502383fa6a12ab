"""A digest that a person asks for: what their chat wants of the last day, composed, shown, and written down as told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digest.builder import DigestBuilder
from domain.chat import Chat
from domain.digest import Digest, DigestRequest, Window
from storage.interface import Storage

DAY = timedelta(hours=24)


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


async def show_digest(
    chat: Chat,
    request: DigestRequest,
    *,
    news: Storage,
    digests: DigestBuilder,
    now: datetime,
    update_id: int,
) -> Digest:
    """The digest; what it holds counts as told."""
    digest = await digests.build(request, now=now)
    await news.chats.record_shown(chat.id, digest, now=now, update_id=update_id, thread_id=chat.thread_id)
    return digest


async def own_digest(chat: Chat, *, news: Storage, digests: DigestBuilder, now: datetime, update_id: int) -> Digest:
    """The chat's own topics, countries, languages and follows over the last day."""
    follows = [follow.query for follow in await news.chats.follows(chat.id)]
    request = request_for(chat, now, follows=follows)
    return await show_digest(chat, request, news=news, digests=digests, now=now, update_id=update_id)


async def latest_digest(
    chat: Chat,
    topics: Sequence[str],
    words: str,
    *,
    news: Storage,
    digests: DigestBuilder,
    now: datetime,
    update_id: int,
) -> Digest:
    """The last day over all topics, over one, or with the words, in the languages the chat reads."""
    request = request_for(chat, now, topics=topics, words=words)
    return await show_digest(chat, request, news=news, digests=digests, now=now, update_id=update_id)
