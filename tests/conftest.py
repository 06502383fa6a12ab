"""Fixtures that several folders of tests use."""

import os
from pathlib import Path

import pytest
import structlog

from catalogue.loading import load_lexicon, load_phrases, load_topics
from text.annotate import ArticleReader
from text.lexicon.lexicon import Lexicon
from text.phrases import Phrases

CATALOGUE = Path(__file__).parents[1] / "catalogue"

# Tracing would make the processes that tests start, the bot and its benchmarks, several times slower. This process, which
# pytest-xdist has started for a share of the tests, is measured already.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

# As in production: no tracebacks with the values of every local variable, which take half a minute to draw.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The folder of real articles and feeds; what needs it is skipped where it is absent."""
    folder = os.environ.get("TEST_DATA_DIR", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("TEST_DATA_DIR names no folder of real articles and feeds")
    return Path(folder)


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    """The service phrases of the catalogue."""
    return load_phrases(CATALOGUE)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The lexicon of the catalogue."""
    return load_lexicon(CATALOGUE)


@pytest.fixture(scope="session")
def reader(phrases: Phrases, lexicon: Lexicon) -> ArticleReader:
    """One reader with its models."""
    return ArticleReader(load_topics(CATALOGUE), phrases, lexicon)
