"""Widening a query to other languages, and to other words of its own."""

import pytest

from tests.lexicon import LEXICON
from text.across import asked_elsewhere
from text.query import parse
from text.words import index_words, sound_terms


def asked(query: str) -> list[set[str]]:
    return [set(terms) for terms in asked_elsewhere(query.split(), LEXICON)]


def test_a_word_asks_all_other_languages_and_the_titles_of_its_own() -> None:
    assert asked("пожара") == [{"8ru_fire", "6ky_fire", "6kk_fire", "6uz_fire", "6tg_fire", "6en_fire"}]


def test_the_name_of_a_place_asks_its_own_language_in_the_same_way() -> None:
    (found,) = asked("Оше")
    assert {"6ru_place_osh", "6uz_place_osh", "6en_place_osh"} <= found


def test_words_with_endings_may_be_of_every_language_with_their_letters() -> None:
    (found,) = asked("өрттү")
    assert {"8ky_fire", "8kk_fire", "6ru_fire"} <= found
    assert not found & {"6ky_fire", "6kk_fire"}


def test_neighbours_that_name_a_thing_together_both_ask_for_it() -> None:
    assert all("6uz_emergency" in terms for terms in asked("чрезвычайного положения"))


@pytest.mark.parametrize("typed", ["горшок", "пожаловаться", "тауық", "карету"])
def test_a_word_that_only_begins_like_one_asks_for_nothing(typed: str) -> None:
    assert asked(typed) == [set()]


@pytest.mark.parametrize("typed", ["өртү", "орт", "yonginni", "yong'inni"])
def test_words_are_known_with_and_without_endings_of_their_language(typed: str) -> None:
    (found,) = asked(typed)
    assert ("6ru_fire" in found) is (typed not in ("орт", "yonginni"))


def test_a_word_in_letters_of_another_language_is_known_by_its_sound() -> None:
    assert "6tg_fire" in asked("suxtor")[0]


@pytest.mark.parametrize(
    ("typed", "written", "language"),
    [
        ("Хамракуловдун", "Ҳамроқулов", "tg"),
        ("Qodirova", "Кадыровой", "ru"),
        ("Оқтовда", "Ақтауға", "kk"),
        ("жапаров", "Ҷапаровро", "tg"),
        ("Kambarata", "Қамбаротада", "uz"),
    ],
)
def test_names_meet_by_their_sound(typed: str, written: str, language: str) -> None:
    assert not set(asked(typed)[0]).isdisjoint(index_words("", written, language).text)


@pytest.mark.parametrize("typed", ["вопрос", "Вопрос", "маселени", "мәселені"])
def test_what_is_no_name_asks_for_no_sound(typed: str) -> None:
    assert not any(term.startswith("7") for term in asked(typed)[0])


def test_short_sounds_are_not_compared() -> None:
    assert sound_terms("Ко", "ru") == []


def test_where_words_must_meet_each_asks_its_own_language_as_the_others() -> None:
    fire, _ = (group[0] for group in parse("пожар горы", lexicon=LEXICON).groups)
    assert "6ru_fire" in fire.elsewhere
    (alone,) = (group[0] for group in parse("пожар -горы", lexicon=LEXICON).groups[:1])
    assert "8ru_fire" in alone.elsewhere


@pytest.mark.parametrize("typed", ['"чрезвычайное положение"', "lang:ru", ""])
def test_phrases_and_fields_ask_for_themselves_alone(typed: str) -> None:
    assert not any(term.elsewhere for group in parse(typed, lexicon=LEXICON).groups for term in group)


@pytest.mark.parametrize("typed", ["o'sh -", "а'б-'в", "''", "пожар'", "-'", "😀 пожар", "ў" * 300])
def test_any_query_is_understood(typed: str) -> None:
    words = [word for group in parse(typed).groups for term in group for word in term.alternatives]
    asked = [word for group in parse(typed, lexicon=LEXICON).groups for term in group for word in term.alternatives]
    assert asked == words, "what is asked for elsewhere changes nothing of the words themselves"
