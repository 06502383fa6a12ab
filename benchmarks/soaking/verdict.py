"""The verdict on a soak, from the bot's database and log, and from the emulator's journal."""

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any

from emulator.world.script import CYCLE

# Seconds after which a story may be told again, because the sample news is repeated every CYCLE days. A day less,
# because a digest may tell the repeated story some hours earlier in the day.
_CYCLE = (CYCLE - 1) * 86_400


@dataclass(frozen=True, slots=True)
class Verdict:
    unhandled: int  # number of updates that were not handled, plus the number of unexpected errors in the log
    lost: int  # deliveries that should have been made but were not
    duplicated: int  # messages that arrived twice, and stories told again without news
    digests: int
    faults: tuple[str, ...]  # unexpected errors in the log, as `unexpected` returns them


def judge(database: Path, log: Path, journal: Path) -> Verdict:
    """Return what went wrong in a soak, from the bot's database and log and the emulator's journal.

    Call this after the bot has ended.
    """
    calls = [json.loads(line) for line in journal.read_text("utf-8").splitlines()]
    arrived = Counter(_message(call) for call in calls if call["ok"] and call["method"] == "sendMessage")
    with contextlib.closing(sqlite3.connect(database)) as connection:
        waiting = connection.execute("SELECT count(*) FROM inbox WHERE handled_at IS NULL").fetchone()[0]
        deliveries = connection.execute(
            "SELECT d.chat_id, d.state, d.message_ids, d.reason FROM deliveries d JOIN posts p ON p.id = d.post_id"
            " WHERE p.content IS NOT NULL"
        ).fetchall()
        # Read from posts, because the table of what was told gets further rows when articles move to other stories.
        told = [
            (moment, (chat, *story))
            for chat, content, moment in connection.execute(
                "SELECT d.chat_id || '/' || coalesce(d.thread_id, 0), p.content, p.created_at FROM deliveries d"
                " JOIN posts p ON p.id = d.post_id WHERE d.state = 'sent' AND p.content IS NOT NULL"
            )
            for story in _told(json.loads(content))
        ]
    faults = tuple(unexpected(log))
    sent = [(chat, number) for chat, state, ids, _ in deliveries if state == "sent" for number in json.loads(ids)]
    # A delivery to a reader who has blocked the bot is not lost, because the next digest brings its news.
    undone = [reason for _, state, _, reason in deliveries if state != "sent" and reason not in ("unreachable", "gone")]
    pushes = set(sent)
    pushed = [call for call in calls if call["ok"] and call["method"] == "sendMessage" and _message(call) in pushes]
    twice = Counter((call["chat_id"], call["parameters"]["text"]) for call in pushed)
    return Verdict(
        unhandled=waiting + len(faults),
        lost=len(undone) + sum(1 for one in sent if not arrived[one]),
        duplicated=sum(times - 1 for times in twice.values()) + times_again(told),
        digests=len(pushed),
        faults=faults,
    )


def times_again(told: Iterable[tuple[int, tuple[object, ...]]]) -> int:
    """Return how often something was told again before the sample news was repeated; after that it is news again.

    Each item is (moment in seconds, what was told).
    """
    last: dict[tuple[object, ...], int] = {}
    again = 0
    for moment, what in sorted(told, key=itemgetter(0)):
        again += what in last and moment - last[what] < _CYCLE
        last[what] = moment
    return again


def _told(content: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    """Yield what a post may tell a chat only once.

    That is each story with exactly the articles it has in the post, and each headline that is not marked ↻.
    """
    for story in content.get("stories", ()):
        yield story["story_id"], *story["articles"]
        if not story["is_update"]:
            yield ("new", story["headline"])


def waiting(database: Path) -> int:
    """Return how many updates and deliveries are not finished."""
    with contextlib.closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM inbox WHERE handled_at IS NULL)"
            " + (SELECT count(*) FROM deliveries WHERE state IN ('waiting', 'sending'))"
        ).fetchone()
    return int(row[0])


def _message(call: dict[str, Any]) -> tuple[int, int]:
    """Return the chat and the message id of a call that sent a message."""
    return int(call["chat_id"]), int(call["message_id"])


def unexpected(log: Path) -> list[str]:
    """Return the event of each log line with a traceback or at level error, and the start of each line without JSON."""
    found = []
    for line in log.read_text("utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            found.append(line[:200])
            continue
        if entry.get("level") in ("error", "critical") or "exception" in entry:
            found.append(str(entry.get("event")))
    return found
