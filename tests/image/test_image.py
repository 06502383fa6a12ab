"""The image built by the Dockerfile, in a read-only root: it serves, reports its health, obeys SIGTERM, is small."""

import asyncio
import contextlib
import re
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from domain.clock import AdjustableClock
from emulator import Emulator
from tests.image.build import megabytes
from tests.image.container import Container, mounted
from tests.image.context import ROOT
from tests.image.dockerfile import after, parse

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
MOST_MEGABYTES = 700
MOST_SECONDS = 10.0  # from SIGTERM to the end; Docker kills what takes longer
WAIT = 120.0  # seconds, on a machine under other load
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
CONFIG = after(parse((ROOT / "Dockerfile").read_text("utf-8"))[-1].steps)


@pytest.fixture
def container(built: Path, tmp_path: Path) -> Iterator[Container]:
    """Yield the image mounted read-only, with its volumes, which belong to its user as in Docker."""
    volumes = {}
    for number, folder in enumerate(CONFIG.volumes):
        volumes[folder] = tmp_path / f"volume-{number}"
        inside = built / "image" / folder.strip("/")
        volumes[folder].mkdir(mode=inside.stat().st_mode & 0o777)
        subprocess.run(["chown", f"--reference={inside}", volumes[folder]], check=True)
    with mounted(built / "image", tmp_path / "root", volumes=volumes) as root:
        yield Container(root, CONFIG.env, user=CONFIG.user, folder=CONFIG.folder)


@contextlib.asynccontextmanager
async def running(line: list[str], log: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run a command until the block ends, then kill it if it has not ended."""
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(*line, stdout=asyncio.subprocess.PIPE, stderr=errors)
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()


async def stopped(process: asyncio.subprocess.Process) -> float:
    """Tell the process to stop; return the seconds that it took."""
    started = time.monotonic()
    process.send_signal(getattr(signal, CONFIG.stop_signal))
    assert await asyncio.wait_for(process.wait(), WAIT) == 0
    return time.monotonic() - started


def test_it_is_small(built: Path) -> None:
    size = megabytes(built / "image")
    print(f"The image takes {size:.0f} MB of {MOST_MEGABYTES}.")
    assert size < MOST_MEGABYTES


def test_its_user_is_nobody_special_and_may_write_the_volume_alone(container: Container) -> None:
    assert container.run("id", "-u").stdout.strip() not in ("", "0")
    assert container.run("touch", "/data/here").returncode == 0
    for place in ("/here", f"{CONFIG.folder}/here", "/opt/venv/here", "/usr/here"):
        assert container.run("touch", place).returncode != 0, place
    as_root = Container(container.root, container.env, user="root", folder="/")
    assert "Read-only" in as_root.run("touch", "/here").stderr


def test_everything_is_in_order_there(container: Container) -> None:
    checked = container.run("python", "bot.py", "check")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "model files: in order" in checked.stdout


async def test_it_answers_people_and_its_health_check_and_ends_when_told(container: Container, tmp_path: Path) -> None:
    log = tmp_path / "log"
    async with Emulator(clock=AdjustableClock()) as telegram:
        person = await telegram.person("Айзада", "ky")
        settings = {"BOT_TOKEN": telegram.token, "TELEGRAM_API_URL": telegram.url}
        assert container.run(*CONFIG.health).returncode != 0  # the bot does not run yet
        async with running(container.line(CONFIG.command, **settings), log) as bot:
            await person.send("/start")
            await person.reads(lambda seen: seen.buttons, WAIT)
            await person.press_data("1:b:done")
            checked = await asyncio.to_thread(container.run, *CONFIG.health)
            assert checked.returncode == 0, checked.stderr + log.read_text("utf-8")
            took = await stopped(bot)
    print(f"It ended {took:.1f} s after {CONFIG.stop_signal}.")
    assert took < MOST_SECONDS
    assert telegram.token.partition(":")[2] not in log.read_text("utf-8")


async def test_the_demo_shows_a_newcomer_a_digest_a_story_and_what_they_look_for(
    container: Container, tmp_path: Path
) -> None:
    async with running(container.line(["python", "bot.py", "demo", "--port", "0"]), tmp_path / "log") as demo:
        assert demo.stdout is not None
        line = (await asyncio.wait_for(demo.stdout.readline(), WAIT)).decode()
        address = ADDRESS.search(line)
        assert address is not None, (tmp_path / "log").read_text("utf-8")
        async with aiohttp.ClientSession(raise_for_status=True, timeout=aiohttp.ClientTimeout(total=WAIT)) as http:
            newcomer = await Newcomer.sit_down(http, address[0])
            hello = await newcomer.says("/start")
            digest = await newcomer.presses(hello, "1:b:done")
            assert len(re.findall(r"\n\n", digest["text"])) >= 8  # stories
            shown = next(
                button["callback_data"]
                for row in digest["reply_markup"]["inline_keyboard"]
                for button in row
                if "callback_data" in button
            )
            story = await newcomer.presses(digest, shown)
            assert "Басылмалар:" in story["text"]
            found = await newcomer.says("чычкандагы")  # in the gorge of Chychkan
            assert "Чычкан" in found["text"]
        took = await stopped(demo)
    assert took < MOST_SECONDS


class Newcomer:
    """The first person of the demo, who acts through the page's API."""

    def __init__(self, http: aiohttp.ClientSession, chat: str, person: int) -> None:
        self._http = http
        self._chat = chat
        self._person = person

    @classmethod
    async def sit_down(cls, http: aiohttp.ClientSession, demo: str) -> "Newcomer":
        async with http.get(f"{demo}/control/state") as response:
            person = next(chat["id"] for chat in (await response.json())["chats"] if chat.get("first_name"))
        return cls(http, f"{demo}/control/chats/{person}", person)

    async def says(self, text: str) -> dict[str, Any]:
        """Send a text to the bot; return the message that comes as an answer."""
        return await self._answer("messages", text=text)

    async def presses(self, message: dict[str, Any], data: str) -> dict[str, Any]:
        return await self._answer("press", message_id=message["message_id"], data=data)

    async def _answer(self, act: str, **body: object) -> dict[str, Any]:
        before = {message["message_id"] for message in await self._messages()}
        async with self._http.post(f"{self._chat}/{act}", json={"user_id": self._person, **body}):
            pass
        async with asyncio.timeout(WAIT):
            while True:
                for message in await self._messages():
                    if message["message_id"] not in before and message["from"]["is_bot"]:
                        return message
                await asyncio.sleep(0.2)

    async def _messages(self) -> list[dict[str, Any]]:
        async with self._http.get(self._chat) as response:
            found: list[dict[str, Any]] = (await response.json())["messages"]
            return found
