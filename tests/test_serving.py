"""How the parts are put together where a mistake would not show at once."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from digest.builder import DigestBuilder
from domain.clock import AdjustableClock
from feeds.annotator import Annotator
from serving import _ticks
from settings import Settings
from storage.sqlite import open_storage


async def test_whoever_tells_stories_and_whoever_moves_them_take_turns(tmp_path: Path) -> None:
    clock = AdjustableClock()
    opened = await open_storage(tmp_path / "jarchi.db", clock=clock)
    try:
        annotator = Annotator(opened.storage, cast("Any", None), clock)
        parts = SimpleNamespace(run_once=print, poll_due=print, is_polling=False, wake=print)
        news = SimpleNamespace(storage=opened.storage, annotator=annotator, poller=parts, pages=parts)
        settings = Settings(_env_file=None)
        ticks = _ticks(settings, cast("Any", news), clock, DigestBuilder(opened.storage), cast("Any", parts))
        for tick in (ticks.digests, ticks.breaking, ticks.follows):
            assert cast("Any", tick).__self__._telling is annotator.telling
        assert isinstance(annotator.telling, asyncio.Lock)
    finally:
        await opened.close()
