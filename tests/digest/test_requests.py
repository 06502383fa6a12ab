"""Chats with equal preferences make equal requests, in whatever order these were chosen.

Only such chats share a digest.
"""

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.requests import request_of
from domain.chat import Chat, ChatKind, ChatState, Timetable
from domain.digest import DigestRequest
from domain.ids import ChatId
from tests.builders import DAY, NOW

CHAT = Chat(
    id=ChatId(1),
    kind=ChatKind.PRIVATE,
    state=ChatState.ACTIVE,
    locale="ru",
    timetable=Timetable("Asia/Bishkek"),
    topics=("economy", "sports"),
    countries=("kg", "kz"),
    languages=("ky", "ru"),
    muted_words=("снег", "курс"),
    muted_sources=("Тандем", "Вестник"),
)


@pytest.mark.parametrize("is_pushed", [True, False])
def test_the_order_and_the_number_of_choices_change_no_request(is_pushed: bool) -> None:
    other = replace(
        CHAT,
        id=ChatId(2),
        topics=("sports", "economy", "sports"),
        countries=("kz", "kg"),
        muted_words=("курс", "снег", "снег"),
        muted_sources=("Вестник", "Тандем"),
    )
    one = request_of(CHAT, DAY, follows=["снег", "мост"], is_pushed=is_pushed)
    assert one == request_of(other, DAY, follows=["мост", "снег", "мост"], is_pushed=is_pushed)
    assert hash(one) == hash(request_of(other, DAY, follows=("мост", "снег"), is_pushed=is_pushed))


@pytest.mark.parametrize(
    "other",
    [
        replace(CHAT, languages=("ru", "ky")), replace(CHAT, topics=("economy",)), replace(CHAT, countries=()),
        replace(CHAT, muted_words=("снег",)), replace(CHAT, muted_sources=()),
    ],
)  # fmt: skip
def test_whatever_changes_a_digest_changes_its_request(other: Chat) -> None:
    assert request_of(other, DAY, is_pushed=True) != request_of(CHAT, DAY, is_pushed=True)


def test_a_request_is_made_of_nothing_but_the_wishes() -> None:
    later = replace(CHAT, id=ChatId(7), locale="en", next_due_at=NOW + timedelta(hours=1))
    found = request_of(later, DAY, is_pushed=False)
    assert found == request_of(CHAT, DAY, is_pushed=False)
    assert found == DigestRequest(
        DAY, ("economy", "sports"), ("kg", "kz"), ("ky", "ru"), (), ("курс", "снег"), ("Вестник", "Тандем")
    )
