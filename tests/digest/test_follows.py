"""Matching articles with stored queries: follows and mutes, in any inflection and script, thousands at once."""

import random

import pytest

from digest.follows import FollowMatcher
from digest.matching import Matchable, Words, answers, stored_query
from domain.chat import Follow
from domain.ids import ChatId, FollowId
from tests.lexicon import LEXICON
from text.mentions import named_in
from text.words import index_words


def article(title: str, text: str = "", language: str = "ru", **places: object) -> Matchable:
    return Matchable(Words(index_words(title, text, language)), language=language, **places)  # type: ignore[arg-type]


def matched(found: Matchable, *queries: str) -> list[str]:
    follows = [Follow(FollowId(number), ChatId(1), query) for number, query in enumerate(queries)]
    return [follow.query for follow in FollowMatcher(follows).match(found)]


@pytest.mark.parametrize(
    ("title", "language", "query"),
    [
        ("Жапаровго кат жазышты", "ky", "Жапаров"), ("Президент Жапаров выступил", "ru", "Жапаровдун"),
        ("Тоқаев сөз сөйледі", "kk", "Tokayev"), ("Тушат пожары", "ru", "пожаров"), ("Жаңы жолдор", "ky", "жол"),
        ("Mirziyoyev Toshkentda", "uz", "Мирзиёев"), ("Өрт өчүрүлдү", "ky", "орт"),
        ("Мост через реку", "ru", '"через реку"'),
        ("Премьер-министр ушёл", "ru", '"премьер министр"'), ("Протест у здания", "ru", "ghjntcn"),
    ],
)  # fmt: skip
def test_a_follow_is_answered_in_any_inflection_and_script(title: str, language: str, query: str) -> None:
    assert matched(article(title, language=language), query, "кенгуру") == [query]


@pytest.mark.parametrize(
    ("title", "language", "query", "is_answered"),
    [
        ("Токойдо өрт чыкты", "ky", "пожар", True), ("Тоодо өрт чыкты", "ky", "пожар горы", True),
        ("Токойдо өрт чыкты", "ky", "пожар горы", False), ("Тоодо өрт чыкты", "ky", "пожар -горы", False),
        ("Пожар в лесу", "ru", "O'sh OR yong'in", True), ("Токойдо өрт чыкты", "ky", "пожар lang:ru", False),
        ("Токойдо өрт чыкты", "ky", '"пожар горы"', False), ("Oqtovda port ochildi", "uz", "Ақтау", True),
    ],
)  # fmt: skip
def test_a_follow_is_answered_by_what_other_languages_say(
    title: str, language: str, query: str, *, is_answered: bool
) -> None:
    words = Words(index_words(title, "", language, named_in(title, "", language, LEXICON)))
    found = Matchable(words, language=language)
    follows = [Follow(FollowId(1), ChatId(1), query)]
    assert bool(FollowMatcher(follows, LEXICON).match(found)) is is_answered
    assert answers(found, stored_query(query, LEXICON)) is is_answered
    assert not FollowMatcher(follows).match(found)


def test_fields_of_a_follow_are_asked_too() -> None:
    found = article("Мост открыт", topics=("economy",), countries=("kg",), source="Вестник степи")
    yes = (
        "мост topic:economy",
        "тема:экономика",
        "страна:kg",
        "источник:вестник",
        "lang:ru мост",
        "мост -source:тандем",
    )
    no = ("мост topic:sports", "country:kz", "source:степь", "lang:ky", "мост -source:вестник", "-мост тема:экономика")
    assert matched(found, *yes, *no) == list(yes)


def test_nothing_answers_a_follow_that_asks_for_nothing() -> None:
    assert matched(article("Мост открыт"), "", "-парк", '""', "***", "since:7d", "-source:тандем") == []
    assert not answers(article("Мост открыт"), stored_query(""))


def test_thousands_of_follows_answer_as_each_would_alone() -> None:
    chance = random.Random(5)
    vocabulary = ["мост", "река", "пожар", "школа", "лодка", "весна", "город", "парк", "цены", "налог", "газ", "свет"]
    queries: set[str] = set()
    while len(queries) < 1500:
        parts = chance.sample(vocabulary, chance.randint(1, 3))
        queries.add(" ".join(("-" if chance.random() < 0.2 else "") + word for word in parts))
    follows = [Follow(FollowId(number), ChatId(number), query) for number, query in enumerate(sorted(queries))]
    matcher = FollowMatcher(follows)
    for _ in range(20):
        found = article(" ".join(chance.sample(vocabulary, 5)))
        alone = [follow.id for follow in follows if answers(found, stored_query(follow.query))]
        assert [follow.id for follow in matcher.match(found)] == alone


def test_follows_of_other_words_are_not_even_looked_at() -> None:
    """Matching takes time linear in the article's length, because follows of other words cost nothing."""
    follows = [Follow(FollowId(number), ChatId(1), f"слово{number}") for number in range(1000)]
    matcher = FollowMatcher(follows)
    looked_at: list[int] = []

    class Queries(dict[FollowId, object]):
        def __getitem__(self, key: FollowId) -> object:
            looked_at.append(key)
            return super().__getitem__(key)

    matcher._queries = Queries(matcher._queries)  # type: ignore[assignment]
    assert [follow.query for follow in matcher.match(article("Здесь слово7 и слово77"))] == ["слово7", "слово77"]
    assert len(looked_at) < 10
