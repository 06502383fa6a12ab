"""Making the request for a chat's digest; chats with equal wishes make equal requests and share a digest."""

from collections.abc import Iterable

from domain.chat import Chat
from domain.digest import DigestRequest, Window


def request_of(chat: Chat, window: Window, *, follows: Iterable[str] = (), is_pushed: bool) -> DigestRequest:
    """Return what the chat wants to be told of a window, as if nothing had been told yet.

    `follows` are the queries that may add stories; for an alert, those that the story matched.
    """
    return DigestRequest(
        window=window,
        topics=_ordered(chat.topics),
        countries=_ordered(chat.countries),
        languages=tuple(dict.fromkeys(chat.languages)),  # preferred first
        follows=_ordered(follows),
        muted_words=_ordered(chat.muted_words),
        muted_sources=_ordered(chat.muted_sources),
        tastes=chat.tastes,
        pushed=is_pushed,
        own_language_only=chat.own_language_only,
    )


def _ordered(wishes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(wishes)))
