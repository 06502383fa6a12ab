"""The features by which stories are compared: computed once for each article and kept with its annotation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.ids import ArticleId


@dataclass(frozen=True, slots=True)
class StoryFeatures:
    """The words, names and figures of one article; text.features computes them, StoryIndex compares them."""

    title: tuple[str, ...] = ()  # the headline's words, case-folded, in order
    stems: tuple[str, ...] = ()  # stems of the title's words, without words of one or two letters
    # Stem → count, in the text's opening; empty if there is only a headline.
    body: Mapping[str, int] = field(default_factory=dict)
    # Other stems from the rest of the text, where words of another article's title may be found.
    rest: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()  # figures as digits, with multipliers applied; single digits from the title only
    names: tuple[str, ...] = ()  # sounds of capitalised words in Latin letters, the same for all scripts
    # Names and figures of the title, which another title of the same story must not contradict.
    marks: tuple[str, ...] = ()
    titled: tuple[str, ...] = ()  # terms of the title that articles in two languages can share (text.shared_terms)
    told: tuple[str, ...] = ()  # such terms of the text


@dataclass(frozen=True, slots=True)
class StoryItem:
    """An article in the form that StoryIndex takes."""

    article_id: ArticleId
    source: str
    language: str
    published_at: datetime
    stored_at: datetime
    features: StoryFeatures
