"""`annotate` with an article that cannot be read: the others are not affected."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from cli.line_annotator import Line, LineAnnotator
from domain.features import StoryFeatures
from feeds import jobs
from workers.pool import WorkerCrashed, WorkerPool

CATALOGUE = Path(__file__).parents[2] / "catalogue"
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
FIRE = "Ночью в Токмоке сгорел склад с сахаром. Пострадавших нет, сообщили спасатели."


async def rows_of(texts: Sequence[str]) -> list[dict[str, Any]]:
    async with LineAnnotator(CATALOGUE, 2, processes=1) as reading:
        lines = [Line(number, None, text, "", None, "", NOW) for number, text in enumerate(texts)]
        return await reading.annotated(lines)


@pytest.mark.parametrize("fault", ["reading", "features", "sentences"])
async def test_whatever_breaks_over_one_article_every_line_has_its_row(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = WorkerPool.run

    async def failing(pool: WorkerPool, job: Callable[..., Any], *told: Any, timeout: float) -> Any:
        if job is not jobs.annotate:
            return await run(pool, job, *told, timeout=timeout)
        bad = [number for number, (_, text, _, _) in enumerate(told[0]) if "Нарыне" in text]
        if bad and fault == "reading":
            raise WorkerCrashed("annotate raised:\nValueError: секрет")
        found = await run(pool, job, *told, timeout=timeout)
        for number in bad:
            spoilt = {"features": StoryFeatures(title=(7,))} if fault == "features" else {"sentences": (7,)}  # type: ignore[arg-type]
            found[number] = replace(found[number], **spoilt)
        return found

    monkeypatch.setattr(WorkerPool, "run", failing)
    with capture_logs() as lines:
        rows = await rows_of([FIRE, "В Нарыне выпал снег.", FIRE])
    assert [row["id"] for row in rows] == [0, 1, 2]
    assert rows[0]["story"] == rows[2]["story"] != rows[1]["story"]
    assert rows[0]["summary"].startswith("Ночью в Токмоке")
    assert len(lines) == 1
    assert "секрет" not in str(lines)
    assert "Нарыне" not in str(lines)
