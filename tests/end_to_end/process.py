"""`python bot.py …` as a process with its own settings: the running bot, and commands."""

import asyncio
import contextlib
import json
import os
import shutil
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.end_to_end.outlet import HOST

ROOT = Path(__file__).resolve().parents[2]
OURS = (
    "BOT_",
    "ROLES",
    "DATABASE_",
    "CATALOGUE_",
    "CLOCK_",
    "TELEGRAM_",
    "ADMIN_",
    "WEBHOOK_",
    "HTTP_",
    "HEALTH_",
    "LOG_",
)


@dataclass
class Jarchi:
    """An installation: a folder with a database, a catalogue without feeds, and settings."""

    folder: Path
    settings: dict[str, str]

    async def command(self, *words: str, status: int = 0) -> str:
        """Run a command and return its standard output; fails if the exit status is not `status`."""
        process = await self._start(*words, stdout=asyncio.subprocess.PIPE)
        try:
            output, _ = await asyncio.wait_for(process.communicate(), 100)
        finally:
            if process.returncode is None:
                process.kill()
        assert process.returncode == status, self.log
        return output.decode()

    async def json(self, *words: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(await self.command(*words, "--json"))
        return answer

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """Run the bot until the block ends; unless it is killed there, it must then stop on SIGTERM with status 0."""
        process = await self._start("run")
        try:
            yield process
        finally:
            if process.returncode is None:
                process.terminate()
                try:
                    assert await asyncio.wait_for(process.wait(), 60) == 0, self.log
                finally:
                    if process.returncode is None:
                        process.kill()

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8")[-4000:]

    async def _start(self, *words: str, stdout: int | None = None) -> asyncio.subprocess.Process:
        environment = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        with (self.folder / "log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable, "bot.py", *words, cwd=ROOT, env=environment | self.settings, stdout=stdout, stderr=log
            )


def install(folder: Path, **settings: str) -> Jarchi:
    catalogue = folder / "catalogue"
    shutil.copytree(ROOT / "catalogue", catalogue)
    (catalogue / "feeds.toml").write_text("", "utf-8")
    (folder / "log").touch()
    ours = {
        "BOT_TOKEN": "",
        "DATABASE_PATH": str(folder / "jarchi.db"),
        "CATALOGUE_DIR": str(catalogue),
        "ALLOWED_PRIVATE_NETWORKS": f"{HOST}/32",
    }
    return Jarchi(folder, ours | settings)
