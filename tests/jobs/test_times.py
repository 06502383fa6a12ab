"""A table of what arrives when at an emulated Telegram over HTTP, around every edge case.

All of it happens to one reader, with news every hour. Moments are UTC; Bishkek is six hours ahead, Almaty five,
Istanbul three, and Berlin changes its clocks on 29 March and 25 October 2026.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from domain.chat import QuietHours, QuietMode
from domain.ids import ChatId
from tests.builders import HandClock
from tests.delivery.rig import Rig, open_rig
from tests.jobs.rig import Newsroom, NotingBuilder, utc

STEP = timedelta(minutes=10)
NIGHT = QuietHours(time(22), time(7))
HELD_NIGHT = QuietHours(time(22), time(7), QuietMode.HOLD)
MORNING = QuietHours(time(7), time(9))
HELD_MORNING = QuietHours(time(7), time(9), QuietMode.HOLD)


@dataclass
class Life:
    """A bot and one reader, hour by hour."""

    rig: Rig
    newsroom: Newsroom
    reader: int
    is_sending: bool = True

    async def passes(self, until: datetime) -> None:
        clock, outbox = self.newsroom.clock, self.rig.outbox()
        await outbox.start()
        while clock.moment < until:
            clock.moment = min(until, clock.moment + STEP)
            await self.newsroom.tick.run_once()
            if self.is_sending:
                await outbox.run_once()
        await outbox.close()


Act = Callable[[Life], Awaitable[None]]


def changes(**changes: object) -> Act:
    """Return an act: the reader presses a button in the settings."""

    async def act(life: Life) -> None:
        await life.newsroom.change(ChatId(life.reader), **changes)

    return act


def down_until(moment: str) -> Act:
    """Return an act: the bot is killed, and restarted at that moment."""

    async def act(life: Life) -> None:
        life.newsroom.clock.moment = utc(moment) - STEP
        life.newsroom.restart()

    return act


def clock_jumps_to(moment: str) -> Act:
    async def act(life: Life) -> None:
        life.newsroom.clock.moment = utc(moment)

    return act


def sending(*, works: bool) -> Act:
    """Return an act: Telegram becomes unreachable, or reachable again; digests are still queued."""

    async def act(life: Life) -> None:
        life.is_sending = works

    return act


@dataclass(frozen=True)
class Case:
    what: str
    start: str
    end: str
    arrive: list[str]  # "!" after a moment: silent
    settings: dict[str, object] = field(default_factory=dict)
    acts: list[tuple[str, Act]] = field(default_factory=list)


TABLE = [
    Case("one digest a day, at eight", "2026-03-01 00:00", "2026-03-03 12:00",
         ["03-01 02:00", "03-02 02:00", "03-03 02:00"]),
    Case("two digests a day", "2026-03-01 00:00", "2026-03-02 03:00", ["03-01 02:00", "03-01 14:00", "03-02 02:00"],
         {"hours": "08:00 20:00"}),
    Case("the clock goes forward: the skipped 02:30 comes at 03:30, once", "2026-03-28 00:00", "2026-03-30 12:00",
         ["03-28 01:30", "03-29 01:30", "03-30 00:30"], {"zone": "Europe/Berlin", "hours": "02:30"}),
    Case("the skipped 02:30 falls together with 03:30: one digest", "2026-03-28 12:00", "2026-03-29 23:00",
         ["03-29 01:30"], {"zone": "Europe/Berlin", "hours": "02:30 03:30"}),
    Case("the clock goes back: 02:30 comes twice, its digest once", "2026-10-24 12:00", "2026-10-26 12:00",
         ["10-25 00:30", "10-26 01:30"], {"zone": "Europe/Berlin", "hours": "02:30"}),
    Case("eight o'clock stays eight o'clock through both changes", "2026-03-28 00:00", "2026-03-29 12:00",
         ["03-28 07:00", "03-29 06:00"], {"zone": "Europe/Berlin"}),
    Case("silent quiet hours change nothing but the sound", "2026-03-01 00:00", "2026-03-01 12:00",
         ["03-01 02:00!", "03-01 06:00"], {"hours": "08:00 12:00", "quiet": MORNING}),
    Case("held quiet hours leave the news to the next digest", "2026-03-01 00:00", "2026-03-01 12:00",
         ["03-01 06:00"], {"hours": "08:00 12:00", "quiet": HELD_MORNING}),
    Case("a pause until the third", "2026-03-01 00:00", "2026-03-03 12:00", ["03-03 02:00"],
         {"paused_until": date(2026, 3, 3)}),
    Case("a change of zone before the hour takes effect at once", "2026-03-01 00:00", "2026-03-01 12:00",
         ["03-01 02:00"], {"zone": "Asia/Almaty"}, [("2026-03-01 01:00", changes(zone="Asia/Bishkek"))]),
    Case("a change of zone after the digest sends no second one", "2026-03-01 00:00", "2026-03-02 06:00",
         ["03-01 03:00", "03-02 05:00"], {"zone": "Asia/Almaty"},
         [("2026-03-01 03:10", changes(zone="Europe/Istanbul"))]),
    Case("nor of two hours that were served", "2026-03-01 00:00", "2026-03-02 03:00", ["03-01 03:00", "03-01 04:00"],
         {"zone": "Asia/Almaty", "hours": "08:00 09:00"}, [("2026-03-01 04:10", changes(zone="Europe/Istanbul"))]),
    Case("a change of zone between queueing and sending sends it once", "2026-03-01 00:00", "2026-03-02 04:00",
         ["03-01 03:30"], {"zone": "Asia/Almaty"},
         [("2026-03-01 02:50", sending(works=False)), ("2026-03-01 03:10", changes(zone="Europe/Istanbul")),
          ("2026-03-01 03:20", sending(works=True))]),
    Case("a change of hours between queueing and sending sends it once, and the new hour's", "2026-03-01 00:00",
         "2026-03-01 20:00", ["03-01 02:30", "03-01 14:00"], {},
         [("2026-03-01 01:50", sending(works=False)), ("2026-03-01 02:10", changes(hours=(time(20),))),
          ("2026-03-01 02:20", sending(works=True))]),
    Case("a pause between queueing and sending takes the digest back", "2026-03-01 00:00", "2026-03-03 12:00",
         ["03-03 02:00"], {},
         [("2026-03-01 01:50", sending(works=False)), ("2026-03-01 02:10", changes(paused_until=date(2026, 3, 3))),
          ("2026-03-01 02:20", sending(works=True))]),
    Case("what arrives late in the night makes no sound", "2026-03-01 00:00", "2026-03-01 20:00", ["03-01 17:00!"],
         {"hours": "20:00", "quiet": NIGHT},
         [("2026-03-01 13:50", sending(works=False)), ("2026-03-01 16:50", sending(works=True))]),
    Case("what would arrive late in a held night arrives in the morning", "2026-03-01 00:00", "2026-03-02 12:00",
         ["03-02 01:00"], {"hours": "20:00", "quiet": HELD_NIGHT},
         [("2026-03-01 13:50", sending(works=False)), ("2026-03-01 16:50", sending(works=True))]),
    Case("what meets a held night in an hour that comes twice arrives when that is over", "2026-10-24 12:00",
         "2026-10-25 12:00", ["10-25 01:30"],
         {"zone": "Europe/Berlin", "hours": "20:00", "quiet": QuietHours(time(22), time(2, 30), QuietMode.HOLD)},
         [("2026-10-24 17:50", sending(works=False)), ("2026-10-25 01:10", sending(works=True))]),
    Case("after six hours down one digest makes good for three", "2026-03-01 00:00", "2026-03-01 20:00",
         ["03-01 07:30"], {"hours": "08:00 10:00 12:00"}, [("2026-03-01 01:30", down_until("2026-03-01 07:30"))]),
    Case("a clock that jumps ahead is like six hours down", "2026-03-01 00:00", "2026-03-01 20:00", ["03-01 07:40"],
         {"hours": "08:00 10:00 12:00"}, [("2026-03-01 01:30", clock_jumps_to("2026-03-01 07:30"))]),
    Case("a clock that jumps back repeats nothing", "2026-03-01 00:00", "2026-03-02 03:00",
         ["03-01 02:00", "03-02 02:00"], {}, [("2026-03-01 02:30", clock_jumps_to("2026-03-01 01:00"))]),
    Case("down since the evening, up in the held night: the news waits for the next hour", "2026-03-01 00:00",
         "2026-03-02 15:00", ["03-02 14:00"], {"hours": "20:00", "quiet": HELD_NIGHT},
         [("2026-03-01 13:30", down_until("2026-03-01 17:00"))]),
]  # fmt: skip


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.what)
async def test_digests_arrive_when_the_timetable_says(tmp_path: Path, case: Case) -> None:
    clock = HandClock(utc(case.start))
    async with open_rig(tmp_path, clock=clock) as rig:
        aizada = await rig.emulator.person()
        await aizada.send("/start")
        newsroom = Newsroom(clock, rig.storage, rig.inside, NotingBuilder(rig.storage))
        moment, number = utc(case.start) + timedelta(minutes=30), 0
        while moment < utc(case.end):
            await newsroom.article(f"Весть {number} из города", at=moment)
            moment, number = moment + timedelta(hours=1), number + 1
        await newsroom.chat(aizada.id, **case.settings)  # type: ignore[arg-type]
        life = Life(rig, newsroom, aizada.id)
        for at, act in case.acts:
            await life.passes(utc(at))
            await act(life)
        await life.passes(utc(case.end))
        arrived = [
            f"{datetime.fromtimestamp(message.date, utc(case.end).tzinfo):%m-%d %H:%M}{'!' * message.is_silent}"
            for message in aizada.received
        ]
        assert arrived == case.arrive
        told = [line for message in aizada.received for line in message.text.splitlines() if "Весть" in line]
        assert len(told) == len(set(told))
