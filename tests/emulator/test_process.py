"""The emulator as a process, as benchmarks use it, controlled only through its API."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[str]:
    """Start the emulator and yield its address; the process has stopped when the block ends."""
    started = await start(*arguments)
    try:
        yield await printed(started)
    finally:
        started.terminate()
        assert await asyncio.wait_for(started.wait(), 30) == 0


async def start(*arguments: str, **environment: str) -> asyncio.subprocess.Process:
    """Start the emulator's process on a free port, with these variables added to the environment."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "emulator", "--port", "0", *arguments,
        stdout=asyncio.subprocess.PIPE, cwd=ROOT, env=os.environ | environment,
    )  # fmt: skip


async def printed(started: asyncio.subprocess.Process) -> str:
    """Return the next line of the process's output."""
    assert started.stdout is not None
    return (await asyncio.wait_for(started.stdout.readline(), 30)).decode().strip()


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_the_process_while_aiogram_is_still_being_imported(
    stop: signal.Signals, tmp_path: Path
) -> None:
    (tmp_path / "aiogram").mkdir()
    endless = "import threading\nprint('importing', flush=True)\nthreading.Event().wait(60)\n"
    (tmp_path / "aiogram" / "__init__.py").write_text(endless)
    started = await start(PYTHONPATH=str(tmp_path))
    try:
        assert "importing" in {await printed(started), await printed(started)}
        started.send_signal(stop)
        assert await asyncio.wait_for(started.wait(), 15) == 0
    finally:
        if started.returncode is None:
            started.kill()
            await started.wait()


async def test_people_faults_clock_and_journal_over_http(tmp_path: Path, http: aiohttp.ClientSession) -> None:
    journal, clock_file = tmp_path / "calls.jsonl", tmp_path / "clock.json"
    async with process("--journal", str(journal), "--clock-file", str(clock_file), "--people", "2") as url:

        async def control(path: str, **body: Any) -> dict[str, Any]:
            async with http.post(f"{url}/control/{path}", json=body) as response:
                answer: dict[str, Any] = await response.json()
                assert response.status == 200, answer
                return answer

        async def call(method: str, **parameters: Any) -> dict[str, Any]:
            token = "1000:demo-token-that-opens-only-the-demo"
            async with http.post(f"{url}/bot{token}/{method}", json=parameters) as response:
                answer: dict[str, Any] = await response.json()
                return answer

        async with http.get(f"{url}/control/state") as response:
            chats = (await response.json())["chats"]
        reader = chats[0]["id"]
        assert [chat["is_started"] for chat in chats] == [True, True]

        markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
        sent = (await call("sendMessage", chat_id=reader, text="x", reply_markup=markup))["result"]["message_id"]
        await control(f"chats/{reader}/messages", text="/start")
        query = (await control(f"chats/{reader}/press", message_id=sent, data="b"))["query_id"]
        updates = (await call("getUpdates"))["result"]
        assert [list(update)[1] for update in updates] == ["message", "callback_query"]
        assert (await call("answerCallbackQuery", callback_query_id=query))["ok"]

        fault = await control("faults", kind="error", status=502, times=1)
        assert (await call("sendMessage", chat_id=reader, text="y"))["error_code"] == 502
        assert fault["times"] == 1
        await control("limits", capacity=1, is_on=True)
        assert (await call("sendMessage", chat_id=chats[1]["id"], text="z"))["ok"]
        assert (await call("sendMessage", chat_id=reader, text="z"))["error_code"] == 429
        await control(f"chats/{reader}/block")
        await control("limits", is_on=False)
        assert (await call("sendMessage", chat_id=reader, text="y"))["error_code"] == 403

        await control("clock", advance=3600)
        assert json.loads(clock_file.read_text())["offset"] == pytest.approx(3600, abs=5)
        async with http.get(f"{url}/control/counts") as response:
            assert (await response.json())["counts"]["sendMessage 200"] == 2
        async with http.get(f"{url}/control/chats/{reader}") as response:
            shown = await response.json()
        assert [message["text"] for message in shown["messages"]] == ["x", "/start"]
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    assert [line["status"] for line in lines if line["method"] == "sendMessage"] == [200, 502, 200, 429, 403]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("people", {"count": 0}, 400),
        ("people", {"first_name": 7}, 400),
        ("groups", {"kind": "castle"}, 400),
        ("groups", {"kind": "group", "user_id": 1}, 404),
        ("chats/1/messages", {"text": "x"}, 404),
        ("faults", {"kind": "earthquake"}, 400),
        ("limits", {"capacity": -1}, 400),
        ("inline", {"user_id": 0, "text": ""}, 404),
    ],
)
async def test_a_request_that_does_not_fit_is_refused_in_a_sentence(
    path: str, body: dict[str, Any], status: int, emulator: Any, http: aiohttp.ClientSession
) -> None:
    async with http.post(f"{emulator.url}/control/{path}", json=body) as response:
        assert response.status == status
        assert (await response.json())["error"].endswith(".")


async def test_an_impossible_act_says_why(emulator: Any, http: aiohttp.ClientSession) -> None:
    reader = await emulator.person()
    for text, reason in (("", "an empty message cannot be sent"), ("x" * 5000, "at most 4096 characters")):
        async with http.post(f"{emulator.url}/control/chats/{reader.id}/messages", json={"text": text}) as response:
            assert response.status == 409
            assert reason in (await response.json())["error"]


async def test_events_stream_what_happens(emulator: Any, http: aiohttp.ClientSession) -> None:
    reader = await emulator.person()
    async with http.get(f"{emulator.url}/control/events") as stream:
        await asyncio.sleep(0.05)
        await reader.send("Салам")
        line = await asyncio.wait_for(stream.content.readline(), 5)
        event = json.loads(line.removeprefix(b"data: "))
    assert (event["kind"], event["chat_id"]) == ("message", reader.id)
