"""Labelled articles in the form that the steps of `annotate` take."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cli.line_annotator import Line, LineAnnotator
from domain.article import Annotation, Article
from domain.features import StoryItem

_CATALOGUE = Path(__file__).resolve().parent.parent / "catalogue"
# The publication date that is used for articles without one, as in `annotate`.
_UNDATED = datetime(2020, 1, 1, tzinfo=UTC)


async def read(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Article], list[Annotation]]:
    """Return the rows as articles, with the annotations that the workers made."""
    lines = [_line(row) for row in rows]
    async with LineAnnotator(_CATALOGUE, 2, batch=len(lines)) as reading:
        articles, _, annotations = await reading.read(lines)
    return articles, annotations


def items(articles: Sequence[Article], annotations: Sequence[Annotation]) -> list[StoryItem]:
    """Return the articles in the form in which they are joined into stories."""
    return [
        StoryItem(one.id, one.source, found.language, one.published_at, one.stored_at, found.features)
        for one, found in zip(articles, annotations, strict=True)
    ]


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        id=row["id"],
        title=row.get("title"),
        text=row.get("text") or "",
        html=row.get("html") or "",
        url=row.get("url") or f"https://a.example/{row['id']}",
        source=row.get("source") or "",
        published_at=datetime.fromisoformat(row["published_at"]) if row.get("published_at") else _UNDATED,
    )
