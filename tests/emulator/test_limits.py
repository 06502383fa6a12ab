"""Flood limits, with a clock that the test moves."""

from typing import Any

import pytest

from domain.clock import AdjustableClock
from emulator import Emulator
from emulator.limits import Limits
from emulator.telegram.errors import ApiError
from emulator.telegram.state import Telegram
from emulator.wire.call import Call
from tests.emulator.conftest import Call as Ask


class Seconds:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def telegram() -> Telegram:
    return Telegram(AdjustableClock(), "1000:x")


def send(limits: Limits, telegram: Telegram, chat_id: Any, method: str = "sendMessage") -> int:
    """Return 0 if the call passes, else the seconds to wait."""
    call = Call(method, {"chat_id": str(chat_id)})
    try:
        limits.check(telegram, call)
    except ApiError as error:
        return int(error.parameters["retry_after"])
    limits.spend(telegram, call)
    return 0


def test_thirty_a_second_to_everybody_after_a_burst_of_the_capacity(telegram: Telegram, seconds: Seconds) -> None:
    limits = Limits(capacity=5, monotonic=seconds)
    assert [send(limits, telegram, chat) for chat in range(7)] == [0, 0, 0, 0, 0, 1, 1]
    passed = 0
    for step in range(3000):
        seconds.now += 0.001
        passed += send(limits, telegram, 100 + step) == 0
    assert 89 <= passed <= 91


def test_one_a_second_to_a_chat_after_three(telegram: Telegram, seconds: Seconds) -> None:
    limits = Limits(monotonic=seconds)
    assert [send(limits, telegram, 7) for _ in range(4)] == [0, 0, 0, 1]
    seconds.now += 1
    assert [send(limits, telegram, 7) for _ in range(2)] == [0, 1]
    assert send(limits, telegram, 8) == 0


def test_twenty_in_any_minute_to_a_group(telegram: Telegram, seconds: Seconds) -> None:
    from domain.chat import ChatKind

    group = telegram.add_group("Клуб", ChatKind.SUPERGROUP, username="the_club")
    limits = Limits(monotonic=seconds)
    for number in range(20):
        assert send(limits, telegram, group.id if number % 2 else "@the_club") == 0
        seconds.now += 1
    assert send(limits, telegram, group.id) == 40
    seconds.now += 40
    assert send(limits, telegram, group.id) == 0


def test_answers_and_edits_do_not_count(telegram: Telegram, seconds: Seconds) -> None:
    limits = Limits(capacity=1, monotonic=seconds)
    assert send(limits, telegram, 1) == 0
    assert send(limits, telegram, 1, "editMessageText") == 0
    assert send(limits, telegram, 1, "answerCallbackQuery") == 0
    assert send(limits, telegram, 2) == 1


async def test_over_http_the_wait_is_in_the_parameters(emulator: Emulator, call: Ask) -> None:
    emulator.limits.is_on = True
    reader = await emulator.person()
    await reader.send("/start")
    answers = [await call("sendMessage", chat_id=reader.id, text=str(number)) for number in range(4)]
    assert [answer["ok"] for answer in answers] == [True, True, True, False]
    assert answers[3]["error_code"] == 429
    assert answers[3]["parameters"] == {"retry_after": 1}
    assert answers[3]["description"] == "Too Many Requests: retry after 1"
    assert len(reader.received) == 3
