"""Corrections, pairs of articles, and copies of the articles in pairs, converted to rows and back."""

from collections.abc import Iterable
from typing import Any

from domain.clock import from_seconds, to_seconds
from domain.correction import Correction, CorrectionKind, Pair
from domain.ids import StoryId
from storage.interface import LabelledArticle
from storage.rows.moments import moment_or_none, seconds_or_none


def correction_to_row(one: Correction) -> tuple[Any, ...]:
    """Return the values of a correction's row: kind, article_id, language, value, made_at and until."""
    made_at, until = to_seconds(one.made_at), seconds_or_none(one.until)
    return (str(one.kind), one.article_id, one.language, one.value, made_at, until)


def correction_from_row(row: Any) -> Correction:
    """Return a correction from a row with the columns that `correction_to_row` returns."""
    kind, article_id, language, value, made_at, until = row
    return Correction(article_id, CorrectionKind(kind), from_seconds(made_at), value, language, moment_or_none(until))


def corrections_by_story(rows: Iterable[Any]) -> dict[StoryId, list[Correction]]:
    """Return story id → its corrections, from rows with the columns of a correction followed by story_id."""
    found: dict[StoryId, list[Correction]] = {}
    for *columns, story_id in rows:
        found.setdefault(StoryId(story_id), []).append(correction_from_row(columns))
    return found


def pair_to_row(one: Pair) -> tuple[Any, ...]:
    """Return the values of a pair's row, in the order `one`, `other`, `is_same`, `is_stated`, `made_at`."""
    return (one.one, one.other, one.is_same, one.is_stated, to_seconds(one.made_at))


def pair_from_row(row: Any) -> Pair:
    """Return the pair in a row with the columns `one`, `other`, `is_same`, `made_at`, `is_stated`."""
    return Pair(row[0], row[1], bool(row[2]), from_seconds(row[3]), bool(row[4]))


def labelled_from_row(row: Any) -> LabelledArticle:
    """Return an article from a row of article_id, title, text, source, url and published_at."""
    return LabelledArticle(row[0], row[1], row[2], row[3], row[4], from_seconds(row[5]))
