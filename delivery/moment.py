"""Deciding whether a claimed delivery may be sent now; it may have waited in the queue for an hour. Pure.

The chat's wishes at this moment count, not those when the post was queued. In quiet hours a message is sent without a
sound or, in chats that want it, waits until the quiet hours end. A paused chat gets only notices about the bot itself.
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
    """The delivery is not sent but dropped; the chat's next digest tells its stories."""

    reason: DeliveryReason


Moment = Now | Later | Never

_PUSHED = (PostKind.DIGEST, PostKind.REVIEW, PostKind.BREAKING, PostKind.FOLLOW, PostKind.UPDATE, PostKind.BROADCAST)


def moment_of(delivery: Delivery, kind: PostKind, now: datetime) -> Moment:
    """Decide whether a delivery of a post of that kind is sent now, later or never."""
    wishes = delivery.wishes
    if wishes is None:
        return Now(delivery.is_silent)
    quiet = quiet_at(wishes.timetable, now)
    # If a part of a post was sent, the rest is always sent. Notices about the bot itself are always sent, too.
    if delivery.parts_sent or kind in (PostKind.NOTICE, PostKind.CORRECTION):
        return Now(delivery.is_silent or quiet is not None)
    if kind in _PUSHED and is_paused(wishes.timetable, now):
        return Never(DeliveryReason.PAUSED)
    if quiet is None or (kind is PostKind.BREAKING and wishes.breaking_in_quiet_hours):
        return Now(delivery.is_silent)
    if kind is PostKind.FOLLOW and quiet is QuietMode.HOLD:
        return Never(DeliveryReason.QUIET)
    # An alert waits for the end of quiet hours even if the chat wants silent messages in them. It must not be dropped,
    # because the chat already counts as told, so that digests leave the story out.
    if kind is PostKind.BREAKING or quiet is QuietMode.HOLD:
        return Later(quiet_end(wishes.timetable, now))
    return Now(is_silent=True)
