"""The parts of a bot as assembled by serve(), with their health and metrics; nothing runs yet."""

import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest

from launch.checks import alive_checks, ready_checks
from launch.errors import counted_errors
from launch.figures import Figures
from launch.health import _Collected
from launch.pipeline import Pipeline, assemble
from launch.storage import backups_of
from launch.telegram import Telegram
from launch.watch import Watch
from tests.builders import settings
from tests.delivery.rig import Rig, open_rig
from workers.pool import WorkerPool


@dataclass
class Bot:
    rig: Rig
    news: Pipeline
    telegram: Telegram
    watch: Watch
    figures: Figures

    async def text(self) -> bytes:
        """Return the response of /metrics."""
        registry = CollectorRegistry()
        registry.register(_Collected(await self.figures.collect()))
        return generate_latest(registry)

    async def scrape(self) -> dict[str, float]:
        """Return the figures by name and labels."""
        text = (await self.text()).decode()
        return {name: float(value) for name, value in re.findall(r"(?m)^(jarchi_\S+(?: \S+)*?) (\S+)$", text)}

    async def healthz(self) -> dict[str, str]:
        """Return the faults in /healthz, by name."""
        return {name: fault for name, fault in (await alive_checks(self.telegram, self.watch).run()).items() if fault}

    async def readyz(self) -> dict[str, str]:
        found = await ready_checks(self.telegram, self.news, None).run()
        return {name: fault for name, fault in found.items() if fault}


@contextlib.asynccontextmanager
async def open_bot(folder: Path, pool: WorkerPool, **watched: Any) -> AsyncIterator[Bot]:
    """Open the parts with a storage in the folder; `watched` are options of the Watch."""
    async with open_rig(folder) as rig, assemble(rig.storage, pool, rig.clock, user_agent="test") as news:
        telegram = rig.telegram()
        watch = Watch(telegram.tasks, **watched)
        backups = backups_of(settings(backup_dir=folder / "copies"), rig.storage, rig.clock)
        with counted_errors() as errors:
            yield Bot(rig, news, telegram, watch, Figures(telegram, news, watch, errors, backups))
