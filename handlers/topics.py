"""Finds topics by the names people know them by."""

from collections.abc import Sequence

from text.cutting import shortened
from text.letters import name_key
from text.topics import Topic, titles_of


class TopicNames:
    """Titles for screens, and topics found by their key or their title in any language."""

    def __init__(self, topics: Sequence[Topic]) -> None:
        self.keys = tuple(topic.key for topic in topics)
        self.titles = titles_of(topics)
        self.spellings = {name_key(topic.key): topic.key for topic in topics} | {
            name_key(title): key for titles in self.titles.values() for key, title in titles.items()
        }

    def split(self, typed: str) -> tuple[tuple[str, ...], str]:
        """Read what was typed after /latest: return a topic and no words, or no topic and the words."""
        words = shortened(" ".join(typed.split()), 200)
        topic = self.spellings.get(name_key(words))
        return ((topic,), "") if topic else ((), words)
