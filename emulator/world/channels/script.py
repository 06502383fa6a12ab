"""The posts of the sample world's channels: those in channels.toml, repeated every week with increasing numbers."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from emulator.world.channels.markup import Card, Channel, Forward, Post
from emulator.world.dates import fill
from emulator.world.script import CYCLE, FIRST_DAY, Outlet

PAGE = 20  # posts on a page
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class ScriptChannel:
    """A channel and its posts in channels.toml, oldest first."""

    name: str
    outlet: Outlet
    number: int
    about: str
    tail: str
    posts: tuple[Mapping[str, Any], ...]

    @property
    def numbers_a_cycle(self) -> int:
        """The number of post ids that one run through the script needs; an album of pictures needs several."""
        return sum(post.get("album", 1) for post in self.posts)


class ChannelScript:
    """The channels in channels.toml; `first_day` is the date of day 0, from which the days of posts are counted."""

    def __init__(self, first_day: date, outlets: Mapping[str, Outlet], *, folder: Path = _HERE) -> None:
        entries: Mapping[str, Any] = tomllib.loads((folder / "channels.toml").read_text("utf-8"))
        self._first_day = first_day
        self.channels = {
            name: ScriptChannel(
                name,
                outlets[entry["outlet"]],
                entry["number"],
                entry["about"],
                entry["tail"],
                tuple(sorted(entry["post"], key=lambda post: _place(post["at"]))),
            )
            for name, entry in entries.items()
        }

    def shown(self, channel: ScriptChannel, now: datetime, root: str, *, before: int | None = None) -> list[Post]:
        """Return the newest twenty posts with numbers below `before`, oldest first.

        `root` is the address of all outlets' sites.
        """
        last_cycle = ((now.astimezone(channel.outlet.zone).date() - self._first_day).days - FIRST_DAY) // CYCLE
        posts: list[Post] = []
        for cycle in range(max(0, last_cycle - 3), last_cycle + 1):
            number = cycle * channel.numbers_a_cycle + 1
            for entry in channel.posts:
                posted_at = self._moment(entry["at"], channel, cycle)
                if posted_at <= now and (before is None or number < before):
                    posts.append(self._post(channel, entry, number, posted_at, now, root, cycle))
                number += entry.get("album", 1)
        return posts[-PAGE:]

    def describe(self, channel: ScriptChannel, root: str) -> Channel:
        """Return what the head of the channel's page shows: its names, number and description."""
        about = channel.about.replace("{root}", f"{root}/{channel.outlet.key}")
        return Channel(channel.name, channel.outlet.name, channel.number, about)

    def _post(
        self,
        channel: ScriptChannel,
        entry: Mapping[str, Any],
        number: int,
        posted_at: datetime,
        now: datetime,
        root: str,
        cycle: int,
    ) -> Post:
        is_edited = "edit" in entry and self._moment(entry["edit_at"], channel, cycle) <= now
        day = posted_at.astimezone(channel.outlet.zone).date()

        def told(text: str) -> str:
            text = text.replace("{root}", f"{root}/{channel.outlet.key}").replace("{today}", f"{day:%Y%m%d}")
            return fill(text, day, channel.outlet.language)

        text = told(entry["edit"] if is_edited else entry.get("text", "")).strip()
        if text and not entry.get("service"):
            text = f"{text}\n\n{channel.tail}"
        return Post(
            number=number,
            at=posted_at,
            text=re.sub(r"\n", "<br/>", text),
            media=entry.get("media", ""),
            album=entry.get("album", 0),
            reply=_pair(entry.get("reply")),
            forward=_forward(entry.get("forward")),
            card=Card(*map(told, entry["card"])) if "card" in entry else None,
            poll=(entry["poll"][0], tuple(entry["poll"][1:])) if "poll" in entry else None,
            service=entry.get("service", False),
            edited=is_edited,
            signature=entry.get("signature", ""),
            is_twice=entry.get("twice", False),
            is_hidden=entry.get("hidden", False),
        )

    def _moment(self, at: str, channel: ScriptChannel, cycle: int) -> datetime:
        day, clock = _place(at)
        on = self._first_day + timedelta(days=day + cycle * CYCLE)
        return datetime.combine(on, clock, tzinfo=channel.outlet.zone).astimezone(UTC)


def _place(at: str) -> tuple[int, time]:
    day, _, clock = at.partition(" ")
    return int(day), time.fromisoformat(clock)


def _pair(words: Sequence[str] | None) -> tuple[str, str] | None:
    return (words[0], words[1]) if words else None


def _forward(words: Sequence[str] | None) -> Forward | None:
    if not words:
        return None
    return Forward(words[0], f"https://t.me/{words[1]}" if words[1] else None)
