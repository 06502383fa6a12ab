"""Making stories from the rows of their articles with annotations, and the rows of their summaries.

A row of an article has: the story's id, created_at and updated_at; the article's id, source, url, headline, language,
published_at, stored_at and is_pushable; its topics, countries and sentences as JSON; and the outlet of its feed, unless
the feed only passes the article on. A row of a summary has: story_id, language, articles and sentences as JSON.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from domain.clock import from_seconds
from domain.correction import NOT_CORRECTED, Corrected, Correction, corrected
from domain.digest import SummarySentence
from domain.feed import Outlet
from domain.ids import StoryId
from domain.story import Story, StoryArticle, Summary, commonest, topics_of

_OUTLETS = {str(outlet): outlet for outlet in Outlet}
_Row = Any  # a row as the database driver returns it, with its values in the order of the query


def stories_of(
    ids: Sequence[StoryId],
    members: Sequence[_Row],
    summaries: Sequence[_Row],
    developed: Mapping[StoryId, StoryId],
    earlier: Sequence[_Row],
    corrections: Mapping[StoryId, Sequence[Correction]],
) -> tuple[Story, ...]:
    """Return the stories in the order of `ids`, from the rows of their articles and summaries.

    `developed` maps a story to the earlier story that it develops, if there is one; `earlier` has the rows of the
    articles of those earlier stories. `corrections` has the corrections of the stories and the earlier stories.
    """
    by_story, before = _by_story(members), _by_story(earlier)
    written = _read_summaries(summaries)
    return tuple(
        _story(
            by_story[one],
            written.get(one, ()),
            developed.get(one),
            before.get(developed[one], ()) if one in developed else (),
            corrected(corrections.get(one, ())),
            corrected(corrections.get(developed[one], ())) if one in developed else NOT_CORRECTED,
        )
        for one in ids
        if one in by_story
    )


def _by_story(members: Sequence[_Row]) -> dict[StoryId, list[_Row]]:
    by_story: dict[StoryId, list[_Row]] = {}
    for row in members:
        by_story.setdefault(row[0], []).append(row)
    return by_story


def _story(
    rows: Sequence[_Row],
    summaries: tuple[Summary, ...],
    develops: StoryId | None,
    earlier: Sequence[_Row],
    said: Corrected,
    said_earlier: Corrected,
) -> Story:
    articles = tuple(_article(row) for row in rows)
    first = rows[0]
    return Story(
        id=first[0],
        created_at=from_seconds(first[1]),
        updated_at=from_seconds(first[2]),
        articles=articles,
        topics=topics_of(articles, said),
        countries=commonest([article.countries for article in articles]),
        summaries=summaries,
        develops=develops,
        earlier=tuple(map(_article, earlier)),
        corrected=said,
        earlier_corrected=said_earlier,
    )


def _article(row: _Row) -> StoryArticle:
    return StoryArticle(
        id=row[3],
        source=row[4],
        url=row[5],
        headline=row[6],
        language=row[7],
        published_at=from_seconds(row[8]),
        stored_at=from_seconds(row[9]),
        is_pushable=bool(row[10]),
        topics=_keys(row[11]),
        countries=_keys(row[12]),
        sentences=tuple(json.loads(row[13])),
        outlet=_OUTLETS.get(row[14]),
    )


@lru_cache(maxsize=4096)
def _keys(column: str) -> tuple[str, ...]:
    """Return the keys in a JSON array; cached, because the articles of an archive have few different arrays of them."""
    return tuple(json.loads(column))


def _read_summaries(rows: Sequence[_Row]) -> dict[StoryId, tuple[Summary, ...]]:
    """Return story id → its summaries."""
    found: dict[StoryId, tuple[Summary, ...]] = {}
    for story_id, language, articles, sentences in rows:
        summary = Summary(
            language=language,
            articles=tuple(json.loads(articles)),
            sentences=tuple(SummarySentence(*sentence) for sentence in json.loads(sentences)),
        )
        found[story_id] = (*found.get(story_id, ()), summary)
    return found


def sentences_to_json(sentences: Sequence[SummarySentence]) -> str:
    return json.dumps([(one.text, one.source, one.url) for one in sentences], ensure_ascii=False)
