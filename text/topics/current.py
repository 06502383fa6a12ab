"""The topics in use: the catalogue's, with what the newsroom changed."""

from collections.abc import Mapping, Sequence

from domain.topic import EditedTopic
from text.topics.topic import Topic, titles_of


class CurrentTopics:
    """The one place to ask for topics while the bot runs; whoever holds it sees a change at once."""

    def __init__(self, catalogue: Sequence[Topic] = (), edited: Sequence[EditedTopic] = ()) -> None:
        self._catalogue = tuple(catalogue)
        self.use(edited)

    def use(self, edited: Sequence[EditedTopic]) -> None:
        """Put what the newsroom changed over the catalogue."""
        known = {topic.key: EditedTopic(topic.key, topic.titles, topic.seeds, version=0) for topic in self._catalogue}
        self.every: Mapping[str, EditedTopic] = known | {topic.key: topic for topic in edited}
        self.shown: tuple[Topic, ...] = tuple(map(_topic, (one for one in self.every.values() if not one.is_hidden)))
        # What workers are to find instead of the catalogue's topics; None where that is the same.
        self.changed: tuple[Topic, ...] | None = self.shown if edited else None
        self.titles = titles_of(self.shown)
        # Also of topics that are hidden, since what was sent before may name them.
        self.all_titles = titles_of([_topic(one) for one in self.every.values()])

    def changed_by(self, edited: Sequence[EditedTopic]) -> tuple[Topic, ...]:
        """Return the topics that would be found with these changes as well."""
        after = dict(self.every) | {topic.key: topic for topic in edited}
        return tuple(_topic(one) for one in after.values() if not one.is_hidden)


def _topic(edited: EditedTopic) -> Topic:
    return Topic(edited.key, dict(edited.titles), dict(edited.seeds))
