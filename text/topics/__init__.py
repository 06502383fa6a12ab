"""Finds the topics of an article, from a dozen seed words for each topic, the lexicon, and no labelled data.

A topic an operator adds works the same way; with Russian seeds alone it is found in every language.
"""

from text.topics.model import TopicModel
from text.topics.topic import Topic, titles_of

__all__ = ["Topic", "TopicModel", "titles_of"]
