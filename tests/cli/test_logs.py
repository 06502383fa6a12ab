"""Logs name what went wrong, and quote nobody."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FAULTS = """
import logging, structlog
from cli.logs import configure
configure("debug", "json")
log = structlog.get_logger("here")
def fail(error, cause=None):
    try:
        raise error from cause
    except Exception:
        log.exception("a handler failed", token="123456789:" + "nobody" * 6)
fail(KeyError("5000000001 said пожар"))
fail(ExceptionGroup("два", [ValueError("in chat 5000000001")]))
fail(RuntimeError("пожар"), OSError(28, "No space left on device"))
logging.getLogger("aiogram").error("in chat", exc_info=ValueError("in chat 5000000001"))
"""


def test_errors_are_logged_with_their_place_and_without_what_people_wrote() -> None:
    said = subprocess.run(
        [sys.executable, "-c", FAULTS], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    lines = [json.loads(line) for line in said.stderr.splitlines()]
    assert len(lines) == 4
    assert "KeyError" in lines[0]["exception"]
    assert "in fail" in lines[0]["exception"]
    assert "ValueError" in lines[1]["exception"]
    assert "No space left on device" in lines[2]["exception"]
    for words in ("5000000001", "пожар", "nobody"):
        assert words not in said.stderr
