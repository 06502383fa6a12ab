"""A story as one reader opens it."""

from dataclasses import dataclass

from domain.digest import Disagreement, SummarySentence
from domain.story import Story, StoryArticle


@dataclass(frozen=True, slots=True)
class StoryView:
    story: Story
    articles: tuple[StoryArticle, ...]  # those the reader may see, in the languages they prefer first; at least one
    summary: tuple[SummarySentence, ...]
    disagreement: Disagreement | None = None
