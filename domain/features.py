"""The features by which stories are compared. They are computed once for each article and stored in its annotation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.ids import ArticleId


@dataclass(frozen=True, slots=True)
class StoryFeatures:
    """The words, names and figures of one article; text.features computes them, StoryIndex compares them."""

    title: tuple[str, ...] = ()  # the words of the headline, case-folded, in order
    stems: tuple[str, ...] = ()  # stems of the title's words, without words of one or two letters
    # Stem → number of times it occurs in the opening of the text; empty if the article is only a headline.
    body: Mapping[str, int] = field(default_factory=dict)
    # Stems that occur only after the opening; words of another article's title are looked for among them, too.
    rest: tuple[str, ...] = ()
    # Figures as digits ("2 thousand" is 2000); single digits are taken from the title only.
    numbers: tuple[str, ...] = ()
    # Capitalised words as they sound, in Latin letters, so that they are equal in all scripts.
    names: tuple[str, ...] = ()
    # Names and figures of the title; articles whose titles contradict each other in them belong to different stories.
    marks: tuple[str, ...] = ()
    # Terms of the title that articles in another language can have, too (text.shared_terms).
    titled: tuple[str, ...] = ()
    told: tuple[str, ...] = ()  # shared terms of the article's text that are not in `titled`


@dataclass(frozen=True, slots=True)
class StoryItem:
    """An article in the form in which StoryIndex compares it."""

    article_id: ArticleId
    source: str
    language: str
    published_at: datetime
    stored_at: datetime
    features: StoryFeatures
