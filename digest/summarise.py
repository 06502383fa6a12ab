"""Summaries: sentences that stand in the articles, each with its source."""

from collections.abc import Sequence

from domain.digest import SummarySentence
from domain.story import StoryArticle

_NOT_FIRST = ("напомним", "ранее", "также", "он ", "она ", "они ", "по его словам", "по ее словам", "по её словам")


def summarise(articles: Sequence[StoryArticle], *, sentences: int = 2) -> tuple[SummarySentence, ...]:
    """Up to `sentences` of the lead article (the first given), in their order there."""
    if not articles:
        return ()
    lead = articles[0]
    chosen = [sentence for sentence in lead.sentences if not sentence.lower().startswith(_NOT_FIRST)]
    chosen = (chosen or list(lead.sentences))[:sentences]
    return tuple(SummarySentence(sentence, lead.source, lead.url) for sentence in chosen)
