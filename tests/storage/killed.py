"""A process that stores articles until it is killed."""

import contextlib
import signal
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def ingest_and_kill(storage: str, *place: str, batches: int, delay: float) -> int:
    """Let a process store that many batches and a moment longer, then kill it; return how many articles it reported.

    `storage` is the folder of tests with the program, `place` its arguments, and `delay` is in seconds.
    """
    command = [sys.executable, "-m", f"tests.storage.{storage}.ingest", *place]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        watch = threading.Timer(60, process.kill)
        watch.start()
        try:
            said = [int(process.stdout.readline()) for _ in range(batches)]
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(delay)
            process.send_signal(signal.SIGKILL)
            said += [int(line) for line in process.stdout.read().split()]
        finally:
            watch.cancel()
            process.kill()
    return max(said)
