"""Teasers: which texts are only beginnings, and which feeds give hardly anything else."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from domain.feed import Feed, PollCounts, PollState
from domain.ids import FeedId
from domain.teasers import is_teaser, turns_on_by_itself, wants_full_text

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FEED = Feed(
    FeedId(1), "https://selo.example/rss", "Село", "Село", "kg", "ru", None, full_text=False, origin="catalogue",
    added_at=NOW, state=PollState(NOW),
)  # fmt: skip
TEASERS = PollCounts(read=20, teasers=18)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", True),
        ("Открыли мост.", True),
        ("Мост. " * 70 + "Дальше…", True),
        ("Мост. " * 70, False),
        ("Мост… " * 200, False),
    ],
)
def test_a_short_or_broken_off_text_is_a_teaser(text: str, answer: bool) -> None:
    assert is_teaser(text) is answer


def test_full_text_is_turned_on_by_the_first_document_of_a_feed_of_the_catalogue_and_proposed_otherwise() -> None:
    assert turns_on_by_itself(FEED, TEASERS)
    read_before = replace(FEED, state=PollState(NOW, last_read=TEASERS))
    assert not turns_on_by_itself(read_before, TEASERS), "a person may have turned it off"
    assert wants_full_text(read_before, TEASERS)
    assert not turns_on_by_itself(replace(FEED, origin="admin"), TEASERS)


@pytest.mark.parametrize(
    ("feed", "counts"),
    [
        (replace(FEED, full_text=True), TEASERS),
        (replace(FEED, url="https://t.me/s/selo"), TEASERS),
        (FEED, PollCounts(read=3, teasers=3)),
        (FEED, PollCounts(read=20, teasers=10)),
        (FEED, None),
    ],
)
def test_where_pages_bring_nothing_or_nothing_is_known_they_are_not_proposed(
    feed: Feed, counts: PollCounts | None
) -> None:
    assert not wants_full_text(feed, counts)
