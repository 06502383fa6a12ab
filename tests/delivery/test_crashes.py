"""SIGKILL and SIGTERM at random moments: bot and emulator are processes that talk over HTTP.

The benchmark kills twenty times; here three times, with the same code.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.sending.crashes import kill_during_broadcast, kill_while_updates_arrive
from benchmarks.sending.pace import broadcast
from benchmarks.sending.stage import Stage, open_stage

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("processes")]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with open_stage(tmp_path_factory.mktemp("stage") / "one") as opened:
        yield opened


def test_kills_in_a_broadcast_lose_nothing_and_double_at_most_what_was_in_flight(stage: Stage) -> None:
    result = kill_during_broadcast(stage, kills=3, chats=120, in_flight=10)
    assert result.lost == 0
    assert result.per_chat_and_kill <= 1
    assert result.per_kill <= 10


def test_a_polite_end_in_a_broadcast_neither_loses_nor_doubles(stage: Stage) -> None:
    result = kill_during_broadcast(stage, kills=2, chats=90, gently=True)
    assert (result.lost, result.duplicates) == (0, 0)


def test_kills_while_updates_arrive_lose_none_and_apply_each_once(stage: Stage) -> None:
    result = kill_while_updates_arrive(stage, kills=3, updates=75)
    assert (result.lost, result.applied_twice) == (0, 0)


def test_a_broadcast_keeps_to_the_limits_and_near_them(tmp_path: Path) -> None:
    with open_stage(tmp_path / "pace") as stage:
        pace = broadcast(stage, messages=150, capacity=30, burst=25)
    assert pace.floods == 0
    assert pace.rate_of_limit > 0.9  # lower than the benchmark's 0.99, because the machine may be under load
