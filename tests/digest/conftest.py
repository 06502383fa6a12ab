"""One reader with its models, for the tests of this folder."""

from pathlib import Path

import pytest

from feeds.catalogue import load_phrases, load_topics
from text.annotate import ArticleReader
from text.phrases import Phrases

CATALOGUE = Path(__file__).parents[2] / "catalogue"


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    return load_phrases(CATALOGUE)


@pytest.fixture(scope="session")
def reader(phrases: Phrases) -> ArticleReader:
    return ArticleReader(load_topics(CATALOGUE), phrases)
