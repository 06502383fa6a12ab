"""The order of due feeds: hosts take turns, and one place decides when a host may be asked."""

import asyncio

from domain.ids import FeedId
from feeds.fetching.hosts import Hosts
from feeds.turns import HostTurns
from storage.interface import DueFeed


def due(*hosts: str) -> list[DueFeed]:
    return [DueFeed(FeedId(number), host) for number, host in enumerate(hosts, 1)]


def test_each_host_has_one_feed_out_at_a_time() -> None:
    turns = HostTurns(due("a", "a", "b", "c"), Hosts(pause=0).seconds_to_turn)
    assert [feed.id for feed in turns.take(9)] == [1, 3, 4]
    assert turns.take(9) == []
    turns.finished("a")
    assert [feed.id for feed in turns.take(9)] == [2]
    assert not turns


async def test_a_host_that_was_just_asked_rests_whoever_asked_it() -> None:
    hosts = Hosts(pause=0.2)
    turns = HostTurns(due("a", "b"), hosts.seconds_to_turn)
    async with hosts.turn("a"):  # a request for a page, or by a redirect from another feed
        assert [feed.host for feed in turns.take(9)] == ["b"], "while it is asked"
    assert turns.take(9) == [], "and through the pause after that"
    assert turns.seconds_to_next is not None
    assert 0 < turns.seconds_to_next <= 0.2
    await asyncio.sleep(turns.seconds_to_next + 0.01)
    assert [feed.host for feed in turns.take(9)] == ["a"]


def test_what_becomes_due_meanwhile_joins_once() -> None:
    turns = HostTurns(due("a", "b"), Hosts(pause=0).seconds_to_turn)
    turns.add(due("a", "b", "c"))
    assert [feed.id for feed in turns.take(9)] == [1, 2, 3]
    assert not turns


def test_a_host_that_asks_to_be_left_alone_is_dropped_with_all_its_feeds() -> None:
    turns = HostTurns(due("a", "a", "a", "b"), Hosts(pause=0).seconds_to_turn)
    turns.take(1)
    assert [feed.id for feed in turns.drop("a")] == [2, 3]
    turns.finished("a")
    assert [feed.host for feed in turns.take(9)] == ["b"]
