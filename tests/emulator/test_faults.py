"""Faults on demand, and the journal of calls."""

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest

from domain.clock import AdjustableClock
from emulator import Emulator, Person
from emulator.wire import schema
from tests.emulator.conftest import Call


async def test_latency_delays_an_answer(emulator: Emulator, reader: Person, call: Call) -> None:
    emulator.faults.add("latency", seconds=0.3, times=1)
    loop = asyncio.get_running_loop()
    started = loop.time()
    await call("sendMessage", chat_id=reader.id, text="x")
    assert loop.time() - started >= 0.3
    started = loop.time()
    await call("sendMessage", chat_id=reader.id, text="y")
    assert loop.time() - started < 0.3


async def test_server_errors_last_as_often_as_asked(emulator: Emulator, reader: Person, call: Call) -> None:
    emulator.faults.add("error", status=502, times=2)
    codes = [(await call("sendMessage", chat_id=reader.id, text="x")).get("error_code", 200) for _ in range(3)]
    assert codes == [502, 502, 200]
    assert len(reader.received) == 1


async def test_a_gateway_page_comes_instead_of_json(
    emulator: Emulator, reader: Person, http: aiohttp.ClientSession
) -> None:
    emulator.faults.add("html", times=1)
    address = f"{emulator.url}/bot{emulator.token}/sendMessage"
    async with http.post(address, data={"chat_id": reader.id, "text": "x"}) as response:
        assert (response.status, response.content_type) == (502, "text/html")
    assert reader.received == []


@pytest.mark.parametrize("kind", ["drop", "hang"])
async def test_a_lost_answer_leaves_the_message_delivered(
    kind: str, emulator: Emulator, reader: Person, http: aiohttp.ClientSession
) -> None:
    emulator.faults.add(kind, method="sendMessage", times=1, seconds=0.2)
    address = f"{emulator.url}/bot{emulator.token}/sendMessage"
    with pytest.raises(aiohttp.ClientError):
        await http.post(address, data={"chat_id": reader.id, "text": "once"})
    assert [seen.text for seen in reader.received] == ["once"]


async def test_a_flood_wait_ends_by_itself(emulator: Emulator, reader: Person, call: Call) -> None:
    emulator.faults.add("flood", seconds=1.2)
    refused = await call("sendMessage", chat_id=reader.id, text="x")
    assert (refused["error_code"], refused["parameters"]["retry_after"]) == (429, 2)
    await asyncio.sleep(1.3)
    assert (await call("sendMessage", chat_id=reader.id, text="x"))["ok"]


async def test_a_fault_may_concern_one_chat(emulator: Emulator, reader: Person, call: Call) -> None:
    other = await emulator.person("Нурлан")
    await other.send("/start")
    emulator.faults.add("error", chat_id=reader.id)
    assert not (await call("sendMessage", chat_id=reader.id, text="x"))["ok"]
    assert (await call("sendMessage", chat_id=other.id, text="x"))["ok"]


async def test_an_unknown_kind_of_trouble_is_refused(emulator: Emulator) -> None:
    with pytest.raises(ValueError, match="unknown kind of fault 'earthquake'"):
        emulator.faults.add("earthquake")


async def test_the_journal_is_json_lines_in_order(tmp_path: Path) -> None:
    journal = tmp_path / "calls.jsonl"
    async with Emulator(clock=AdjustableClock(), journal=journal) as emulator, aiohttp.ClientSession() as http:
        reader = await emulator.person()
        await reader.send("/start")
        base = f"{emulator.url}/bot{emulator.token}"
        for path in (f"/sendMessage?chat_id={reader.id}&text=a", "/getUpdates", "/sendMessage?chat_id=1&text=b"):
            async with http.get(base + path) as response:
                await response.read()
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    assert [(line["method"], line["status"]) for line in lines] == [("sendMessage", 200), ("sendMessage", 400)]
    assert lines[0]["message_id"] == reader.last.id
    assert lines[1]["description"] == "Bad Request: chat not found"


async def test_parameters_that_the_bot_api_lacks_are_reported(emulator: Emulator, reader: Person, call: Call) -> None:
    await schema.load()
    await call("sendMessage", chat_id=reader.id, text="x", colour="red")
    assert emulator.journal.of("sendMessage")[-1]["unknown"] == ["colour"]
    await call("sendMessage", chat_id=reader.id, text="y", disable_notification=True)
    assert "unknown" not in emulator.journal.of("sendMessage")[-1]
