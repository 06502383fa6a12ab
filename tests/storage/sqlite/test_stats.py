"""What /stats shows agrees with plain SQL over the file."""

import contextlib
import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import ChatState, Place
from domain.disclosure import LEAST
from domain.ids import ArticleId, ChatId, StoryId
from domain.post import PostKind
from domain.stats import LATELY, SLOW, Report
from storage.interface import Addressee, Storage
from storage.reporting import read_report
from tests.builders import chat, digest
from tests.storage.openers import open_storage
from tests.storage.shelf import NOW, Shelf

DAY = timedelta(days=1)
STATES = (ChatState.ACTIVE, ChatState.ACTIVE, ChatState.STOPPED, ChatState.NEW, ChatState.UNREACHABLE)
LOCALES = ("ru", "ru", "ru", "kk", "uz", "tg")


async def _live(storage: Storage) -> None:
    """Let three weeks happen."""
    shelf = Shelf(storage)
    for number in range(1, 120):
        made = chat(
            number,
            locale=LOCALES[number % len(LOCALES)],
            countries=("kg", "kz", "tj")[: number % 4],
            muted_sources=("Тандем",) if number % 7 == 0 else (),
            muted_words=("футбол",) if number % 11 == 0 else (),
            tastes=(("t:economy", 1),) if number % 5 == 0 else (("o:Чырак", -1),) if number % 13 == 0 else (),
        )
        await storage.chats.save(made, now=NOW - 21 * DAY + number // 6 * DAY)
        if (state := STATES[number % len(STATES)]) is ChatState.UNREACHABLE:
            await storage.chats.lose(ChatId(number), state, now=NOW - 3 * DAY)
        elif state is not ChatState.ACTIVE:
            await storage.chats.save(chat(number, state=state), now=NOW - 4 * DAY)
        await shelf.tell(f"Новость {number}", story=1 + number % 70, at=NOW - number * DAY / 5,
                         published_at=NOW - number * DAY / 5 - timedelta(hours=3))  # fmt: skip
    await storage.stories.save_affairs({StoryId(5): StoryId(1), StoryId(60): StoryId(2)}, now=NOW)
    to = [Addressee(chat(number), None) for number in range(1, 120)]
    await storage.outbox.enqueue(PostKind.BREAKING, digest("Мост"), to, now=NOW - DAY)
    for number in range(6):
        place = Place(ChatId(5 * number + 5))
        await storage.told.record_shown(place, digest("Парк"), now=NOW - DAY)
        await storage.bookmarks.add(
            Bookmark(place, BookmarkKind.SAVED, ArticleId(1), "Мост", "Тандем", None, NOW), now=NOW
        )


async def test_every_figure_agrees_with_plain_sql(tmp_path: Path) -> None:
    async with open_storage(tmp_path) as opened:
        await _live(opened.storage)
        report = await read_report(opened.storage, now=NOW)
    with contextlib.closing(sqlite3.connect(tmp_path / "jarchi.db")) as connection:
        _compare(report, Plain(connection))


class Plain:
    """Queries written independently of the product's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def one(self, sql: str, *values: object) -> int:
        return int(self._connection.execute(sql, values).fetchone()[0])

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, values).fetchall()

    def groups(self, sql: str, *values: object, most: int | None = None) -> dict[str, int | None]:
        """Return key → count, without those under LEAST, limited to `most`."""
        counts = dict(self.all(sql, *values))
        limited = {key: count if most is None else min(count, most) for key, count in counts.items()}
        return {key: count if count >= LEAST else None for key, count in limited.items()}


def _compare(report: Report, plain: Plain) -> None:
    active = "FROM chats WHERE state = 'active'"
    languages = plain.groups(f"SELECT locale, count(*) {active} GROUP BY locale")
    readers = sum(count or 0 for count in languages.values())
    assert report.counts["language"] == languages
    assert report.readers == readers == plain.one(f"SELECT count(*) {active}")  # here no language is hidden
    assert report.is_exact
    assert report.counts["state"] == plain.groups(
        "SELECT state, count(*) FROM chats WHERE state != 'active' GROUP BY 1"
    )
    for country in ("kg", "kz", "tj"):
        count = plain.one(
            f"SELECT count(*) {active} AND preferences LIKE ?", f'%"countries": [%"{country}"%], "topics"%'
        )
        assert report.counts["country"].get(country) == min(count, readers)
    muting = plain.one(f"""SELECT count(*) {active} AND (preferences NOT LIKE '%"muted_words": []%'
                           OR preferences NOT LIKE '%"muted_sources": []%')""")
    assert report.counts["muted"] == {"": muting}
    assert report.counts["muted_source"] == {
        "Тандем": plain.one(f"""SELECT count(*) {active} AND preferences LIKE '%"muted_sources": ["Тандем"]%'""")
    }
    liking = plain.one(f"""SELECT count(*) {active} AND preferences LIKE '%"tastes"%'""")
    assert report.counts["liked"] == {"": liking}
    more = plain.one(f"""SELECT count(*) {active} AND preferences LIKE '%"t:economy": 1%'""")
    assert report.counts["liked_more"] == {"t:economy": more}
    since = int((NOW - LATELY).timestamp())
    sent = plain.one("SELECT count(*) FROM deliveries WHERE state = 'waiting' AND created_at >= ?", since)
    assert report.counts["delivery"]["breaking waiting"] == sent
    assert report.counts["opened"] == plain.groups("SELECT '', count(*) FROM deliveries WHERE locale = ''")
    assert report.counts["saved"] == plain.groups("SELECT '', count(*) FROM bookmarks WHERE kind = 'saved'")
    for day in report.days:
        span = [int(datetime.combine(at, datetime.min.time(), UTC).timestamp()) for at in (day.day, day.day + DAY)]
        assert day.articles == plain.one("SELECT count(*) FROM articles WHERE stored_at >= ? AND stored_at < ?", *span)
        new = "FROM stories WHERE created_at >= ? AND created_at < ?"
        assert day.stories == plain.one(f"SELECT count(*) {new}", *span)
        assert day.affairs == plain.one(f"SELECT count(*) {new} AND develops IS NOT NULL", *span)
    assert sum(day.articles for day in report.days) > 100
    for event in ("joined", "left", "blocked"):
        counted = plain.one(
            "SELECT sum(count) FROM reader_days WHERE event = ? AND day < ?", event, _number(NOW.date())
        )
        shown = sum(getattr(week, event) for week in report.weeks)
        rest = LEAST if event != "joined" else 3 * LEAST  # limited by the other rounded counts
        assert counted - rest < shown <= counted, event
    assert report.weeks[-1].readers == readers
    assert [name for name, _ in report.feeds.slow] == ["Тандем"]
    (delays,) = plain.all("SELECT min(stored_at - published_at), max(stored_at - published_at) FROM articles")
    assert report.feeds.slow[0][1] == timedelta(seconds=delays[0]) == timedelta(seconds=delays[1]) > SLOW


def _number(day: date) -> int:
    return (day - date(1970, 1, 1)).days
