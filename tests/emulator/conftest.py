"""An emulator on loopback, a person who has started the bot, and calls of the Bot API in JSON."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from domain.clock import AdjustableClock
from emulator import Emulator, Person
from emulator.cast import Cast, seat
from tests.emulator.browser import chromium

Call = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture
def clock() -> AdjustableClock:
    return AdjustableClock()


@pytest.fixture
async def emulator(clock: AdjustableClock) -> AsyncIterator[Emulator]:
    async with Emulator(clock=clock, limits=False) as running:
        yield running


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        yield session


@pytest.fixture
def call(emulator: Emulator, http: aiohttp.ClientSession) -> Call:
    """Return the function that calls a method: call("sendMessage", chat_id=1, text="…") gives the whole answer.

    Parameters are sent as JSON.
    """

    async def call(method: str, *, token: str | None = None, **parameters: Any) -> dict[str, Any]:
        address = f"{emulator.url}/bot{emulator.token if token is None else token}/{method}"
        async with http.post(address, json=parameters) as response:
            answer: dict[str, Any] = await response.json()
            assert response.status == (200 if answer["ok"] else answer["error_code"])
            return answer

    return call


@pytest.fixture
async def reader(emulator: Emulator) -> Person:
    """Return Айзада, who has pressed Start."""
    person = await emulator.person("Айзада", "ky")
    await person.send("/start")
    return person


@pytest.fixture
async def cast(emulator: Emulator) -> Cast:
    return await seat(emulator)


@pytest.fixture
async def page(emulator: Emulator, cast: Cast, call: Call) -> AsyncIterator[Any]:
    """Yield the page, in English with the reader's chat open, and run the small bot; a script error fails the test."""
    from tests.emulator.small_bot import small_bot  # which takes its calls from here

    errors: list[str] = []
    async with chromium(locale="en-GB", viewport={"width": 1280, "height": 800}) as context, small_bot(call):
        opened = await context.new_page()
        opened.set_default_timeout(8000)
        opened.on("pageerror", lambda error: errors.append(str(error)))
        opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        await opened.goto(emulator.url)
        await opened.wait_for_selector("body[data-ready]")
        opened.errors, opened.telegram = errors, emulator.telegram
        yield opened
        await opened.close()
    assert errors == []
