"""Logs name the error that occurred, but quote nobody."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.logs import without_words

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


def test_errors_that_led_to_each_other_are_each_told_once() -> None:
    first, second = OSError("one"), OSError("two")
    first.__cause__, second.__cause__ = second, first
    told = without_words((OSError, first, None))
    assert told.count("OSError: one") == 1
    assert told.count("OSError: two") == 1


TOKEN = "123456789:AAE-" + "secretOfTheBot_" * 2
LEAKS = f"""
import logging, structlog, sys, threading, warnings
from aiogram import Bot
from urllib.parse import quote
from cli.logs import configure
token, key = "{TOKEN}", "{TOKEN}".partition(":")[2]
configure("debug", FORMAT, secrets=[token, "hook_secret"])
log = structlog.get_logger("here")
class Holder:
    def __repr__(self):
        return f"<Bot {{token}}>"
for text in (f"https://api.example/bot{{token}}/getMe", quote(token, safe=""), quote(quote(token, safe=""), safe=""),
             f"got {{key}} only", "hook_secret", f"987654321:{{'z' * 35}}"):
    log.info(text, url=text, nested={{"a": [text]}}, raw=text.encode(), holder=Holder())
    logging.getLogger("aiohttp.server").warning("at %s of %r", text, Holder())
    logging.getLogger("aiogram").error("no", exc_info=OSError(f"cannot reach {{text}}"))
    warnings.warn(text)
Bot(token)
def fail():
    raise OSError(f"no way to https://api.example/bot{{token}}/")
thread = threading.Thread(target=fail)
thread.start()
thread.join()
fail()
"""


@pytest.mark.parametrize("form", ["console", "json"])
def test_the_token_is_in_no_log_in_whatever_shape_it_comes(form: str) -> None:
    code = LEAKS.replace("FORMAT", repr(form))
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert said.returncode == 1
    assert said.stderr.count("\n") > 20
    assert "ended by a fault" in said.stderr
    for secret in (TOKEN.partition(":")[2], "secretOfTheBot", "hook_secret", "z" * 35):
        assert secret not in said.stderr, secret
    assert said.stdout == ""
