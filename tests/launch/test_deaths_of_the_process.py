"""What happens if the whole process hangs, is stopped, or is killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launch.storage import hold_lock
from tests.launch.deaths import death, rows, shown

ROOT = Path(__file__).resolve().parents[2]
WATCHED = """
import asyncio, os, re, time
from launch.watch import Watch
beats = 0
def beat():
    global beats
    beats += 1
    if beats == 1:
        print(os.getpid(), flush=True)
    {act}
asyncio.run(Watch({{}}, on_beat=beat, hang={hang}, beat=0.05).run())
"""


def watched(act: str, *, hang: float) -> "subprocess.Popen[str]":
    """Start a process whose watch does something at each check."""
    return subprocess.Popen(
        [sys.executable, "-c", WATCHED.format(act=act, hang=hang)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_every_row_of_the_table_is_shown_by_one_test() -> None:
    assert len(rows()) >= 25
    assert sorted(shown()) == sorted(rows())


@death("the event loop hangs")
def test_a_loop_that_hangs_ends_the_process_with_status_1() -> None:
    with watched("beats > 3 and time.sleep(60)", hang=0.5) as process:
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 1
    assert "in beat" in said


@death("compiled code holds the event loop")
def test_code_that_lets_no_other_thread_run_is_ended_by_the_kernel() -> None:
    with watched("beats > 3 and re.match('(a+)+$', 'a' * 60 + 'b')", hang=0.5) as process:
        said = process.communicate(timeout=60)[1]
    assert process.returncode == -signal.SIGPROF
    assert "in beat" in said


@pytest.mark.slow
@death("the process is stopped and goes on (SIGSTOP, a frozen container, a machine that sleeps)")
def test_a_process_that_was_merely_stopped_goes_on_where_it_was() -> None:
    with watched("pass", hang=1.0) as process:
        assert process.stdout is not None
        pid = int(process.stdout.readline())
        for _ in range(2):
            time.sleep(0.2)
            os.kill(pid, signal.SIGSTOP)
            time.sleep(2.5)
            os.kill(pid, signal.SIGCONT)
        time.sleep(1.5)
        assert process.poll() is None
        process.kill()


@pytest.mark.slow
@death("the bot's process (SIGKILL, no memory, a power cut)")
def test_a_process_that_is_killed_leaves_no_lock_and_the_database_whole(tmp_path: Path) -> None:
    code = (
        "import asyncio, os, sys\nfrom pathlib import Path\nfrom launch.storage import hold_lock, open_storage\n"
        "async def main():\n"
        "    path = Path(sys.argv[1])\n"
        "    with hold_lock(path):\n"
        "        async with open_storage(path, is_alone=True) as storage:\n"
        "            await storage.housekeeping.probe()\n"
        "            print('open', flush=True)\n"
        "            await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    database = tmp_path / "jarchi.db"
    check = [sys.executable, "bot.py", "check"]
    env = {**os.environ, "DATABASE_PATH": str(database), "BOT_TOKEN": ""}
    with subprocess.Popen([sys.executable, "-c", code, database], cwd=ROOT, stdout=subprocess.PIPE, text=True) as bot:
        assert bot.stdout is not None
        assert bot.stdout.readline() == "open\n"
        with pytest.raises(Exception, match="in use"), hold_lock(database):
            pass
        bot.kill()
    assert bot.returncode == -signal.SIGKILL
    with hold_lock(database):
        pass
    told = subprocess.run(check, cwd=ROOT, env=env, capture_output=True, text=True, timeout=100, check=False)
    assert "database: in order" in told.stdout
