"""Pages of results: every story that can be drawn is drawn."""

from datetime import timedelta

from structlog.testing import capture_logs

from domain.ids import ArticleId
from render.message import OutgoingMessage
from render.search import SearchResults, results
from render.split import visible
from tests.builders import NOW, article, story
from tests.texts import TEXTS

T = TEXTS.translator("ru")


def test_a_story_that_cannot_be_drawn_costs_the_page_none_of_the_others() -> None:
    odd = article(2, headline="Снег на перевале", published_at=timedelta(1))
    found = SearchResults(
        "мост", [story(1, article(1, "В Оше открыли мост.")), story(2, odd)], [ArticleId(1), ArticleId(2)]
    )
    with capture_logs() as lines:
        page = results(found, T, zone="Asia/Bishkek", now=NOW)
    shown = visible(page.html)
    assert "В Оше открыли мост" in shown
    assert opened(page) == {"1": "1:s:open:1"}
    assert [line["story"] for line in lines] == [2]
    assert "Снег" not in str(lines)


def test_each_story_has_a_number_and_a_button_that_opens_it_by_the_article_that_matched() -> None:
    bridge = story(1, article(1, "В Оше открыли мост."), article(2, "Мост в Оше открыт."))
    found = SearchResults(
        "мост", [bridge, story(2, article(3, "Мост закрыт."))], [ArticleId(2), ArticleId(3)], by_word=1
    )
    page = results(found, T, zone="Asia/Bishkek", now=NOW)
    first, second = (visible(page.html).index(words) for words in ("Мост в Оше открыт", "Мост закрыт"))
    assert visible(page.html).index("1. ") < first < visible(page.html).index("2. ") < second
    assert opened(page) == {"1": "1:s:open:2", "2": "1:s:open:3"}
    assert page.buttons[-1][0].data == "1:s:keep:on"


def test_the_button_of_the_only_story_says_what_it_does() -> None:
    found = SearchResults("мост", [story(1, article(1, "В Оше открыли мост."))], [ArticleId(1)])
    page = results(found, T, zone="Asia/Bishkek", now=NOW)
    assert opened(page) == {"Подробнее": "1:s:open:1"}
    assert "1. " not in visible(page.html)


def test_results_in_a_channel_have_no_numbers_and_open_nothing() -> None:
    told = [story(number, article(number, f"Мост {number}.")) for number in (1, 2)]
    found = SearchResults("мост", told, [ArticleId(1), ArticleId(2)], can_be_opened=False)
    page = results(found, T, zone="Asia/Bishkek", now=NOW)
    assert not opened(page)
    assert "1. " not in visible(page.html)


def opened(page: OutgoingMessage) -> dict[str, str]:
    """Return the buttons that open stories: their texts with their data."""
    buttons = [button for row in page.buttons for button in row]
    return {button.text: button.data for button in buttons if button.data and ":open:" in button.data}


def test_the_outlet_whose_sentence_is_shown_is_named_first_and_linked() -> None:
    told = story(1, *(article(number, f"В Оше открыли мост {number}.") for number in range(1, 6)))
    html = results(SearchResults("мост", [told], [ArticleId(4)]), T, zone="Asia/Bishkek", now=NOW).html
    assert "В Оше открыли мост 4." in html
    assert '\n<a href="https://example.org/4">Источник 4</a> · ' in html
    assert "ещё 2" in html.casefold()
