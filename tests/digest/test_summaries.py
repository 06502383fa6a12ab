"""Some readers are shown the stored summary, and for others a summary is composed."""

from dataclasses import replace

import pytest

from digest.summaries import groups_of, shown_summary, summary_of
from domain.digest import SummarySentence
from domain.ids import ArticleId
from domain.story import StoryArticle, Summary
from tests.builders import article, story, texts
from text.phrases import NO_PHRASES

FIRST = article(1, "В Оше открыли мост.")
SECOND = article(2, "Мост в Оше построили за год.")
KYRGYZ = article(3, "Ошто көпүрө ачылды.", language="ky")
WRITTEN = Summary("ru", (ArticleId(1), ArticleId(2)), (SummarySentence("Мост открыт.", "Источник 1", None),))


def shown(*articles: StoryArticle, written: Summary = WRITTEN) -> list[str]:
    told = story(1, FIRST, SECOND, KYRGYZ, summaries=(written,))
    return texts(shown_summary(told, articles, NO_PHRASES))


@pytest.mark.parametrize("also", [(), (KYRGYZ,), (article(4, "Мост осветили."),)])
def test_who_sees_all_it_was_made_of_is_shown_what_was_written(also: tuple[StoryArticle, ...]) -> None:
    assert shown(FIRST, SECOND, *also) == ["Мост открыт."]


@pytest.mark.parametrize(
    ("articles", "opening"),
    [
        ((FIRST,), FIRST), ((SECOND,), SECOND), ((KYRGYZ, FIRST, SECOND), KYRGYZ),
        ((article(0, "Мост закрыли."), FIRST, SECOND), article(0, "Мост закрыли.")),
        ((replace(FIRST, source="Новое имя"), SECOND), FIRST),
    ],
)  # fmt: skip
def test_others_are_shown_sentences_of_what_they_see(articles: tuple[StoryArticle, ...], opening: StoryArticle) -> None:
    assert shown(*articles)[0] == opening.sentences[0]


def test_a_summary_is_made_for_each_language_of_what_may_be_pushed() -> None:
    old = article(4, "Мост строили долго.", is_pushable=False)
    alone = article(5, "The bridge is open.", language="en", is_pushable=False)
    groups = groups_of(story(1, SECOND, FIRST, old, KYRGYZ, alone))
    assert groups == ((FIRST, SECOND), (KYRGYZ,), (alone,))
    assert summary_of(groups[0], ()) == Summary("ru", (ArticleId(1), ArticleId(2)), ())


def test_a_crowd_is_not_summarised_whole() -> None:
    (group,) = groups_of(story(1, *(article(number, "Снег.") for number in range(1, 100))))
    assert [one.id for one in group] == list(range(1, 31))
