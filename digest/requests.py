"""Making the request for a chat's digest. Chats with equal preferences get equal requests and share a digest."""

from collections.abc import Iterable

from domain.chat import Chat
from domain.digest import DigestRequest, Window


def request_of(chat: Chat, window: Window, *, follows: Iterable[str] = (), is_pushed: bool) -> DigestRequest:
    """Return the request for a chat's digest over a window; `told` is left empty.

    `follows` are the queries of the chat's follows: stories that match one are wanted whatever their topic. For an
    alert, they are only the queries that its story matches.
    """
    return DigestRequest(
        window=window,
        topics=_ordered(chat.topics),
        countries=_ordered(chat.countries),
        languages=tuple(dict.fromkeys(chat.languages)),  # distinct, preferred first
        follows=_ordered(follows),
        muted_words=_ordered(chat.muted_words),
        muted_sources=_ordered(chat.muted_sources),
        tastes=chat.tastes,
        pushed=is_pushed,
        own_language_only=chat.own_language_only,
    )


def _ordered(wishes: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(wishes)))
