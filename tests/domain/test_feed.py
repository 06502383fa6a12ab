"""Feeds: how a removed one comes back, and what happens to one that has moved."""

from domain.feed import Move, may_revive, move
from domain.ids import FeedId


def test_a_persons_wish_brings_a_removed_feed_back_and_the_catalogue_does_not() -> None:
    assert may_revive("admin")
    assert may_revive("opml")
    assert not may_revive("catalogue")


def test_a_feed_that_has_moved_takes_its_address_or_gives_way_to_the_feed_that_has_it() -> None:
    assert move(FeedId(3), None) == Move(takes_address=True)
    assert move(FeedId(3), FeedId(5)) == Move(takes_address=False, stops=FeedId(3), goes_on=FeedId(5))
