"""Topics changed by the newsroom: a stored topic replaces the catalogue's topic with the same key."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.chat import Chat
from domain.tastes import topic_key


@dataclass(frozen=True, slots=True)
class EditedTopic:
    """A topic that the newsroom added or changed, with all its values."""

    key: str
    titles: Mapping[str, str]  # locale → title
    seeds: Mapping[str, tuple[str, ...]]  # language → words or beginnings of words
    is_hidden: bool = False  # True: not found in articles and not offered to readers
    merged_into: str | None = None  # the key of the topic that took over its seeds and readers; this one is hidden then
    version: int = 1  # the number of changes, so that two editors do not overwrite each other's changes


def with_topic_moved(chat: Chat, key: str, to: str | None) -> Chat:
    """Return the chat with its choice and taste of a topic transferred to another topic, or removed for None."""
    topics = tuple(dict.fromkeys(new for one in chat.topics if (new := to if one == key else one) is not None))
    old, tastes = topic_key(key), dict(chat.tastes)
    steps = tastes.pop(old, None)
    if steps is not None and to is not None:
        tastes.setdefault(topic_key(to), steps)
    return replace(chat, topics=topics, tastes=tuple(sorted(tastes.items())) if steps is not None else chat.tastes)
