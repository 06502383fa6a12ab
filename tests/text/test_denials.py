"""Words that call something untrue stay with what they are about."""

import pytest

from text.annotate import ArticleReader
from text.denials import denies, refutes, with_verdict, with_verdicts
from text.sentences import split

VERDICTS = [
    ("ru", "В соцсетях пишут, что в Оше рухнул мост. Это неправда.", "Мост стоит, движение открыто."),
    ("ky", "Интернетте көпүрө кулады деп жазышты. Бул жалган.", "Көпүрө турат, жол ачык."),
    ("kk", "Желіде көпір құлады деп жазды. Бұл жалған.", "Көпір тұр, жол ашық."),
    ("uz", "Internetda koʻprik quladi deb yozishdi. Bu yolgʻon.", "Koʻprik turibdi, yoʻl ochiq."),
    ("tg", "Дар шабака навиштанд, ки пул фурӯ рафт. Ин дурӯғ аст.", "Пул ҳаст, роҳ кушода аст."),
    ("en", "The bridge is said to have collapsed. This is untrue.", "The bridge is there and open."),
]


@pytest.mark.parametrize(("language", "claim", "fact"), VERDICTS)
def test_the_few_words_behind_a_claim_that_call_it_untrue_stay_with_it(language: str, claim: str, fact: str) -> None:
    text = f"{claim} {fact}"
    assert with_verdicts(split(text), text, language) == (claim, fact)


def test_an_annotation_keeps_a_claim_and_its_verdict_together(reader: ArticleReader) -> None:
    language, claim, fact = VERDICTS[0]
    assert reader.annotate("Что с мостом в Оше", f"{claim} {fact}", language=language).sentences == (claim, fact)


def test_a_verdict_on_a_line_of_its_own_is_not_about_the_line_before() -> None:
    text = "Дорога на перевал открыта.\nФейк\nМост в селе рухнул."
    assert with_verdicts(split(text), text, "ru") == ("Дорога на перевал открыта.", "Фейк", "Мост в селе рухнул.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ФЕЙК\nМост рухнул.", "ФЕЙК: Мост рухнул."),
        ("ФЕЙК: Мост рухнул.", "ФЕЙК: Мост рухнул."),
        ("Осторожно, фейк! Мост рухнул.", "Осторожно, фейк: Мост рухнул."),
        ("Это фейк. Мост стоит.", "Это фейк. Мост стоит."),
        ("Срочно\nМост рухнул.", "Срочно\nМост рухнул."),
        ("Фейк", "Фейк"),
        ("", ""),
    ],
)
def test_a_verdict_at_the_beginning_is_joined_with_what_follows(text: str, told: str) -> None:
    assert with_verdict(text) == told
    assert with_verdict(told) == told


def test_an_unknown_language_denies_and_refutes_nothing() -> None:
    assert not denies("nobody came", "other")
    assert not refutes("this is false", "other")
