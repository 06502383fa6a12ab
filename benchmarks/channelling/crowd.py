"""Channels that post more or less often: when each posts, and its page at any moment."""

import bisect
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from emulator.world.channels.markup import Channel, Post, page

PAGE = 20
# Pairs: part of the channels, and how often each of these posts in a day.
HABITS = ((0.05, 260.0), (0.2, 60.0), (0.5, 14.0), (0.25, 1.5))
_WORDS = """
мост дорога школа больница рынок вода свет урожай цена поезд автобус площадь музей театр стадион библиотека ветер снег
дождь река озеро горы село город область министр учитель врач студент фермер водитель спасатель строители жители
""".split()  # noqa: SIM905 - a table of words
_BUSY_HOURS = range(7, 23)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The posts of the channels: name → moments of its posts, which are numbered from 1."""

    channels: dict[str, Channel]
    moments: dict[str, list[datetime]]

    @property
    def names(self) -> list[str]:
        return list(self.channels)

    def page(self, name: str, now: datetime, before: int | None) -> str:
        """Return a channel's page at `now`: its newest twenty posts, or those with numbers below `before`."""
        last = bisect.bisect_right(self.moments[name], now)
        last = min(last, before - 1) if before else last
        first = max(1, last - PAGE + 1)
        posts = [Post(number, self.moments[name][number - 1], _text(name, number)) for number in range(first, last + 1)]
        return page(self.channels[name], posts, now=now, before=first if first > 1 else None)


def gather(count: int, start: datetime, *, days: float, seed: int) -> Crowd:
    """Return `count` channels that have posted for two days before `start` and continue for `days`."""
    rng = random.Random(seed)
    channels, moments = {}, {}
    for number in range(count):
        name = f"channel_{number:03}"
        channels[name] = Channel(name, f"Канал {number}", 1_000_000_000 + number)
        a_day = _habit(number / count) * rng.uniform(0.7, 1.4)
        moments[name] = sorted(_moments(rng, a_day, start - timedelta(days=2), start + timedelta(days=days)))
    return Crowd(channels, moments)


def _habit(place: float) -> float:
    for share, a_day in HABITS:
        if place < share:
            return a_day
        place -= share
    return HABITS[-1][1]


def _moments(rng: random.Random, a_day: float, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yield random moments, few of them at night, every fifth followed by another one shortly after."""
    at = start
    while True:
        at += timedelta(days=rng.expovariate(a_day * 1.1))
        if at >= end:
            return
        if at.hour in _BUSY_HOURS or rng.random() < 0.25:
            yield at.replace(microsecond=0)
            if rng.random() < 0.2:
                yield at.replace(microsecond=0) + timedelta(seconds=rng.randrange(5, 90))


@lru_cache(maxsize=20_000)
def _text(name: str, number: int) -> str:
    rng = random.Random(f"{name}/{number}")
    words = " ".join(rng.choices(_WORDS, k=26))
    return f"<b>{words[:60].capitalize()} {number}</b><br/><br/>{words.capitalize()}.<br/><br/>Подписаться на канал"
