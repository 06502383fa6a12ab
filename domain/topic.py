"""Topics as the newsroom changed them: a stored topic replaces the catalogue's topic with the same key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.chat import Chat, ChatState
from domain.tastes import topic_key


@dataclass(frozen=True, slots=True)
class EditedTopic:
    """A topic that the newsroom added or changed, complete with all its values."""

    key: str
    titles: Mapping[str, str]  # locale → title
    seeds: Mapping[str, tuple[str, ...]]  # language → words or beginnings of words
    # A hidden topic is given to no article and offered to no reader; chats keep their choice in case it returns.
    is_hidden: bool = False
    merged_into: str | None = None  # the key of the topic that got its seeds and readers; then this topic is hidden
    version: int = 1  # the number of changes so far; a change made on an older version is refused


def with_topic_moved(chat: Chat, key: str, to: str) -> Chat:
    """Return the chat with the topic `key` replaced by `to` in its choice of topics and its tastes."""
    topics = tuple(dict.fromkeys(to if one == key else one for one in chat.topics))
    old, tastes = topic_key(key), dict(chat.tastes)
    steps = tastes.pop(old, None)
    if steps is not None:
        tastes.setdefault(topic_key(to), steps)
    return replace(chat, topics=topics, tastes=tuple(sorted(tastes.items())) if steps is not None else chat.tastes)


def is_left_without(chat: Chat, hidden: frozenset[str], hidden_before: frozenset[str]) -> bool:
    """Return whether all topics that a reader chose are hidden now, and at least one was not hidden before.

    The reader's choice is not changed, because a choice of no topics would mean all topics; so the reader gets no news
    by topic.
    """
    chosen = frozenset(chat.topics)
    return chat.state is ChatState.ACTIVE and bool(chosen) and chosen <= hidden and not chosen <= hidden_before


def hidden_keys(topics: Mapping[str, EditedTopic]) -> frozenset[str]:
    return frozenset(key for key, topic in topics.items() if topic.is_hidden)
