"""Decides whether this is the moment for a delivery: a queue may take an hour, and meanwhile people go to bed.

Pure. What was decided when the post was queued is looked at again with the chat's wishes of now: a message that comes
late makes no sound in quiet hours, waits for their end where they hold, and stays away from who paused.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.chat import QuietMode
from domain.post import Delivery, DeliveryReason, PostKind
from domain.timetable import is_paused, quiet_at, quiet_end


@dataclass(frozen=True, slots=True)
class Now:
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Later:
    at: datetime


@dataclass(frozen=True, slots=True)
class Never:
    """The delivery is dropped; the next digest tells its stories."""

    reason: DeliveryReason


Moment = Now | Later | Never

_PUSHED = (PostKind.DIGEST, PostKind.BREAKING, PostKind.FOLLOW, PostKind.UPDATE)


def moment_of(delivery: Delivery, kind: PostKind, now: datetime) -> Moment:
    """Return what to do with a delivery of that kind of post at `now`."""
    wishes = delivery.wishes
    if wishes is None:
        return Now(delivery.is_silent)
    quiet = quiet_at(wishes.timetable, now)
    if (
        delivery.parts_sent or kind is PostKind.NOTICE
    ):  # what has begun is finished; what concerns the bot itself is said
        return Now(delivery.is_silent or quiet is not None)
    if kind in _PUSHED and is_paused(wishes.timetable, now):
        return Never(DeliveryReason.PAUSED)
    if quiet is None or (kind is PostKind.BREAKING and wishes.breaking_in_quiet_hours):
        return Now(delivery.is_silent)
    if kind is PostKind.FOLLOW and quiet is QuietMode.HOLD:
        return Never(DeliveryReason.QUIET)
    # An alert that came too late for the evening comes in the morning: digests have left it out since it was queued.
    if kind is PostKind.BREAKING or quiet is QuietMode.HOLD:
        return Later(quiet_end(wishes.timetable, now))
    return Now(is_silent=True)
