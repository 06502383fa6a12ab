"""Pages of results: every story that can be drawn is drawn."""

from datetime import timedelta
from pathlib import Path

from structlog.testing import capture_logs

from domain.ids import ArticleId
from render.search import SearchResults, results
from render.split import visible
from render.texts import Texts
from tests.builders import NOW, article, story

T = Texts(Path(__file__).resolve().parents[2] / "locales").translator("ru")


def test_a_story_that_cannot_be_drawn_costs_the_page_none_of_the_others() -> None:
    odd = article(2, headline="Снег на перевале", published_at=timedelta(1))
    found = SearchResults(
        "мост", [story(1, article(1, "В Оше открыли мост.")), story(2, odd)], [ArticleId(1), ArticleId(2)]
    )
    with capture_logs() as lines:
        shown = visible(results(found, T, zone="Asia/Bishkek", now=NOW).html)
    assert "В Оше открыли мост" in shown
    assert [line["story"] for line in lines] == [2]
    assert "Снег" not in str(lines)


def test_the_outlet_whose_sentence_is_shown_is_named_first_and_linked() -> None:
    told = story(1, *(article(number, f"В Оше открыли мост {number}.") for number in range(1, 6)))
    html = results(SearchResults("мост", [told], [ArticleId(4)]), T, zone="Asia/Bishkek", now=NOW).html
    assert "В Оше открыли мост 4." in html
    assert '\n<a href="https://example.org/4">Источник 4</a> · ' in html
    assert "ещё 2" in html.casefold()
