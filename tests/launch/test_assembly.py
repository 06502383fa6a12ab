"""Parts of the assembly in which a mistake would not be noticed at once."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from digest.builder import DigestBuilder
from digest.told import ToldHistory
from domain.clock import AdjustableClock
from launch.figures import Figures
from launch.ticks import ticks
from launch.watch import Watch
from tests.builders import settings
from tests.storage.openers import open_storage
from text.lexicon.lexicon import Lexicon


async def test_whoever_tells_stories_takes_turns(tmp_path: Path) -> None:
    clock = AdjustableClock()
    async with open_storage(tmp_path, clock=clock) as opened:
        parts = SimpleNamespace(run_once=print, poll_due=print, is_polling=False)
        news = SimpleNamespace(storage=opened.storage, clock=clock, annotator=parts, poller=parts, pages=parts)
        history = ToldHistory(opened.storage)
        builder, outbox = DigestBuilder(opened.storage), SimpleNamespace(wake=print)
        line = SimpleNamespace(bot=None)
        telegram = SimpleNamespace(
            digests=builder,
            history=history,
            outbox=outbox,
            inbox=None,
            line=line,
            texts=None,
            serves=True,
            delivers=True,
        )
        watch = Watch({})
        figures = Figures(cast("Any", telegram), cast("Any", news), watch, {})
        made = ticks(settings(), cast("Any", news), cast("Any", telegram), Lexicon(()), figures, watch)
        for tick in (made.digests, made.breaking, made.follows):
            assert cast("Any", tick).__self__._history is history
