"""Which summary of a story a reader is shown: the one written when the story changed, or one composed for them."""

from collections.abc import Sequence
from typing import Protocol

from digest.summarise import summarise
from domain.digest import SummarySentence
from domain.story import Story, StoryArticle, Summary
from text.phrases import Phrases

_MOST = 30  # articles of one story that a summary is made of


class Summariser(Protocol):
    """Writes summaries, once for each story that has changed; it may take its time."""

    async def summarise(self, groups: Sequence[Sequence[StoryArticle]]) -> Sequence[tuple[SummarySentence, ...]]:
        """Return a summary of each group: articles of one story in one language, the one that speaks for it first."""
        ...


def groups_of(story: Story) -> tuple[tuple[StoryArticle, ...], ...]:
    """Return a story's articles by language, as readers of that language alone are shown them.

    What is never pushed stands back where there is anything else: most readers do not see it.
    """
    groups = []
    for language in dict.fromkeys(article.language for article in story.articles):
        mine = sorted((one for one in story.articles if one.language == language), key=lambda one: one.id)
        groups.append(tuple([one for one in mine if one.is_pushable] or mine)[:_MOST])
    return tuple(groups)


def summary_of(group: Sequence[StoryArticle], sentences: tuple[SummarySentence, ...]) -> Summary:
    """Return what is stored of a summary that was made of a group."""
    return Summary(group[0].language, tuple(article.id for article in group), sentences)


def shown_summary(story: Story, articles: Sequence[StoryArticle], phrases: Phrases) -> tuple[SummarySentence, ...]:
    """Return the summary for a reader who sees those of the articles, the one that speaks for the story first.

    What is stored fits whoever sees all it was made of; where nothing fits, or nothing is written yet, a summary is
    composed of the articles in the language of the first.
    """
    lead = articles[0]
    mine = [article for article in articles if article.language == lead.language]
    seen = {article.id for article in mine}
    for summary in story.summaries:
        if summary.language == lead.language and lead.id in summary.articles and seen.issuperset(summary.articles):
            return summary.sentences
    return summarise(mine, phrases=phrases)
