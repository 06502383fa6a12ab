"""`simulation`: a week of a large newsroom on paper, from unit costs that other benchmarks measure.

Nothing is sent or stored. Every minute, the digests of readers whose hour has come join a queue, which empties at
Telegram's pace, and the articles of feeds are counted. Readers choose hours of the day as in `--hours`, and their
digests are spread over `--spread` minutes of each hour; readers of a channel get no messages of their own. The figures
are what an operator asks first: how long the queue gets, how late digests are at each hour, how large the database is
after a week, and how many processes of each role are needed, if one of them may fail. The default unit costs are those
in benchmarks/README.md, in milliseconds of one core; give those of your machine.
"""

import argparse
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

OWN_TABLE = True
MINUTES = 24 * 60
_DAYS = 7
_BUSY = 0.6  # the part of a core that one process may use; the rest is for catching up after a restart or a burst
_RUSH = 3  # articles in the busiest hour of a day, as a multiple of the mean hour
_GB = 1e9


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The size of an imagined newsroom: its readers and feeds, and how fast Telegram takes its messages."""

    readers: int
    in_channels: float  # part of the readers, 0 to 1, who read in a channel, where one message reaches all
    digests: dict[int, float]  # hour of the day → part of the readers in private chats who want a digest then
    spread: int  # minutes over which the digests of an hour become due
    pace: float  # messages that Telegram takes in a second
    feeds: int
    polls: float  # polls of a feed in a day
    articles: float  # articles of a feed in a day


@dataclass(frozen=True, slots=True)
class Costs:
    """What each unit of work costs: milliseconds of a core, and bytes in the database with its indexes."""

    poll_ms: float
    read_ms: float  # for an article: finding its language, topics, names and story, and indexing its words
    send_ms: float  # for a message: claiming, drawing, sending and recording it
    article_bytes: float
    delivery_bytes: float
    reader_bytes: float


@dataclass(frozen=True, slots=True)
class Hour:
    """The queue of messages during one hour of the week."""

    queued: int  # the largest number of messages in the queue during the hour
    left: int  # messages in the queue at the end of the hour
    late_minutes: int  # minutes by which the latest message of this hour was late


def week(newsroom: Newsroom) -> list[Hour]:
    """Return the 168 hours of a week that begins with an empty queue."""
    # [minute in which the digests became due, number of digests], the oldest first.
    waiting: deque[list[float]] = deque()
    depth, hours = 0.0, []
    deepest, latest = 0.0, 0
    for minute in range(_DAYS * MINUTES):
        due = due_at(newsroom, minute % MINUTES)
        if due:
            waiting.append([minute, due])
            depth += due
        deepest = max(deepest, depth)
        room = newsroom.pace * 60
        while waiting and room > 0:
            sent = min(room, waiting[0][1])
            latest = max(latest, minute - int(waiting[0][0]))
            room, depth = room - sent, depth - sent
            waiting[0][1] -= sent
            if waiting[0][1] <= 0:
                waiting.popleft()
        if minute % 60 == 59:
            hours.append(Hour(round(deepest), round(depth), latest))
            deepest, latest = depth, 0
    return hours


def due_at(newsroom: Newsroom, minute: int) -> float:
    """Return how many digests become due in a minute of the day."""
    alone = newsroom.readers * (1 - newsroom.in_channels)
    share = sum(part for hour, part in newsroom.digests.items() if (minute - hour * 60) % MINUTES < newsroom.spread)
    return alone * share / newsroom.spread


def database_gb(newsroom: Newsroom, costs: Costs) -> float:
    """Return the size of the database after a week, in billions of bytes."""
    articles = newsroom.feeds * newsroom.articles * _DAYS
    messages = sum(due_at(newsroom, minute) for minute in range(MINUTES)) * _DAYS
    readers = newsroom.readers * (1 - newsroom.in_channels)
    total = articles * costs.article_bytes + messages * costs.delivery_bytes + readers * costs.reader_bytes
    return total / _GB


def cores(newsroom: Newsroom, costs: Costs) -> dict[str, float]:
    """Return role → number of cores that it keeps busy at its highest load."""
    second = 24 * 3600
    return {
        "poll": newsroom.feeds * newsroom.polls / second * costs.poll_ms / 1000,
        "read": newsroom.feeds * newsroom.articles / second * _RUSH * costs.read_ms / 1000,
        "deliver": newsroom.pace * costs.send_ms / 1000,
    }


def processes(busy: float) -> int:
    """Return how many processes a role needs: enough for the load, and one more because one may fail."""
    return math.ceil(busy / _BUSY) + 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--readers", type=int, default=1_000_000)
    parser.add_argument("--in-channels", type=float, default=0.0, help="share of readers who follow a channel instead")
    parser.add_argument(
        "--hours", type=hours_of, default="8:0.6,13:0.1,19:0.5", help="hour:share of readers who want a digest then"
    )
    parser.add_argument("--spread", type=int, default=60, help="minutes over which the digests of an hour become due")
    parser.add_argument("--pace", type=float, default=30.0, help="messages a second; up to 1000 with paid broadcasts")
    parser.add_argument("--feeds", type=int, default=10_000)
    parser.add_argument("--polls", type=float, default=48.0, help="of a feed in a day")
    parser.add_argument("--articles", type=float, default=20.0, help="of a feed in a day")
    for name, value in _MEASURED.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=float, default=value)


# A poll: four of five are answered by 304 (0.4 ms), the others bring 30 items (18 ms). Annotating: 14 ms for the text
# of a Russian article, the rest for its story and its index. Sending: 0.6 ms on SQLite, more if a server has to be
# reached.
_MEASURED = {
    "poll_ms": 4.0,
    "read_ms": 20.0,
    "send_ms": 1.0,
    "article_bytes": 6_000.0,
    "delivery_bytes": 510.0,
    "reader_bytes": 590.0,
}


def run(args: argparse.Namespace) -> dict[str, Any]:
    newsroom = Newsroom(
        args.readers, args.in_channels, args.hours, args.spread, args.pace, args.feeds, args.polls,
        args.articles,
    )  # fmt: skip
    costs = Costs(**{name: getattr(args, name) for name in _MEASURED})
    hours = week(newsroom)
    figures: dict[str, Any] = {
        "messages_a_day": round(sum(due_at(newsroom, minute) for minute in range(MINUTES))),
        "longest_queue": max(hour.queued for hour in hours),
        "latest_minutes": max(hour.late_minutes for hour in hours),
        "left_after_the_week": hours[-1].left,
        "database_gb": round(database_gb(newsroom, costs), 1),
        **{f"{role}_processes": processes(busy) for role, busy in cores(newsroom, costs).items()},
        "queued_by_hour": worst_by_hour([hour.queued for hour in hours]),
        "late_minutes_by_hour": worst_by_hour([hour.late_minutes for hour in hours]),
    }
    if not args.json:
        _print(figures)
    return figures


def hours_of(text: str) -> dict[int, float]:
    """Return hour of the day → part of the readers, from a text such as 8:0.6,19:0.5.

    Raises ValueError for other texts.
    """
    found = {}
    for part in text.split(","):
        hour, _, share = part.partition(":")
        found[int(hour)] = float(share)
        if not (0 <= int(hour) < 24 and 0 <= float(share) <= 1):
            raise ValueError(f"{part}: an hour from 0 to 23 and a share from 0 to 1 are needed")
    return found


def worst_by_hour(values: Sequence[int]) -> list[int]:
    """Return the highest value of each hour of the day, over all days."""
    return [max(values[hour::24]) for hour in range(24)]


def _print(figures: dict[str, Any]) -> None:
    lists = {name: value for name, value in figures.items() if isinstance(value, list)}
    for name, value in figures.items():
        if name not in lists:
            print(f"{name:<22}{value:>12,}")
    print(f"\n{'hour':<6}" + "".join(f"{name.removesuffix('_by_hour'):>16}" for name in lists))
    for hour in range(24):
        print(f"{hour:<6}" + "".join(f"{values[hour]:>16,}" for values in lists.values()))
