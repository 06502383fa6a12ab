"""Topics changed by the newsroom: a stored topic replaces the catalogue's topic with the same key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.chat import Chat, ChatState
from domain.tastes import topic_key


@dataclass(frozen=True, slots=True)
class EditedTopic:
    """A topic that the newsroom added or changed, with all its values."""

    key: str
    titles: Mapping[str, str]  # locale → title
    seeds: Mapping[str, tuple[str, ...]]  # language → words or beginnings of words
    is_hidden: bool = False  # not found in articles and not offered; chats keep their choice in case it returns
    merged_into: str | None = None  # the key of the topic that took over its seeds and readers; this one is hidden then
    version: int = 1  # the number of changes, so that two editors do not overwrite each other's changes


def with_topic_moved(chat: Chat, key: str, to: str) -> Chat:
    """Return the chat with its choice and taste of a topic transferred to another topic."""
    topics = tuple(dict.fromkeys(to if one == key else one for one in chat.topics))
    old, tastes = topic_key(key), dict(chat.tastes)
    steps = tastes.pop(old, None)
    if steps is not None:
        tastes.setdefault(topic_key(to), steps)
    return replace(chat, topics=topics, tastes=tuple(sorted(tastes.items())) if steps is not None else chat.tastes)


def is_left_without(chat: Chat, hidden: frozenset[str], hidden_before: frozenset[str]) -> bool:
    """Return whether a reader's chosen topics are all hidden now, and were not before.

    Such a choice stays as it is, since no topics at all would mean every topic, but the reader gets no news by topic.
    """
    chosen = frozenset(chat.topics)
    return chat.state is ChatState.ACTIVE and bool(chosen) and chosen <= hidden and not chosen <= hidden_before


def hidden_keys(topics: Mapping[str, EditedTopic]) -> frozenset[str]:
    return frozenset(key for key, topic in topics.items() if topic.is_hidden)
