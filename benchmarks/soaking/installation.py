"""`python bot.py run` as an operator starts it, with the feeds of the sample world, and the memory that it takes."""

import asyncio
import contextlib
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import psutil

from domain.feed import NewFeed

ROOT = Path(__file__).resolve().parents[2]
FILES = "files"
_OURS = (
    "BOT_",
    "DATABASE_",
    "CATALOGUE_",
    "CLOCK_",
    "TELEGRAM_",
    "ADMIN_",
    "WEBHOOK_",
    "HTTP_",
    "HEALTH_",
    "LOG_",
    "MESSAGES_",
)


class Installation:
    def __init__(self, folder: Path, *, url: str, token: str, feeds: Sequence[NewFeed], **settings: str) -> None:
        self._folder = folder
        self._process: asyncio.subprocess.Process | None = None
        catalogue = folder / "catalogue"
        shutil.copytree(ROOT / "catalogue", catalogue)
        (catalogue / "feeds.toml").write_text("\n".join(map(_entry, feeds)), "utf-8")
        self._settings = {
            "BOT_TOKEN": token,
            "TELEGRAM_API_URL": url,
            "DATABASE_PATH": str(self.database),
            "CATALOGUE_DIR": str(catalogue),
            "CLOCK_FILE": str(self.clock_file),
            "ALLOWED_PRIVATE_NETWORKS": "127.0.0.1/32",
            "LOG_FORMAT": "json",
        } | settings

    @property
    def database(self) -> Path:
        return self._folder / "jarchi.db"

    @property
    def clock_file(self) -> Path:
        return self._folder / "clock.json"

    @property
    def log(self) -> Path:
        return self._folder / "bot.log"

    async def start(self, **variables: str) -> None:
        """Start the bot and wait until it reports that it runs; raises TimeoutError after two minutes.

        `variables` are added to its environment.
        """
        said = self._says_running()
        environment = {key: value for key, value in os.environ.items() if not key.startswith(_OURS)}
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                "bot.py",
                "run",
                cwd=ROOT,
                env=environment | self._settings | variables,
                stdout=log,
                stderr=log,
            )
        async with asyncio.timeout(120):
            while self._says_running() == said:
                if not self.is_running:
                    raise RuntimeError(f"the bot stopped at once; see {self.log}")
                await asyncio.sleep(0.2)

    def _says_running(self) -> int:
        return self.log.read_text("utf-8").count("the bot is running") if self.log.exists() else 0

    async def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Stop the bot as a service manager does.

        If it does not end within a minute, kill it and raise TimeoutError.
        """
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(by)
        try:
            await asyncio.wait_for(process.wait(), 60)
        finally:
            if process.returncode is None:
                process.kill()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.returncode is None

    def processor_s(self) -> float:
        """Return the seconds of processor time that the bot and its workers have used."""
        assert self._process is not None
        bot = psutil.Process(self._process.pid)
        times = [process.cpu_times() for process in (bot, *bot.children(recursive=True))]
        return sum(one.user + one.system for one in times)

    def memory_mb(self) -> dict[str, float]:
        """Return the PSS of the bot, the fork server and the workers in MB; in PSS, shared pages count once.

        The value at FILES is the PSS of all of them in pages of files (programs and libraries), which the other values
        do not include: it grows when another program that shares these files ends, and shrinks when memory is short.
        """
        assert self._process is not None
        bot = psutil.Process(self._process.pid)
        servers = bot.children()
        workers = [worker for server in servers for worker in server.children()]
        found = {"bot": _pss([bot]), "fork server": _pss(servers), "workers": _pss(workers)}
        return {kind: taken for kind, (taken, _) in found.items()} | {FILES: sum(files for _, files in found.values())}


def _pss(processes: Iterable[psutil.Process]) -> tuple[float, float]:
    """Return two parts of the PSS of processes, in MB: all pages except those of files, and the pages of files."""
    total = files = 0.0
    for process in processes:
        with contextlib.suppress(OSError):  # raised for a worker that was just replaced
            lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii").splitlines()[1:]
            of = {name: int(rest.split()[0]) / 1024 for name, _, rest in (line.partition(":") for line in lines)}
            total += of["Pss"] - of["Pss_File"]
            files += of["Pss_File"]
    return total, files


def _entry(feed: NewFeed) -> str:
    words = {"url": feed.url, "title": feed.title, "source": feed.source, "country": feed.country}
    lines = [f'{key} = "{value}"' for key, value in words.items() if value]
    return "\n".join(["[[feed]]", *lines, f'language = "{feed.language}"', "verified = true", "full_text = false", ""])
