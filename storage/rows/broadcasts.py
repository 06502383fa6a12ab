"""Broadcasts converted from rows of a table, and the outcomes of a broadcast's deliveries, counted by locale."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from domain.broadcast import Broadcast, BroadcastState, Fates, Segment
from domain.chat import Place
from domain.post import Announcement, DeliveryReason, DeliveryState
from storage.rows.posts import announcement_json

_OF_STATE = {
    DeliveryState.WAITING: "waiting",
    DeliveryState.SENDING: "waiting",
    DeliveryState.SENT: "sent",
    DeliveryState.REFUSED: "refused",
}
# Reason for which a delivery was dropped → the outcome as which it counts. For all other reasons, such as that the
# reader has stopped the bot, it counts as skipped.
_OF_REASON = {
    DeliveryReason.GONE: "lost",
    DeliveryReason.CLOSED: "lost",
    DeliveryReason.UNREACHABLE: "lost",
    DeliveryReason.SUSPENDED: "lost",
    DeliveryReason.ENDED: "stopped",
    DeliveryReason.NO_POST: "stopped",
}


def fate_counts(rows: Iterable[tuple[str, str, str | None, int]]) -> dict[str, Fates]:
    """Return locale → how many deliveries of a broadcast had each outcome.

    A row is (locale, state, reason, number of deliveries).
    """
    counts: dict[str, Counter[str]] = {}
    for locale, state, reason, count in rows:
        known = DeliveryReason(reason) if reason else None
        fate = _OF_STATE.get(DeliveryState(state)) or (_OF_REASON.get(known, "skipped") if known else "skipped")
        counts.setdefault(locale, Counter())[fate] += count
    return {locale: Fates(**found) for locale, found in sorted(counts.items())}


def broadcast_from_row(row: Any) -> Broadcast:
    """Return the broadcast in a row of id, chat_id, thread_id, content, segment, state, post_id and message_id."""
    content = Announcement("") if row[3] is None else announcement_json().validate_json(row[3])
    place, state = Place(row[1], row[2] or None), BroadcastState(row[5])
    return Broadcast(row[0], place, content, segment_from_json(row[4]), state, row[6], row[7])


def segment_from_json(stored: str) -> Segment:
    return Segment(**{name: tuple(values) for name, values in json.loads(stored).items()})


def segment_to_json(segment: Segment) -> str:
    return json.dumps(asdict(segment))
