"""The search of logs for people finds what it is there for, so that its silence means something."""

import subprocess
import sys
from pathlib import Path

import pytest

from emulator import DEMO_TOKEN
from tests.leaks import Watcher

ROOT = Path(__file__).resolve().parents[1]
PERSON = {"id": 5_000_000_017, "is_bot": False, "first_name": "Айзада", "last_name": "Токтосунова"}
WRITTEN = {
    "update_id": 100_000_003,
    "message": {"from": PERSON, "chat": {"id": -1_004_000_000_009, "type": "group"}, "text": "/search мост в Оше"},
}
LEAKS = [
    '{"event": "sent", "chat": 5000000017}',
    '{"event": "sent", "chat": -1004000000009}',
    '{"event": "hello, Айзада"}',
    '{"event": "hello, \\u0410\\u0439\\u0437\\u0430\\u0434\\u0430"}',
    '{"event": "searched", "query": "МОСТ В ОШЕ"}',
    f"POST /bot{DEMO_TOKEN}/sendMessage",
]
CLEAN = [
    '{"event": "handled", "update_id": 100000003}',
    '{"event": "waited", "ns": 50000000171}',
    '{"event": "a tick failed", "tick": "search"}',
]


def test_names_ids_words_and_the_token_are_found_and_nothing_else() -> None:
    watcher = Watcher()
    watcher.meet(WRITTEN)
    assert [line.partition(" in: ")[2] for line in watcher.leaks([*LEAKS, *CLEAN])] == LEAKS


def test_the_name_of_the_bot_and_of_commands_is_nobodys() -> None:
    watcher = Watcher()
    watcher.meet({"message": {"from": {"id": 1000, "is_bot": True, "first_name": "Jarchi"}, "text": "/settings"}})
    assert list(watcher.leaks(["Jarchi opens /settings"])) == []


TESTS = """
import logging, structlog
from pathlib import Path
from emulator import Emulator
from domain.clock import AdjustableClock

async def met(emulator):
    person = await emulator.person("Айзада")
    await person.send("/search мост в Оше")
    return person

async def test_clean():
    async with Emulator(clock=AdjustableClock()) as emulator:
        await met(emulator)
        structlog.get_logger("here").info("handled", update_id=100_000_001)

async def test_words():
    async with Emulator(clock=AdjustableClock()) as emulator:
        await met(emulator)
        structlog.get_logger("here").info("searched", query="мост в оше")

async def test_ids():
    async with Emulator(clock=AdjustableClock()) as emulator:
        logging.getLogger("aiohttp.server").warning("no answer for %s", (await met(emulator)).id)

async def test_names(tmp_path: Path):
    async with Emulator(clock=AdjustableClock()) as emulator:
        person = await met(emulator)
        (tmp_path / "bot.log").write_text(f"hello, {person.user.first_name}", "utf-8")

async def test_errors_are_logged_without_their_words():
    async with Emulator(clock=AdjustableClock()) as emulator:
        await met(emulator)
        said = " ".join(("мост", "в", "Оше"))
        try:
            raise KeyError(said)
        except KeyError:
            structlog.get_logger("here").exception("failed")
"""


@pytest.mark.slow
def test_a_run_of_tests_fails_where_one_of_them_logs_what_a_person_is_or_wrote(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("from tests.conftest import no_log_tells_of_people, usual_logs\n", "utf-8")
    (tmp_path / "test_some.py").write_text(TESTS, "utf-8")
    options = ["-n", "0", "-q", "-rEF", "-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stdout + done.stderr
    failed = {line.rpartition("::")[2].split()[0] for line in done.stdout.splitlines() if line.startswith("ERROR")}
    assert failed == {"test_words", "test_ids", "test_names"}
