"""Finding the topics of an article by the lexicon and by a dozen seeds for each topic, without labelled articles.

It works the same way for a topic that an operator adds: Russian seeds are enough to find it in every language.
"""

from text.topics.current import CurrentTopics
from text.topics.model import TopicModel
from text.topics.topic import Topic, titles_of

__all__ = ["CurrentTopics", "Topic", "TopicModel", "titles_of"]
