"""What stories are compared by: read out of an article once, and kept with its annotation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StoryFeatures:
    """The words, names and figures of one article; text.features makes them, StoryIndex compares them."""

    title: tuple[str, ...] = ()  # the headline's words, folded, in order
    stems: tuple[str, ...] = ()  # their stems, without words of one or two letters
    body: Mapping[str, int] = field(default_factory=dict)  # stem → count, of the opening; empty for a headline alone
    rest: tuple[str, ...] = ()  # other stems further down, where a title of another article may find its words
    numbers: tuple[str, ...] = ()  # figures as digits, multipliers applied; single digits of the title only
    names: tuple[str, ...] = ()  # skeletons of capitalised words: a name's sound in Latin letters, over scripts
    marks: tuple[str, ...] = ()  # those of the title, and its figures: what another title must not contradict
    titled: tuple[str, ...] = ()  # terms of the title that articles in two languages can share (text.shared)
    told: tuple[str, ...] = ()  # the other ones, of the text


@dataclass(frozen=True, slots=True)
class StoryItem:
    """An article as StoryIndex takes it."""

    article_id: int
    source: str
    language: str
    published_at: datetime
    stored_at: datetime
    features: StoryFeatures
