"""Deciding whose update is handled next."""

from delivery.turns import Turns
from domain.ids import ChatId


def taken(turns: Turns) -> list[ChatId]:
    found = []
    while (chat := turns.take()) is not None:
        found.append(chat)
    return found


def test_groups_never_take_all_workers() -> None:
    turns = Turns(8)
    for group in range(1, 50):
        turns.add(ChatId(-group), person=ChatId(group))
    assert len(taken(turns)) == 4
    turns.add(ChatId(7), person=ChatId(7))
    assert taken(turns) == [7]


def test_one_person_in_many_groups_takes_an_eighth_of_the_workers() -> None:
    turns = Turns(32)
    for group in range(1, 34):
        turns.add(ChatId(-group), person=ChatId(99))
    assert len(taken(turns)) == 4
    turns.add(ChatId(-50), person=ChatId(50))
    assert taken(turns) == [-50]


def test_people_take_turns_whoever_has_more_chats_that_wait() -> None:
    turns = Turns(2)
    for group in range(1, 20):
        turns.add(ChatId(-group), person=ChatId(99))
    turns.add(ChatId(-100), person=ChatId(100))
    order = []
    for _ in range(3):
        chat = turns.take()
        assert chat is not None
        order.append(chat)
        turns.leave(chat)
    assert -100 in order[:2]


def test_a_private_flood_leaves_groups_their_turn() -> None:
    turns = Turns(4)
    for person in range(1, 40):
        turns.add(ChatId(person), ChatId(person))
    turns.add(ChatId(-1), person=ChatId(77))
    assert -1 in taken(turns)[:2]


def test_who_only_waits_for_telegram_leaves_a_worker_free() -> None:
    turns = Turns(2)
    for person in (1, 2, 3):
        turns.add(ChatId(person), ChatId(person))
    assert taken(turns) == [1, 2]
    assert turns.leave(ChatId(1)) == 1
    assert taken(turns) == [3]
    turns.resume(ChatId(1), ChatId(1))
    assert turns.at_work == 3
    for chat in (1, 2, 3):
        turns.leave(ChatId(chat))
    assert turns.at_work == 0
