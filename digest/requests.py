"""What a chat wants, as a request; chats that want the same make equal requests and share a digest."""

from collections.abc import Iterable

from domain.chat import Chat
from domain.digest import DigestRequest, Window


def request_of(chat: Chat, window: Window, *, follows: Iterable[str] = (), is_pushed: bool) -> DigestRequest:
    """Return what the chat wants of a window, as if it was told nothing yet.

    `follows` are its queries that may bring a story; for an alert, those that did.
    """
    return DigestRequest(
        window=window,
        topics=_ordered(chat.topics),
        countries=_ordered(chat.countries),
        languages=tuple(dict.fromkeys(chat.languages)),  # preferred first
        follows=_ordered(follows),
        muted_words=_ordered(chat.muted_words),
        muted_sources=_ordered(chat.muted_sources),
        pushed=is_pushed,
    )


def _ordered(wishes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(wishes)))
