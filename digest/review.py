"""Composing a review of several days: each affair is told once, by its newest story, with its earlier ones. Pure.

The newest story means the newest that matches the request, since a later one may be in another language. Affairs are
chosen by their number of outlets, counted over all their stories, not by freshness. A review may repeat what was told;
but if a reader was away and asks for what they missed, told articles are left out.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from digest.compose import Shortlist, readable
from digest.rank import order
from domain.digest import Digest, DigestRequest, DigestStory, Earlier
from domain.ids import StoryId
from domain.story import Story
from text.lexicon.lexicon import Lexicon
from text.phrases import NO_PHRASES, Phrases

REVIEWED = timedelta(days=7)
MOST = 12  # the most affairs in a review
_COURSE = 3  # earlier stories shown for an affair: its first one and the latest ones


def review(
    stories: Sequence[Story],
    request: DigestRequest,
    *,
    now: datetime,
    phrases: Phrases = NO_PHRASES,
    lexicon: Lexicon | None = None,
) -> Digest:
    """Return a digest of up to `request.limit` affairs: those about which the most outlets reported.

    The affair with the newest story comes first.
    """
    by_id = {story.id: story for story in stories}
    affairs = _affairs(by_id)
    # `develops` is removed, because otherwise a shortlist would show only the newest story of each affair.
    several = [replace(story, develops=None) for affair in affairs if len(affair) > 1 for story in affair]
    wanted = Shortlist(several, request, now=now, phrases=phrases, lexicon=lexicon).stories()
    courses = {affair[-1].id: affair for affair in (_up_to_wanted(affair, wanted) for affair in affairs)}
    newest = [by_id[story_id] for story_id in courses]
    everything = replace(request, limit=len(newest))
    found = Shortlist(newest, everything, now=now, phrases=phrases, lexicon=lexicon).digest(request.told).stories
    weighty = sorted(found, key=lambda story: _weight(courses[story.story_id], request, now))[: request.limit]
    told = sorted(weighty, key=lambda story: (story.published_at, story.story_id), reverse=True)
    drawn = tuple(replace(story, course=_course(courses[story.story_id], request, story)) for story in told)
    return Digest(request.window, drawn, len(found) - len(drawn))


def _affairs(stories: Mapping[StoryId, Story]) -> list[list[Story]]:
    """Return the stories grouped by affair, in the order of the affairs' first stories.

    A story that is not related to any other is an affair of its own.
    """
    affairs: dict[StoryId, list[Story]] = {}
    for story in sorted(stories.values(), key=lambda story: story.articles[0].id):
        affairs.setdefault(_first(story, stories), []).append(story)
    return list(affairs.values())


def _up_to_wanted(affair: Sequence[Story], wanted: Container[StoryId]) -> Sequence[Story]:
    """Return the stories of an affair up to the newest one in `wanted`; all of them if none is in `wanted`."""
    end = max((place for place, story in enumerate(affair, start=1) if story.id in wanted), default=len(affair))
    return affair[:end]


def _first(story: Story, stories: Mapping[StoryId, Story]) -> StoryId:
    """Return the id of the first story of the affair that is among `stories`."""
    seen = {story.id}
    while story.develops is not None and story.develops in stories and story.develops not in seen:
        story = stories[story.develops]
        seen.add(story.id)
    return min(seen) if story.develops in seen else story.id


def _weight(affair: Sequence[Story], request: DigestRequest, now: datetime) -> tuple[float, int]:
    """Return the sort key of an affair; the weightiest affair has the lowest key.

    It is what `rank.order` returns for a single story made of all articles of the affair. The time of the story's last
    update is set to `now` for every affair, so that freshness makes no difference.
    """
    articles = tuple(article for story in affair for article in story.articles)
    return order(replace(affair[-1], articles=articles, updated_at=now), request, now=now)


def _course(affair: Sequence[Story], request: DigestRequest, told: DigestStory) -> tuple[Earlier, ...]:
    before = [(articles, story.corrected) for story in affair[:-1] if (articles := readable(story.articles, request))]
    if not before and (earlier := readable(affair[-1].earlier, request)):
        before = [(earlier, affair[-1].earlier_corrected)]
    if len(before) > _COURSE:
        before = [before[0], *before[1 - _COURSE :]]
    steps = []
    for articles, corrected in before:
        article = next((one for one in articles if one.language == told.language), articles[0])
        headline = corrected.headline(article.language) or article.headline
        steps.append(Earlier(headline, article.url, min(one.published_at for one in articles)))
    return tuple(steps)
