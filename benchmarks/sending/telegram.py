"""The emulator as a process: takes commands as JSON lines on standard input, replies on standard output.

{"do": "people", "count": N, "groups": N} → {"people": [ids], "groups": [ids]}: accounts that have started the bot
{"do": "limits", "on": bool, "capacity": N} → {}
{"do": "fault", "kind": …, "method": …, "seconds": …, "times": …} → {} ; {"do": "calm"} → {}
{"do": "say", "texts": [[person, text], …], "every": seconds} → {} at once; the texts are sent in the background
{"do": "probe", "people": [ids], "rounds": N, "every": seconds} → {"press": [ms], "search": [ms]}
"""

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import Any

from domain.clock import AdjustableClock
from emulator import Emulator, Person

WORDS = ("парк", "бюджет", "школа", "дороги", "вода", "выборы", "футбол", "погода")


class CommandedEmulator:
    """An emulator with people, controlled by commands."""

    def __init__(self, journal: Path) -> None:
        self.emulator = Emulator(clock=AdjustableClock(), journal=journal)
        self.people: dict[int, Person] = {}
        self.saying: list[asyncio.Task[None]] = []

    async def obey(self, command: dict[str, Any]) -> dict[str, Any]:
        do = command.pop("do")
        answer: dict[str, Any] = await getattr(self, f"do_{do}")(**command)
        return answer

    async def do_people(self, count: int, groups: int = 0) -> dict[str, Any]:
        made = [await self.emulator.person(f"Читатель {number}") for number in range(count)]
        for person in made:
            person.chat.is_started = True
            self.people[person.id] = person
        forums = [await self.emulator.group(f"Группа {number}", made[0]) for number in range(groups)]
        return {"people": [person.id for person in made], "groups": [group.id for group in forums]}

    async def do_limits(self, *, on: bool, capacity: float) -> dict[str, Any]:
        self.emulator.limits.is_on, self.emulator.limits.capacity = on, capacity
        self.emulator.limits.reset()
        return {}

    async def do_fault(self, kind: str, **options: Any) -> dict[str, Any]:
        self.emulator.faults.add(kind, **options)
        return {}

    async def do_calm(self) -> dict[str, Any]:
        self.emulator.faults.clear()
        return {}

    async def do_say(self, texts: list[tuple[int, str]], every: float) -> dict[str, Any]:
        async def say() -> None:
            for person, text in texts:
                await self.people[person].send(text)
                await asyncio.sleep(every)

        self.saying.append(asyncio.ensure_future(say()))
        return {}

    async def do_probe(self, people: list[int], rounds: int, every: float) -> dict[str, Any]:
        """In each round, one person presses a button and another one searches.

        Return the milliseconds to each answer.
        """
        for person in people:
            await self.people[person].send("/settings")
        for person in people:
            await self.people[person].reads(lambda message: message.buttons, timeout=60)
        presses, searches = [], []
        for number in range(rounds):
            presses.append(await self._press(self.people[people[number % len(people)]]))
            await asyncio.sleep(every)
            seeker = self.people[people[(number + len(people) // 2) % len(people)]]
            searches.append(await self._search(seeker, WORDS[number % len(WORDS)]))
            await asyncio.sleep(every)
        return {"press": presses, "search": searches}

    async def _press(self, person: Person) -> float:
        shown = next(message for message in reversed(person.received) if message.buttons)
        data = next(button["callback_data"] for row in shown.keyboard for button in row if "callback_data" in button)
        start = time.monotonic()
        query = await person.press_data(data, shown)
        return await self._arrival(start, "answerCallbackQuery", "callback_query_id", query.id)

    async def _search(self, person: Person, word: str) -> float:
        start = time.monotonic()
        await person.send(f"/search {word}")
        return await self._arrival(start, "sendMessage", "chat_id", person.id)

    async def _arrival(self, start: float, method: str, name: str, value: object) -> float:
        """Return the milliseconds until a call with this parameter arrived, without the emulator's own latency."""
        deadline = start + 30
        while time.monotonic() < deadline:
            for line in reversed(self.emulator.journal.lines):
                if line["real"] < start:
                    break
                if line["method"] == method and str(line["parameters"].get(name)) == str(value):
                    return (float(line["real"]) - float(line["took"]) - start) * 1000
            await asyncio.sleep(0.005)
        raise TimeoutError(f"no {method} within 30 s")


async def main(journal: Path) -> None:
    telegram = CommandedEmulator(journal)
    loop = asyncio.get_running_loop()
    lines = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    await telegram.emulator.start()
    answer({"url": telegram.emulator.url, "token": telegram.emulator.token})
    while line := await lines.readline():
        try:
            answer(await telegram.obey(json.loads(line)))
        except Exception as error:  # noqa: BLE001 - reported to the parent process
            answer({"error": f"{type(error).__name__}: {error}"})
    await telegram.emulator.close()


def answer(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
