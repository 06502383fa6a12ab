"""A story as one reader opens it."""

from dataclasses import dataclass
from datetime import datetime

from domain.digest import Disagreement, SummarySentence
from domain.ids import ArticleId, StoryId
from domain.story import Story, StoryArticle


@dataclass(frozen=True, slots=True)
class Step:
    """A story of an affair, as one of its articles told it."""

    story_id: StoryId
    article_id: ArticleId  # the story's first article, by which buttons name the story
    headline: str
    url: str | None
    began_at: datetime


@dataclass(frozen=True, slots=True)
class Difference:
    """A count, a moment or an amount that outlets report differently."""

    thing: str
    given: Disagreement


@dataclass(frozen=True, slots=True)
class StoryView:
    story: Story
    articles: tuple[
        StoryArticle, ...
    ]  # articles that the reader may see, those in preferred languages first; at least one
    summary: tuple[SummarySentence, ...]
    differences: tuple[Difference, ...] = ()
    related: tuple[Step, ...] = ()  # stories outside the affair that name the same people, places or organisations
    affair: tuple[Step, ...] = ()  # the stories of the affair in order, including this one; empty if it has no other
