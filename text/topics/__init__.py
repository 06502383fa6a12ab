"""Finding the topics of an article with a dozen seed words for each topic and the lexicon, without labelled data.

A topic that an operator adds works the same way; seeds in Russian are enough to find it in every language.
"""

from text.topics.current import CurrentTopics
from text.topics.model import TopicModel
from text.topics.topic import Topic, titles_of

__all__ = ["CurrentTopics", "Topic", "TopicModel", "titles_of"]
