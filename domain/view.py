"""A story in the form in which one reader opens it."""

from dataclasses import dataclass
from datetime import datetime

from domain.digest import Disagreement, SummarySentence
from domain.ids import ArticleId, StoryId
from domain.story import Story, StoryArticle


@dataclass(frozen=True, slots=True)
class Step:
    """One story of an affair, shown by one of its articles."""

    story_id: StoryId
    article_id: ArticleId  # the story's first article; buttons name the story by it
    headline: str
    url: str | None
    began_at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """A number, a moment or an amount that outlets report differently."""

    thing: str
    given: Disagreement


@dataclass(frozen=True, slots=True)
class StoryView:
    story: Story
    # The articles that the reader may see, those in preferred languages first; at least one.
    articles: tuple[StoryArticle, ...]
    summary: tuple[SummarySentence, ...]
    differences: tuple[Difference, ...] = ()
    related: tuple[Step, ...] = ()  # stories of other affairs that name the same people, places or organisations
    # All stories of the affair in order, with this one; empty if the affair has no other story.
    affair: tuple[Step, ...] = ()
