"""One reader with its models, for the tests of this folder."""

from pathlib import Path

import pytest

from feeds.catalogue import load_phrases, load_topics
from text.annotate import ArticleReader

CATALOGUE = Path(__file__).parents[2] / "catalogue"


@pytest.fixture(scope="session")
def reader() -> ArticleReader:
    return ArticleReader(load_topics(CATALOGUE), load_phrases(CATALOGUE))
