"""Choosing the summary that a reader is shown: the stored one, or else one composed for this reader."""

from collections.abc import Sequence
from typing import Protocol

from digest.figures import newest_count_first
from digest.summarise import summarise
from domain.digest import SummarySentence
from domain.story import Story, StoryArticle, Summary
from text.phrases import Phrases

_MOST = 30  # the most articles from which a summary is made


class Summariser(Protocol):
    """The writer of summaries. It is called once after each change of a story, and may be slow."""

    async def summarise(self, groups: Sequence[Sequence[StoryArticle]]) -> Sequence[tuple[SummarySentence, ...]]:
        """Return a summary for each group; a group is the articles of a story in one language, the lead first."""
        ...


def groups_of(story: Story) -> tuple[tuple[StoryArticle, ...], ...]:
    """Return a story's articles grouped by language, each group with its lead first.

    Articles that are never pushed are left out if there are others, because most readers do not see them.
    """
    groups = []
    for language in dict.fromkeys(article.language for article in story.articles):
        mine = sorted((one for one in story.articles if one.language == language), key=lambda one: one.id)
        groups.append(newest_count_first([one for one in mine if one.is_pushable] or mine)[:_MOST])
    return tuple(groups)


def summary_of(group: Sequence[StoryArticle], sentences: tuple[SummarySentence, ...]) -> Summary:
    """Return the sentences that the summariser wrote for a group as a Summary, which can be stored."""
    return Summary(group[0].language, tuple(article.id for article in group), sentences)


def shown_summary(story: Story, articles: Sequence[StoryArticle], phrases: Phrases) -> tuple[SummarySentence, ...]:
    """Return the summary for a reader who sees these articles, the lead first.

    A stored summary is shown to readers who see all the articles it was made from. For others, and if there is none
    yet, a summary is composed from the articles in the lead's language.
    """
    lead = articles[0]
    mine = [article for article in articles if article.language == lead.language]
    for summary in story.summaries:
        if summary.language == lead.language and lead.id in summary.articles and _fits(summary, mine):
            return summary.sentences
    return summarise(mine, phrases=phrases)


def _fits(summary: Summary, articles: Sequence[StoryArticle]) -> bool:
    """Return whether a reader sees all articles of a summary, and its sources still have the names in the summary."""
    seen, named = {article.id for article in articles}, {article.source for article in articles}
    return seen.issuperset(summary.articles) and named.issuperset(sentence.source for sentence in summary.sentences)
