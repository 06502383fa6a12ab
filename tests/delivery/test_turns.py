"""Deciding whose update is handled next."""

from delivery.turns import Turns


def taken(turns: Turns) -> list[int]:
    found = []
    while (chat := turns.take()) is not None:
        found.append(chat)
    return found


def test_groups_never_take_all_workers() -> None:
    turns = Turns(8)
    for group in range(1, 50):
        turns.add(-group, person=group)
    assert len(taken(turns)) == 4
    turns.add(7, person=7)
    assert taken(turns) == [7]


def test_one_person_in_many_groups_takes_an_eighth_of_the_workers() -> None:
    turns = Turns(32)
    for group in range(1, 34):
        turns.add(-group, person=99)
    assert len(taken(turns)) == 4
    turns.add(-50, person=50)
    assert taken(turns) == [-50]


def test_people_take_turns_whoever_has_more_chats_that_wait() -> None:
    turns = Turns(2)
    for group in range(1, 20):
        turns.add(-group, person=99)
    turns.add(-100, person=100)
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
        turns.add(person, person)
    turns.add(-1, person=77)
    assert -1 in taken(turns)[:2]


def test_who_only_waits_for_telegram_leaves_a_worker_free() -> None:
    turns = Turns(2)
    for person in (1, 2, 3):
        turns.add(person, person)
    assert taken(turns) == [1, 2]
    assert turns.leave(1) == 1
    assert taken(turns) == [3]
    turns.resume(1, 1)
    assert turns.at_work == 3
    for chat in (1, 2, 3):
        turns.leave(chat)
    assert turns.at_work == 0
