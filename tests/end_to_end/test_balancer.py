"""Telegram calls two processes through a balancer: each update is handled once, those of a chat in order."""

import asyncio
import signal
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from itertools import cycle, islice

import aiohttp
import pytest
from aiohttp import web

from emulator import Person
from tests.end_to_end.hosts import Hosts, long, until

pytestmark = [long, pytest.mark.slow, pytest.mark.timeout(500), pytest.mark.xdist_group("processes")]
CHATS, ROUNDS = 12, 8
PAUSE = 2.2  # seconds between two rounds, in which a chat may get the two answers of one
TAKEN_OVER = 60.0  # seconds within which the other handles what a killed process has begun
SECRET = "of-the-webhook"


@dataclass
class Balancer:
    """A proxy on loopback that gives each call to the next process in turn, and to another if one does not answer."""

    ports: list[int]
    port: int = 0
    taken: dict[int, int] = field(default_factory=dict)  # port → calls that were answered there
    _turn: "cycle[int]" = field(init=False)

    def __post_init__(self) -> None:
        self._turn = cycle(self.ports)

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.read()
        session: aiohttp.ClientSession = request.app[SESSION]
        for port in islice(self._turn, len(self.ports)):
            url = f"http://127.0.0.1:{port}{request.path}"
            try:
                async with session.post(url, data=body, headers=request.headers) as answer:
                    self.taken[port] = self.taken.get(port, 0) + 1
                    return web.Response(status=answer.status, body=await answer.read())
            except aiohttp.ClientError:
                continue
        return web.Response(status=502)


SESSION = web.AppKey("session", aiohttp.ClientSession)


async def balanced(ports: list[int]) -> AsyncIterator[Balancer]:
    balancer = Balancer(ports)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as session:
        app = web.Application()
        app[SESSION] = session
        app.router.add_post("/{rest:.*}", balancer.answer)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        balancer.port = runner.addresses[0][1]
        try:
            yield balancer
        finally:
            await runner.cleanup()


@pytest.fixture
async def balancer() -> AsyncIterator[Balancer]:
    async for one in balanced([free_port(), free_port()]):
        yield one


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def ask(people: list[Person], first: int) -> int:
    """Have everybody ask two questions at once, again and again; return the number of the next question."""
    for number in range(first, first + 2 * ROUNDS, 2):
        for person in people:
            await person.send(f"/search вопрос{number}")
            await person.send(f"/search вопрос{number + 1}")
        await asyncio.sleep(PAUSE)
    return first + 2 * ROUNDS


def answers(person: Person) -> list[int]:
    """Return the questions that were answered, in the order of the answers."""
    texts = (seen.text for seen in person.received if "вопрос" in seen.text)
    return [int(text.partition("вопрос")[2].split()[0]) for text in texts]


async def test_updates_are_handled_once_and_those_of_a_chat_in_order(hosts: Hosts, balancer: Balancer) -> None:
    for name, port in zip(("first", "second"), balancer.ports, strict=True):
        await hosts.start(
            name, "serve", WEBHOOK_URL="https://bot.example.org", WEBHOOK_SECRET=SECRET, HTTP_PORT=str(port)
        )
    await hosts.emulator.telegram.webhook.set(f"http://127.0.0.1:{balancer.port}/telegram", secret=SECRET)
    people = [await hosts.emulator.person(f"Reader {number}") for number in range(CHATS)]
    for person in people:
        person.chat.is_started = True
    asked = await ask(people, 0)
    await until(lambda: all(len(answers(one)) >= asked for one in people), TAKEN_OVER)
    assert [answers(one) for one in people] == [list(range(asked))] * CHATS, "each once, in order"
    half = CHATS * asked // 2
    assert list(balancer.taken.values()) == [half, half], "each process was called for every second update"

    hosts.hosts[0].signal(signal.SIGKILL)
    asked = await ask(people, asked)
    await until(lambda: all(set(answers(one)) == set(range(asked)) for one in people), TAKEN_OVER)
    for one in people:
        assert sorted(answers(one)) == answers(one), "still in order"
        assert len(answers(one)) <= asked + 1, "at most the answer that was on its way at the kill comes twice"
