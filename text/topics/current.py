"""The topics in use: the catalogue's topics with the newsroom's changes."""

from collections.abc import Mapping, Sequence

from domain.topic import EditedTopic
from text.topics.topic import Topic, titles_of


class CurrentTopics:
    """The topics that are in use while the bot runs. All parts share this object, so that they see changes at once."""

    def __init__(self, catalogue: Sequence[Topic] = (), edited: Sequence[EditedTopic] = ()) -> None:
        self._catalogue = tuple(catalogue)
        self.use(edited)

    def use(self, edited: Sequence[EditedTopic]) -> None:
        """Put the newsroom's changes in effect."""
        known = {topic.key: EditedTopic(topic.key, topic.titles, topic.seeds, version=0) for topic in self._catalogue}
        self.every: Mapping[str, EditedTopic] = known | {topic.key: topic for topic in edited}
        self.shown: tuple[Topic, ...] = tuple(map(_topic, (one for one in self.every.values() if not one.is_hidden)))
        # The topics that workers must use in place of the catalogue's; None if nothing was changed.
        self.changed: tuple[Topic, ...] | None = self.shown if edited else None
        self.titles = titles_of(self.shown)
        # Includes hidden topics, because earlier posts may name them.
        self.all_titles = titles_of([_topic(one) for one in self.every.values()])

    def changed_by(self, edited: Sequence[EditedTopic]) -> tuple[Topic, ...]:
        """Return the topics that would be in use after these further changes."""
        after = dict(self.every) | {topic.key: topic for topic in edited}
        return tuple(_topic(one) for one in after.values() if not one.is_hidden)


def _topic(edited: EditedTopic) -> Topic:
    return Topic(edited.key, dict(edited.titles), dict(edited.seeds))
