"""Fixtures for several folders of tests, and the measuring of coverage."""

import os
from collections.abc import Generator
from pathlib import Path

import coverage
import pytest
import structlog

from catalogue.loader import load_lexicon, load_phrases, load_topics
from tests import leaks
from text.annotate import ArticleReader
from text.lexicon.lexicon import Lexicon
from text.phrases import Phrases

CATALOGUE = Path(__file__).parents[1] / "catalogue"

# Tracing would slow down the processes that tests start (the bot, benchmarks) several times. The present process, which
# pytest-xdist started for a part of the tests, is measured in any case.
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.pop("COVERAGE_PROCESS_CONFIG", None)

# All processes import and collect the same tests, so it is enough that the first one traces that; see
# pytest_collection_finish.
_TRACER = coverage.Coverage.current() if os.environ.get("PYTEST_XDIST_WORKER", "gw0") != "gw0" else None
if _TRACER is not None:
    _TRACER.stop()

# As in production: drawing a traceback with the values of all local variables takes half a minute.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        leaks.note,
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)


USUAL_LOGS = structlog.get_config()
leaks.install()


@pytest.fixture(autouse=True)
def usual_logs() -> None:
    """Configure logs as above before each test, whatever an earlier test has configured."""
    structlog.configure(**USUAL_LOGS)


@pytest.fixture(autouse=True)
def no_log_tells_of_people(request: pytest.FixtureRequest, usual_logs: None) -> Generator[None]:
    """Fail a test whose logs hold the token, or names, ids or words of the people who wrote to the bot."""
    folder = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    leaks.WATCHER.forget()
    yield
    lines = [*leaks.WATCHER.lines, *(leaks.lines_of_files(folder) if folder else ())]
    if found := list(leaks.WATCHER.leaks(lines)):
        pytest.fail("a log tells of people:\n" + "\n".join(found[:5]), pytrace=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Trace no lines while a test marked `slow` or `untraced` runs.

    Other tests reach the same lines of this process.
    """
    is_untraced = item.get_closest_marker("slow") or item.get_closest_marker("untraced")
    tracer = coverage.Coverage.current() if is_untraced else None
    if tracer is None:
        return (yield)
    tracer.stop()
    try:
        return (yield)
    finally:
        tracer.start()


def pytest_collection_finish() -> None:
    """Trace what the tests themselves do in every process."""
    if _TRACER is not None:
        _TRACER.start()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests that share a module's event loop in one process, because loading what they share takes seconds."""
    for item in items:
        marker = item.get_closest_marker("asyncio")
        if marker is not None and marker.kwargs.get("loop_scope") == "module" and isinstance(item, pytest.Function):
            item.add_marker(pytest.mark.xdist_group(item.module.__name__))


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """Return the folder of real articles and feeds; a test that needs it is skipped if it does not exist."""
    folder = os.environ.get("TEST_DATA_DIR", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("TEST_DATA_DIR names no folder of real articles and feeds")
    return Path(folder)


@pytest.fixture(scope="session")
def phrases() -> Phrases:
    """Return the service phrases of the catalogue."""
    return load_phrases(CATALOGUE)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """Return the lexicon of the catalogue."""
    return load_lexicon(CATALOGUE)


@pytest.fixture(scope="session")
def reader(phrases: Phrases, lexicon: Lexicon) -> ArticleReader:
    """Return the one article reader, with its models loaded."""
    return ArticleReader(load_topics(CATALOGUE), phrases, lexicon)
