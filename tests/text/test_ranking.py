"""The points of an article for a query, and suggestions of words."""

import pytest

from domain.ids import ArticleId, StoryId
from text.query import parse
from text.ranking import IndexedText, Match, WordMatches, matches, ranked, word_matches_of
from text.suggestions import candidates, may_be_suggested, suggested, wanted_of
from text.words import index_words

HOUR = 3600


def indexed(article_id: ArticleId, title: str, text: str = "") -> IndexedText:
    words = index_words(title, text, "ru")
    return IndexedText(article_id, " ".join(words.exact), " ".join(words.title), " ".join(words.text))


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("мост", True), ("мостов", True), ("мост река", True), ("мост парк", False), ("мост OR парк", True),
        ("мост -река", False), ("мост -парк", True), ('"через реку"', True), ('"реку через"', False),
        ('мост -"через реку"', False),
    ],
)  # fmt: skip
def test_an_article_matches_by_all_groups_and_by_nothing_that_is_left_out(query: str, is_found: bool) -> None:
    assert matches(parse(query).groups, indexed(ArticleId(1), "Мост через реку", "Его открыли утром.")) is is_found


def test_the_title_counts_more_than_the_word_as_it_was_typed_and_that_more_than_another_form() -> None:
    articles = [
        indexed(ArticleId(1), "Мосты", ""),
        indexed(ArticleId(2), "Вести", "Открыт мост."),
        indexed(ArticleId(3), "Вести", "Нет моста."),
    ]
    held = word_matches_of(parse("мост").groups, articles)
    assert (held.in_title, held.exact, held.lemma) == ({1}, {2}, {1, 3})
    assert [match.article_id for match in ranked([Match(ArticleId(n), StoryId(n), 0) for n in (1, 2, 3)], held)] == [
        1,
        2,
        3,
    ]


def test_age_takes_from_what_an_article_is_worth_and_of_equal_ones_the_newer_comes_first() -> None:
    held = WordMatches(exact={ArticleId(1), ArticleId(2), ArticleId(3)})
    found = [
        Match(ArticleId(1), StoryId(1), 0),
        Match(ArticleId(2), StoryId(2), 100 * 24 * HOUR),
        Match(ArticleId(3), StoryId(3), 100 * 24 * HOUR),
    ]
    assert [match.article_id for match in ranked(found, held)] == [3, 2, 1]


def test_the_nearest_word_is_suggested_and_of_equally_near_ones_that_of_more_articles() -> None:
    slips = candidates("норе", ["море", "горе", "гора", "нора"])
    assert suggested(slips, {"море": 1, "горе": 3, "нора": 0}, limit=3) == ("горе", "море")
    assert suggested(slips, {"море": 1, "горе": 3}, limit=1) == ("горе",)


def test_words_too_short_or_too_long_or_with_digits_are_not_kept_and_have_no_neighbours() -> None:
    assert [may_be_suggested(word) for word in ("да", "дом", "2026", "а" * 31)] == [False, True, False, False]
    assert wanted_of("Да") is None
    assert wanted_of("Ёлка") == "елка"
