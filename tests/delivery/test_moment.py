"""Whether a delivery that waited in the queue may be sent now."""

from datetime import UTC, date, datetime, time

import pytest

from delivery.moment import Later, Moment, Never, Now, moment_of
from domain.chat import QuietHours, QuietMode, Timetable
from domain.ids import ChatId, DeliveryId, PostId
from domain.post import Delivery, DeliveryReason, DeliveryState, PostKind, Wishes

NIGHT = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # 23:30 in Bishkek
DAWN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SILENT = QuietHours(time(22), time(7))
HOLD = QuietHours(time(22), time(7), QuietMode.HOLD)


def moment(kind: PostKind, *, parts_sent: int = 0, rings: bool = False, **table: object) -> Moment:
    wishes = Wishes(Timetable("Asia/Bishkek", **table), rings)  # type: ignore[arg-type]
    delivery = Delivery(
        DeliveryId(1),
        PostId(1),
        ChatId(1),
        None,
        "ru",
        "Asia/Bishkek",
        False,
        DeliveryState.SENDING,
        NIGHT,
        parts_sent,
        (),
        1,
        wishes,
    )
    return moment_of(delivery, kind, NIGHT)


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        (PostKind.DIGEST, {}, Now(is_silent=False)),
        (PostKind.DIGEST, {"quiet": SILENT}, Now(is_silent=True)),
        (PostKind.DIGEST, {"quiet": HOLD}, Later(DAWN)),
        (PostKind.DIGEST, {"quiet": HOLD, "parts_sent": 1}, Now(is_silent=True)),
        (PostKind.DIGEST, {"paused_until": date(2026, 3, 9)}, Never(DeliveryReason.PAUSED)),
        (PostKind.DIGEST, {"paused_until": date(2026, 3, 1)}, Now(is_silent=False)),
        (PostKind.BREAKING, {}, Now(is_silent=False)),
        (PostKind.BREAKING, {"quiet": SILENT}, Later(DAWN)),
        (PostKind.BREAKING, {"quiet": HOLD}, Later(DAWN)),
        (PostKind.BREAKING, {"quiet": HOLD, "rings": True}, Now(is_silent=False)),
        (PostKind.BREAKING, {"paused_until": date(2026, 3, 9), "rings": True}, Never(DeliveryReason.PAUSED)),
        (PostKind.FOLLOW, {"quiet": SILENT}, Now(is_silent=True)),
        (PostKind.FOLLOW, {"quiet": HOLD}, Never(DeliveryReason.QUIET)),
        (PostKind.NOTICE, {"quiet": HOLD, "paused_until": date(2026, 3, 9)}, Now(is_silent=True)),
    ],
)
def test_what_was_queued_by_day_respects_the_night(
    kind: PostKind, options: dict[str, object], expected: Moment
) -> None:
    assert moment(kind, **options) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize("is_silent", [False, True])
def test_a_chat_that_is_not_set_up_gets_what_was_queued_for_it(*, is_silent: bool) -> None:
    delivery = Delivery(
        DeliveryId(1),
        PostId(1),
        ChatId(1),
        None,
        "ru",
        "Asia/Bishkek",
        is_silent,
        DeliveryState.SENDING,
        NIGHT,
        0,
        (),
        1,
    )
    assert moment_of(delivery, PostKind.NOTICE, NIGHT) == Now(is_silent)
