"""Any typed query gets a page, which may be empty, and never an error."""

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.ids import ArticleId
from tests.storage.openers import OPENERS
from tests.storage.shelf import Shelf
from tests.text.test_query import PIECES

pytestmark = pytest.mark.slow


class SearchedShelf:
    """A shelf that synchronous functions can search, on its own event loop."""

    def __init__(self, shelf: Shelf, runner: asyncio.Runner) -> None:
        self._shelf = shelf
        self._runner = runner

    def found(self, query: str) -> list[ArticleId]:
        return self._runner.run(self._shelf.found(query))

    def similar(self, word: str) -> tuple[str, ...]:
        return self._runner.run(self._shelf.storage.search.similar_words(word))


@pytest.fixture(scope="module", params=sorted(OPENERS))
def shelf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchedShelf]:
    folder: Path = tmp_path_factory.mktemp("any")
    with asyncio.Runner() as runner:
        opened = OPENERS[request.param](folder)
        stack = contextlib.AsyncExitStack()
        shelf = Shelf(runner.run(stack.enter_async_context(opened)).storage)
        for title in ("Мост через реку", "Wildfires in the hills", "Жаңы мектеп ачылды", "Цены 2026 года: 12,5%"):
            runner.run(shelf.tell(title))
        yield SearchedShelf(shelf, runner)
        runner.run(stack.aclose())


@given(
    query=st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=12).map(" ".join) | st.text(max_size=400)
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_the_search_raise(shelf: SearchedShelf, query: str) -> None:
    assert isinstance(shelf.found(query), list)


@given(word=st.text(max_size=40))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_word_makes_the_suggestions_raise(shelf: SearchedShelf, word: str) -> None:
    assert isinstance(shelf.similar(word), tuple)


@pytest.mark.parametrize(
    "query",
    [
        "мост " * 2000, "м" * 10_000, '"' * 10_000, "-" * 10_000, "OR " * 3000, "(" * 10_000, "AND OR NOT NEAR",
        '"мост', 'мост"', '"мост" "', "'; DROP TABLE articles; --", "1 UNION SELECT payload FROM inbox", "мост\0река",
        "\0", "\U0001f600\U0001f525", "мост \U0001f600", "title:мост", "{title text}:мост", "мост*", "^мост",
        "facets:3l_ru", "3l_ru", "NEAR(мост река, 2)", "мост + река", "\\", "%", "_", "\ud800", "‮мост",
    ],
)  # fmt: skip
def test_bad_input_is_answered(shelf: SearchedShelf, query: str) -> None:
    assert isinstance(shelf.found(query), list)


def test_words_beside_nonsense_are_still_found(shelf: SearchedShelf) -> None:
    (bridge,) = shelf.found("мост")
    for query in ('"мост', 'мост"', "мост \U0001f600", "(мост)", "мост*", "«мост»", "мост?!", "мост\0", "мост OR"):
        assert shelf.found(query) == [bridge], query


def test_no_query_reaches_the_facets_or_columns(shelf: SearchedShelf) -> None:
    for query in ("3l_ru", "facets:3l_ru", "3c_kg", '"3l_ru 3f_1"'):
        assert shelf.found(query) == [], query
