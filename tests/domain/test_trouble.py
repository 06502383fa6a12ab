"""What counts as trouble, feed by feed and for the bot itself."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.feed import Feed, Health, LeftOut, PollCounts, PollState
from domain.ids import FeedId
from domain.trouble import Facts, History, Sample, Trouble, TroubleKind, troubles
from tests.builders import NOW

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
GOOD, EMPTY, ALIKE = Sample(8, 0, 8), Sample(8, 8, 1), Sample(8, 0, 1)
EARLIER = Sample(16, 0, 16)


def feed(**state: Any) -> Feed:
    given: dict[str, Any] = {"next_poll_at": NOW, "last_success_at": NOW}
    return Feed(
        FeedId(12),
        "https://tandem.example/rss",
        "Тандем",
        "Тандем",
        "kg",
        "ru",
        None,
        full_text=False,
        origin="admin",
        added_at=NOW - 30 * DAY,
        state=PollState(**given | state),
    )


def history(silence: timedelta, longest: timedelta, span: timedelta = 40 * DAY, **changes: Any) -> History:
    return History(NOW - silence - span, NOW - silence, longest, **changes)


def kinds(one: Feed, of: History | None = None, *, known: frozenset[str] = frozenset()) -> list[TroubleKind]:
    histories = {one.id: of} if of else {}
    return [found.kind for found in troubles(Facts(NOW, [one], histories), known)]


@pytest.mark.parametrize(
    ("silence", "longest", "span", "is_silent"),
    [
        (17 * HOUR, 8 * HOUR, 40 * DAY, True),  # an agency that is silent only at night
        (15 * HOUR, 8 * HOUR, 40 * DAY, False),
        (13 * DAY, 7 * DAY, 40 * DAY, False),  # a weekly paper that has missed an issue
        (15 * DAY, 7 * DAY, 40 * DAY, True),
        (3 * DAY, HOUR, DAY, False),  # observed for one day only, so its habits at weekends are unknown
        (15 * DAY, HOUR, DAY, True),
    ],
)
def test_a_feed_is_silent_beyond_twice_its_own_longest_gap(
    silence: timedelta, longest: timedelta, span: timedelta, is_silent: bool
) -> None:
    assert kinds(feed(), history(silence, longest, span)) == [TroubleKind.SILENT] * is_silent


def test_a_bot_that_was_switched_off_takes_no_feed_for_silent() -> None:
    assert kinds(feed(last_success_at=NOW - 20 * DAY), history(20 * DAY, HOUR)) == []


def test_a_feed_that_cannot_be_read_is_not_silent_as_well() -> None:
    for health in (Health.GONE, Health.BLOCKED, Health.STRANGER):
        assert kinds(feed(health=health), history(20 * DAY, HOUR)) == [TroubleKind.GONE]
    assert kinds(feed(health=Health.FAILING, last_success_at=NOW - 2 * DAY)) == [TroubleKind.GONE]
    assert kinds(feed(health=Health.FAILING, last_success_at=NOW - 3 * HOUR)) == []
    assert kinds(replace(feed(health=Health.GONE), is_paused=True)) == []


@pytest.mark.parametrize("latest", [EMPTY, ALIKE])
def test_texts_are_broken_if_they_were_in_order_before_and_stay_so_until_they_are_again(latest: Sample) -> None:
    key = frozenset({Trouble(TroubleKind.LAYOUT, FeedId(12)).key})
    suddenly, always = history(HOUR, DAY, latest=latest, earlier=EARLIER), history(HOUR, DAY, latest=latest)
    assert kinds(feed(), suddenly) == [TroubleKind.LAYOUT]
    assert kinds(feed(), always) == []
    assert kinds(feed(), always, known=key) == [TroubleKind.LAYOUT]
    assert kinds(feed(), history(HOUR, DAY, latest=GOOD, earlier=EARLIER), known=key) == []
    assert kinds(feed(health=Health.CHANGED), suddenly) == [TroubleKind.LAYOUT]


def test_a_feed_floods_beyond_five_of_its_own_days_or_its_budget() -> None:
    usual = (40, 20, 30)
    assert kinds(feed(), history(HOUR, DAY, days=usual, today=151)) == [TroubleKind.FLOOD]
    assert kinds(feed(), history(HOUR, DAY, days=usual, today=150)) == []
    assert kinds(feed(), history(HOUR, DAY, days=(1, 1, 1), today=50)) == []
    # There are too few days to know the usual number of articles.
    assert kinds(feed(), history(HOUR, DAY, days=(1, 1), today=900)) == []
    over = PollCounts(left_out={LeftOut.OVER_BUDGET: 1})
    assert kinds(feed(last_read=over), history(HOUR, DAY)) == [TroubleKind.FLOOD]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"faults": {"outbox": "due deliveries are not sent"}}, TroubleKind.DELIVERIES),
        ({"refused": 21}, TroubleKind.DELIVERIES),
        ({"faults": {"workers": "no answer within 3 s"}}, TroubleKind.WORKERS),
        ({"faults": {"reading": "texts cannot be read"}}, TroubleKind.WORKERS),
        ({"free": 199, "needed": 200}, TroubleKind.DISK),
        ({"copied_at": NOW - 37 * HOUR}, TroubleKind.BACKUP),
        ({"faults": {"outbox": None, "telegram": "updates cannot be fetched"}, "refused": 20}, None),
        ({"free": 200, "needed": 200, "copied_at": NOW - 30 * HOUR}, None),
    ],
)
def test_the_bots_own_troubles_have_the_limits_of_its_checks(facts: dict[str, Any], kind: TroubleKind | None) -> None:
    assert [one.kind for one in troubles(Facts(NOW, **facts))] == ([kind] if kind else [])
