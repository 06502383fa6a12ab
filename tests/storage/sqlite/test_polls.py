"""Polls share transactions, and one that SQLite refuses leaves nothing behind and does not affect the others."""

import asyncio
from dataclasses import replace
from pathlib import Path

from domain.faults import StorageBug
from domain.feed import NewFeed
from storage.interface import PollResult, SavedPoll
from tests.storage.shelf import NOW, Shelf
from tests.storage.sqlite.opener import SqliteInside, open_sqlite


async def test_a_poll_that_is_refused_leaves_nothing_and_takes_no_other_with_it(tmp_path: Path) -> None:
    async with open_sqlite(tmp_path) as opened:
        assert isinstance(opened.inside, SqliteInside)
        shelf, feeds = Shelf(opened.storage), opened.storage.feeds
        state = replace(shelf.state(), etag='"1"')
        async with opened.inside.database.write() as connection:
            await connection.execute(
                "CREATE TRIGGER stop BEFORE INSERT ON articles WHEN new.title = 'нет'"
                " BEGIN SELECT raise(ABORT, 'no'); END"
            )
        polls = []
        for number in range(12):
            feed, _ = await feeds.add(NewFeed(f"https://v.example/{number}", "В", f"Вестник {number}"), now=NOW)
            article = shelf.article("нет" if number == 5 else f"Мост {number}")
            polls.append(PollResult(feed.id, NOW, state, (shelf.article(f"Парк {number}"), article)))
        saved = await asyncio.gather(*map(feeds.save_poll, polls), return_exceptions=True)
        refused = saved.pop(5)
        assert isinstance(refused, StorageBug)
        assert [isinstance(one, SavedPoll) and one.new for one in saved] == [2] * 11
        for number, poll in enumerate(polls):
            feed_after = await feeds.get(poll.feed_id)
            assert feed_after is not None
            assert feed_after.state.etag == (None if number == 5 else '"1"'), "or the articles would never come"
        async with opened.inside.database.write() as connection:
            await connection.execute("DROP TRIGGER stop")
        assert (await feeds.save_poll(polls[5])).new == 2
