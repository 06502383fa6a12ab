"""A story that cannot be drawn is missing from a digest, without affecting the others."""

from collections.abc import Sequence
from typing import cast

import pytest
from structlog.testing import capture_logs

from digest.builder import DigestBuilder
from digest.compose import compose
from domain.digest import Disagreement
from domain.story import Story
from storage.interface import Storage, StoryQuery
from tests.builders import NOW, article, request, story, texts

MARKED = (
    "Завод выпустил 10⁶ тонн цемента.", "С января 2025¹ года дорогу закроют.", "① Погибли 3 человека, сообщили врачи.",
    "Глава Ⅻ: двое погибших.", "፩ человек погиб, ½ села без света.", "Погибло １４ овец, ранено ١٤.",
)  # fmt: skip


@pytest.mark.parametrize("sentence", MARKED)
def test_digits_that_int_refuses_are_no_reason_to_go_without_a_digest(sentence: str) -> None:
    told = story(1, article(1, sentence), article(2, "В аварии погибли 5 человек, сообщили врачи."))
    (shown,) = compose([told], request(), now=NOW).stories
    assert sentence in texts(shown.summary)
    again = compose([told], request(told=frozenset({2})), now=NOW)
    assert [found.is_update for found in again.stories] == [True]


def test_one_number_in_two_scripts_is_no_disagreement() -> None:
    told = [article(1, "В аварии погибли 14 человек."), article(2, "В аварии погибли １４ человек.")]
    (shown,) = compose([story(1, *told)], request(), now=NOW).stories
    assert shown.disagreement is None
    assert compose([story(1, *told)], request(told=frozenset({1})), now=NOW).stories == ()


def test_a_footnote_is_neither_a_count_nor_news() -> None:
    noted = article(2, "В аварии в 2025¹ году погибли 5 человек.")
    counted = article(1, "В аварии в 2025 году погибли 5 человек.")
    (shown,) = compose([story(1, counted, noted)], request(), now=NOW).stories
    assert shown.disagreement is None
    assert compose([story(1, counted, noted)], request(told=frozenset({1})), now=NOW).stories == ()


def test_a_number_of_thousands_is_not_read_by_its_end() -> None:
    told = [article(1, "В аварии погибли 3 человека."), article(2, "При наводнении погибли 1 200 овец.")]
    assert compose([story(1, *told)], request(), now=NOW).stories[0].disagreement is None


def broken(number: int) -> Story:
    """Return a story that our code cannot read."""
    return story(number, article(number, headline="Снег на перевале", sentences=(7,)))


def test_a_story_that_cannot_be_composed_is_left_out_and_its_place_goes_to_the_next() -> None:
    stories = [story(1, article(1, "В Оше открыли мост.")), broken(2), story(3, article(3, "В Таласе выпал снег."))]
    digest = compose(stories, request(limit=2), now=NOW)
    assert sorted(found.story_id for found in digest.stories) == [1, 3]
    assert digest.omitted == 0


class Stories:
    def __init__(self, found: Sequence[Story]) -> None:
        self.found = tuple(found)

    async def find(self, _query: StoryQuery) -> tuple[Story, ...]:
        return self.found


class OnlyStories:
    def __init__(self, *found: Story) -> None:
        self.stories = Stories(found)


async def test_a_story_that_cannot_be_composed_is_logged_once_without_its_words() -> None:
    storage = cast("Storage", OnlyStories(broken(2), story(1, article(1, "В Оше открыли мост."))))
    builder = DigestBuilder(storage)
    with capture_logs() as lines:
        for topics in ((), ("society",)):
            digest = await builder.build(request(topics=topics), now=NOW)
            assert [found.story_id for found in digest.stories] == [1]
        assert (await builder.compose([broken(2)], request(), now=NOW)).stories == ()
    assert [line["story"] for line in lines] == [2]
    assert "Снег" not in str(lines)


def test_the_link_of_a_figure_is_the_article_that_holds_it() -> None:
    told = [
        article(1, "В аварии погибли 3 человека.", source="Тандем"),
        article(2, "Дорогу перекрыли на час.", source="Вестник"),
        article(3, "В аварии погибли 5 человек.", source="Вестник"),
    ]
    found = compose([story(1, *told)], request(), now=NOW).stories[0].disagreement
    assert found == Disagreement((("Тандем", "3"), ("Вестник", "5")))
    assert found is not None
    assert found.urls == ("https://example.org/1", "https://example.org/3")
