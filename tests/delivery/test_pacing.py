"""The pace over simulated time: its speed, its order, and the effect of a flood wait."""

from collections import Counter
from itertools import pairwise

import pytest

from delivery.pacing import Limits, Pacing

CHAT, OTHER, GROUP = 1, 2, -100


def leave(pacing: Pacing, now: float, *, is_bulk: bool = True, until: float) -> list[float]:
    """Return when messages leave if a broadcast sends as fast as the pace permits."""
    moments = []
    while now < until:
        wait = pacing.bot_wait(now, is_bulk=is_bulk)
        if wait > 0:
            now += wait
            continue
        pacing.take_bot(now, is_bulk=is_bulk)
        moments.append(now)
    return moments


def test_bulk_leaves_at_the_rate_after_its_burst() -> None:
    pacing = Pacing(Limits(), now=0)
    assert len(leave(pacing, 0, until=10)) == pytest.approx(300, abs=6)  # the last batch has not left yet
    # The first 22 are a burst, which leaves the reserve.
    assert len(leave(pacing, 100, until=110)) == pytest.approx(22 + 300, abs=6)


def test_a_restart_begins_without_a_burst() -> None:
    assert len(leave(Pacing(Limits(), now=50), 50, until=50.01)) == 1


def test_bulk_leaves_in_batches_of_a_sixth_of_a_second() -> None:
    moments = leave(Pacing(Limits(), now=0), 0, until=20)[1:]
    together = Counter(moments)
    assert set(together.values()) == {5}
    assert max(later - first for first, later in pairwise(sorted(together))) < 0.2


@pytest.mark.parametrize("limits", [Limits(burst=3), Limits(per_second=5)])
def test_with_a_small_bucket_or_a_low_rate_bulk_leaves_one_by_one(limits: Limits) -> None:
    moments = leave(Pacing(limits, now=0), 0, until=20)
    assert len(set(moments)) == len(moments) > 90


@pytest.mark.parametrize(("burst", "telegrams"), [(25, 30), (3, 5)])
def test_batches_never_overflow_telegrams_bucket(burst: int, telegrams: int) -> None:
    pacing = Pacing(Limits(burst=burst), now=0)
    moments = leave(pacing, 0, until=5) + leave(pacing, 30, until=60)  # after a pause, a full burst and then batches
    for place, first in enumerate(moments):
        for later, moment in enumerate(moments[place : place + 200], 1):
            assert later <= telegrams + 30 * (moment - first)


def test_an_answer_finds_a_token_while_bulk_runs() -> None:
    pacing = Pacing(Limits(), now=0)
    last = leave(pacing, 0, until=5)[-1]
    for _ in range(3):
        assert pacing.bot_wait(last, is_bulk=False) == 0
        pacing.take_bot(last, is_bulk=False)
    assert pacing.bot_wait(last, is_bulk=True) > 0.09


def test_a_chat_gets_one_message_a_second() -> None:
    pacing = Pacing(Limits(chat_burst=2), now=0)
    pacing.take_chat(CHAT, 0)
    pacing.take_chat(CHAT, 0)
    assert pacing.chat_wait(CHAT, 0) == pytest.approx(1)
    assert pacing.chat_wait(OTHER, 0) == 0


def test_a_group_gets_twenty_messages_in_any_minute() -> None:
    pacing = Pacing(Limits(), now=0)
    now, moments = 0.0, []
    while now < 300:
        wait = pacing.chat_wait(GROUP, now)
        if wait > 0:
            now += wait
            continue
        pacing.take_chat(GROUP, now)
        moments.append(now)
    for first, later in zip(moments, moments[20:], strict=False):
        assert later - first > 60
    assert len(moments) >= 95


def test_a_flood_closes_the_gate_for_bulk_and_for_answers_to_that_chat_only() -> None:
    pacing = Pacing(Limits(), now=0)
    pacing.flooded(CHAT, 30, 0, is_bulk=False)
    assert pacing.gate_wait(OTHER, 1, is_bulk=True) == 29
    assert pacing.gate_wait(CHAT, 1, is_bulk=False) == 29
    assert pacing.gate_wait(OTHER, 1, is_bulk=False) == 0
    assert pacing.gate_wait(OTHER, 30, is_bulk=True) == 0


def test_a_flood_of_two_chats_at_once_closes_the_gate_for_everybody() -> None:
    pacing = Pacing(Limits(), now=0)
    pacing.flooded(CHAT, 30, 0, is_bulk=False)
    pacing.flooded(OTHER, 20, 1, is_bulk=False)
    assert pacing.gate_wait(GROUP, 1, is_bulk=False) == 20


def test_a_flood_met_by_bulk_leaves_answers_alone() -> None:
    pacing = Pacing(Limits(), now=0)
    pacing.flooded(CHAT, 30, 0, is_bulk=True)
    assert pacing.gate_wait(CHAT, 1, is_bulk=False) == 0
    assert pacing.bulk_closed(1) == 29


def test_after_a_flood_the_rate_comes_back_by_steps() -> None:
    pacing = Pacing(Limits(), now=0)
    leave(pacing, 0, until=2)
    pacing.flooded(CHAT, 10, 2, is_bulk=True)
    assert [pacing.bulk_factor(moment) for moment in (12, 21.9, 22, 32, 60)] == [0.5, 0.5, 0.75, 1, 1]
    assert len(leave(pacing, 12, until=21.9)) == pytest.approx(148, abs=3)


def test_many_answers_to_one_flood_slow_down_once() -> None:
    pacing = Pacing(Limits(), now=0)
    for moment in (0, 0.01, 0.02, 0.03):
        pacing.flooded(CHAT, 10, moment, is_bulk=True)
    assert pacing.bulk_factor(10.5) == 0.5


def test_a_small_bucket_reaches_the_rate_although_timers_are_late() -> None:
    pacing = Pacing(Limits(burst=4), now=0)
    now, count = 0.0, 0
    while now < 60:
        wait = pacing.bot_wait(now, is_bulk=True)
        if wait > 0:
            now += wait + 0.01
            continue
        pacing.take_bot(now, is_bulk=True)
        count += 1
    assert count >= 0.95 * 30 * 60
