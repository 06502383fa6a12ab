"""What was told and is then denied is news, although the words are nearly the same."""

import pytest

from digest.compose import compose
from tests.builders import NOW, article, request, story, texts

DENIALS = (
    ("ru", "Дорога на перевал открыта для машин.", "Дорога на перевал не открыта для машин."),
    ("ky", "Ашуу жолу унаалар үчүн ачык.", "Ашуу жолу унаалар үчүн ачык эмес."),
    ("kk", "Асу жолы көліктер үшін ашық.", "Асу жолы көліктер үшін ашық емес."),
    ("uz", "Dovon yoʻli mashinalar uchun ochiq.", "Dovon yoʻli mashinalar uchun ochiq emas."),
    ("tg", "Роҳи ағба барои мошинҳо кушода шуд.", "Роҳи ағба барои мошинҳо кушода нашуд."),
    ("en", "The road over the pass is open to cars.", "The road over the pass is not open to cars."),
)


@pytest.mark.parametrize(("language", "claim", "denial"), DENIALS)
@pytest.mark.parametrize("is_denied_first", [False, True])
def test_whoever_was_told_one_is_told_the_other(language: str, claim: str, denial: str, is_denied_first: bool) -> None:
    first, second = (denial, claim) if is_denied_first else (claim, denial)
    told = story(1, article(1, first, language=language), article(2, second, language=language))
    (again,) = compose([told], request(told=frozenset({1})), now=NOW).stories
    assert (again.is_update, texts(again.summary)) == (True, [second])


@pytest.mark.parametrize(("language", "claim", "denial"), DENIALS)
def test_a_paraphrase_is_still_no_news(language: str, claim: str, denial: str) -> None:
    for sentence in (claim, denial):
        told = [article(number, sentence, language=language) for number in (1, 2)]
        assert compose([story(1, *told)], request(told=frozenset({1})), now=NOW).stories == ()


@pytest.mark.parametrize(("one", "other"), [DENIALS[0][1:], DENIALS[0][:0:-1]])
def test_a_summary_has_a_claim_and_its_denial_in_either_order(one: str, other: str) -> None:
    told = [article(1, one), article(2, other, "На перевале работают двадцать снегоуборочных машин.")]
    (shown,) = compose([story(1, *told)], request(), now=NOW).stories
    assert texts(shown.summary) == [one, other]
    assert [sentence.source for sentence in shown.summary] == ["Источник 1", "Источник 2"]


def test_a_later_denial_in_other_words_stands_beside_the_claim() -> None:
    claim = article(1, "Трое рабочих пострадали при пожаре на складе в Оше ночью.")
    denial = article(2, "Никто из рабочих не пострадал при пожаре на складе в Оше ночью.")
    (shown,) = compose([story(1, claim, denial)], request(), now=NOW).stories
    assert texts(shown.summary) == [*claim.sentences, *denial.sentences]


def test_a_few_words_that_call_the_headline_untrue_stand_first() -> None:
    claim = "Мост через реку в Оше рухнул"
    fact = "Мост через реку в Оше стоит, движение открыто."
    checked = article(1, "Это фейк.", fact, "Снимки сделаны в другой стране.", headline=claim)
    other = article(2, "Мэрия показала мост через реку в Оше.", headline="Мэрия показала мост")
    for told in ([checked], [checked, other]):
        assert texts(compose([story(1, *told)], request(), now=NOW).stories[0].summary) == ["Это фейк.", fact]
    untitled = article(1, "Это фейк.", fact, headline=fact.rstrip("."))
    assert texts(compose([story(1, untitled)], request(), now=NOW).stories[0].summary) == [fact]
