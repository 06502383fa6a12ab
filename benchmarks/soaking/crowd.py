"""People who use the bot: they read, search, change settings, write nonsense, block the bot and come back."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from emulator import Emulator, Person

PATIENCE = 45.0  # seconds after which an answer counts as lost; faults may delay answers
_WORDS = ("землетрясение", "парк", "бюджет", "жол", "su", "football", "выборы 2026", "«мост", "OR OR", "-", "🙈" * 50)
_NONSENSE = ("/", "/unknown", "?" * 4000, "<b>&amp;</a>", "\u202eтекст", "/follow", "/mute", "/city", "\n.", "ы")
_SCREENS = ("topics", "countries", "languages", "hours", "weekdays", "quiet", "breaking", "follows", "mutes", "pause")


@dataclass
class Reader:
    """A person who gets a digest every hour and does random things in between."""

    person: Person
    emulator: Emulator
    waits: list[float] = field(default_factory=list)  # seconds until each action was answered

    async def sets_up(self) -> None:
        await self._writes("/start")
        await self._presses("1:b:done")
        for hour in range(7, 23):
            await self._presses(f"1:s:hours:{hour:02}00:on")

    async def acts(self, chance: random.Random) -> str:
        """Do something and wait for the bot's answer; return "", or what was done if no answer came."""
        acts: tuple[Callable[[], Awaitable[str]], ...] = (
            lambda: self._writes(f"/search {chance.choice(_WORDS)}"),
            lambda: self._writes(chance.choice(_WORDS)),
            lambda: self._writes(chance.choice(_NONSENSE)),
            lambda: self._writes(chance.choice(("/help", "/settings", "/privacy", "/topics"))),
            lambda: self._presses(f"1:s:{chance.choice(_SCREENS)}"),
            lambda: self._presses(f"1:s:breaking:news:{chance.choice(('on', 'off'))}"),
            lambda: self._presses(f"0:s:{chance.choice(_SCREENS)}:x"),
            self._leaves_and_returns,
        )
        return await chance.choice(acts)()

    async def _leaves_and_returns(self) -> str:
        await self.person.block()
        await asyncio.sleep(0.2)
        await self.person.unblock()
        return await self._writes("/start")

    async def _writes(self, text: str) -> str:
        before = len(self.person.received)
        await self.person.send(text)
        return "" if await self._sees(lambda: len(self.person.received) > before) else text[:40]

    async def _presses(self, data: str) -> str:
        query = await self.person.press_data(data)

        def is_answered() -> bool:
            # An answer that Telegram refused counts as well, because with the fast clock the query may be too old by
            # then.
            answers = self.emulator.journal.of("answerCallbackQuery")
            return any(str(line["parameters"].get("callback_query_id")) == query.id for line in reversed(answers))

        return "" if await self._sees(is_answered) else data

    async def _sees(self, what: Callable[[], object]) -> bool:
        begun = asyncio.get_running_loop().time()
        try:
            await self.emulator.wait_for(what, PATIENCE)
        except AssertionError:
            return False
        self.waits.append(asyncio.get_running_loop().time() - begun)
        return True


async def live(readers: list[Reader], chance: random.Random, seconds: float, *, every: float) -> list[str]:
    """Let the readers act in turn for `seconds`, one action every `every` seconds; return actions without an answer."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    busy: dict[int, asyncio.Future[str]] = {}
    said: list[str] = []
    while loop.time() < end:
        reader = chance.choice(readers)
        earlier = busy.get(reader.person.id)
        if earlier is None or earlier.done():  # a person does one thing at a time
            said += [earlier.result()] if earlier else []
            busy[reader.person.id] = asyncio.ensure_future(reader.acts(chance))
        await asyncio.sleep(every)
    said += await asyncio.gather(*busy.values())
    return [what for what in said if what]
