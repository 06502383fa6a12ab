"""The reading behind `annotate`: an article that cannot be read costs none of the others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from cli.reading import Line, Reading
from domain.article import Annotation
from domain.features import StoryFeatures
from text.annotate import ArticleReader

CATALOGUE = Path(__file__).parents[2] / "catalogue"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
FIRE = "Ночью в Токмоке сгорел склад с сахаром. Пострадавших нет, сообщили спасатели."


def rows_of(texts: Sequence[str]) -> list[dict[str, Any]]:
    with Reading(CATALOGUE, 2, processes=1) as reading:
        return list(
            reading.annotated([Line(number, None, text, "", None, "", NOW) for number, text in enumerate(texts)])
        )


@pytest.mark.parametrize("fault", ["reading", "features", "sentences"])
def test_whatever_breaks_over_one_article_every_line_has_its_row(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    annotate = ArticleReader.annotate

    def failing(reader: ArticleReader, title: str | None, text: str, **rest: Any) -> Annotation:
        found = annotate(reader, title, text, **rest)
        if "Нарыне" not in text:
            return found
        match fault:
            case "reading":
                raise ValueError("секрет")
            case "features":
                return replace(found, features=StoryFeatures(title=(7,)))  # type: ignore[arg-type]
            case _:
                return replace(found, sentences=(7,))  # type: ignore[arg-type]

    monkeypatch.setattr(ArticleReader, "annotate", failing)
    with capture_logs() as lines:
        rows = rows_of([FIRE, "В Нарыне выпал снег.", FIRE])
    assert [row["id"] for row in rows] == [0, 1, 2]
    assert rows[0]["story"] == rows[2]["story"] != rows[1]["story"]
    assert rows[0]["summary"].startswith("Ночью в Токмоке")
    assert len(lines) == 1
    assert "секрет" not in str(lines)
    assert "Нарыне" not in str(lines)
