"""Posts as JSON, and sorting the chats of a post into groups that one statement can queue."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from domain.clock import to_seconds
from domain.delivery_rules import PRIORITIES
from domain.digest import Digest
from domain.ids import ChatId
from domain.post import Announcement, Notice, PostKind
from storage.interface import Addressee
from storage.rows.moments import seconds_or_none


def grouped(digests: Sequence[Sequence[Addressee]], kind: PostKind, now: datetime) -> list[tuple[int, dict[str, Any]]]:
    """Group the chats that get the same digest and have equal settings; return (index of the digest, values) for each.

    `digests` has the addressees of each digest. The values, by name, are for one statement that queues the digest for a
    whole group. Since due chats have few different settings, a few statements are enough for all of them.
    """
    groups: dict[tuple[Any, ...], list[ChatId]] = {}
    for place, addressees in enumerate(digests):
        for to in addressees:
            chat = to.chat
            key = (
                place, chat.thread_id, chat.locale, chat.timetable.zone, chat.next_due_at,
                to.is_silent, to.not_before, to.next_due_at, to.window_end, to.served_slot, to.reply_to,
            )  # fmt: skip
            groups.setdefault(key, []).append(chat.id)
    return [
        (
            key[0],
            {
                "chats": sorted(chats),
                "thread_id": key[1] or 0,
                "locale": key[2],
                "zone": key[3],
                "selected_due": seconds_or_none(key[4]),
                "is_silent": key[5],
                "not_before": to_seconds(key[6] or now),
                "next_due": seconds_or_none(key[7]),
                "window_end": seconds_or_none(key[8]),
                "served_slot": key[9],
                "reply_to": key[10],
                "priority": PRIORITIES[kind],
                "now": to_seconds(now),
            },
        )
        for key, chats in groups.items()
    ]


@cache
def digest_json() -> TypeAdapter[Digest]:
    return TypeAdapter(Digest)


@cache
def notice_json() -> TypeAdapter[Notice]:
    return TypeAdapter(Notice)


@cache
def announcement_json() -> TypeAdapter[Announcement]:
    return TypeAdapter(Announcement)


def content_json(kind: PostKind) -> TypeAdapter[Any]:
    """Return the TypeAdapter that converts the content of posts of that kind to JSON and back."""
    if kind is PostKind.BROADCAST:
        return announcement_json()
    return notice_json() if kind in (PostKind.NOTICE, PostKind.CORRECTION) else digest_json()
