"""Telegram's answers, call by call.

The sources are the Bot API's documentation, the error texts of its open server (github.com/tdlib/telegram-bot-api and
github.com/tdlib/td) and published answers of the live service. Each row is one HTTP call.
"""

import json
from typing import Any

import pytest

from domain.chat import ChatKind
from emulator import Emulator, Person
from emulator.telegram import acts
from tests.emulator.answers import FORBIDDEN, REFUSED, TAKEN
from tests.emulator.answers_to_requests import REFUSED_REQUESTS, TAKEN_REQUESTS
from tests.emulator.conftest import Call


class World:
    """Chats in every state that a bot may meet, under the names used by the rows."""

    def __init__(self, emulator: Emulator, reader: Person) -> None:
        self.emulator = emulator
        self.values: dict[str, Any] = {"READER": reader.id, "BOT": emulator.telegram.bot.id}

    async def build(self, reader: Person) -> None:
        stranger = await self.emulator.person("Никто")
        blocker = await self.emulator.person("Блок")
        await blocker.send("/start")
        await blocker.block()
        gone = await self.emulator.person("Ушёл")
        await gone.send("/start")
        await gone.deactivate()
        group = await self.emulator.group("Клуб", reader)
        forum = await self.emulator.group("Форум", reader, is_forum=True)
        topic = acts.open_topic(self.emulator.telegram, forum, reader.user, "Мост")
        shut = acts.open_topic(self.emulator.telegram, forum, reader.user, "Закрыто")
        acts.set_topic_closed(self.emulator.telegram, forum, reader.user, shut, closed=True)
        kicked = await self.emulator.group("Выгнали", reader, bot_status="member")
        acts.set_bot_status(self.emulator.telegram, kicked, reader.user, "kicked")
        left = await self.emulator.group("Ушли", reader, bot_status="left")
        mute = await self.emulator.group("Тихо", reader)
        acts.set_bot_status(self.emulator.telegram, mute, reader.user, "restricted", can_post=False)
        small = await self.emulator.group("Малая", reader, ChatKind.GROUP)
        big = acts.upgrade(self.emulator.telegram, small)
        basic = await self.emulator.group("Была", reader, ChatKind.GROUP)
        acts.set_bot_status(self.emulator.telegram, basic, reader.user, "kicked")
        channel = await self.emulator.group("Канал", reader, ChatKind.CHANNEL, username="the_news", bot_status="member")
        sent = self.emulator.telegram.post(reader.chat, self.emulator.telegram.bot, text="Салам")
        theirs = await reader.send("жаңылык")
        self.values |= {
            "STRANGER": stranger.id, "BLOCKER": blocker.id, "GONE": gone.id, "GROUP": group.id, "FORUM": forum.id,
            "TOPIC": topic.thread_id, "SHUT": shut.thread_id, "KICKED": kicked.id, "LEFT": left.id, "MUTE": mute.id,
            "SMALL": small.id, "BIG": big.id, "BASIC": basic.id, "CHANNEL": channel.id, "SENT": sent.id,
            "THEIRS": theirs.id,
        }  # fmt: skip

    def filled(self, value: Any) -> Any:
        """Return `value` with the names of chats and messages replaced by their ids."""
        if isinstance(value, dict):
            return {key: self.filled(one) for key, one in value.items()}
        return self.values.get(value, value) if isinstance(value, str) else value


@pytest.fixture
async def world(emulator: Emulator, reader: Person) -> World:
    built = World(emulator, reader)
    await built.build(reader)
    return built


def name_of(row: Any) -> str | None:
    """Return a row's method and parameters, short enough for a report."""
    if isinstance(row, tuple):
        return f"{row[0]} {json.dumps(row[1], ensure_ascii=False)[:60]}"
    return None


@pytest.mark.parametrize(("asked", "description"), [*REFUSED, *REFUSED_REQUESTS], ids=name_of)
async def test_telegram_refuses_with_these_words(
    asked: tuple[str, dict[str, Any]], description: str, world: World, call: Call
) -> None:
    method, parameters = asked
    answer = await call(method, **world.filled(parameters))
    assert (answer.get("error_code"), answer.get("description")) == (400, f"Bad Request: {description}")


@pytest.mark.parametrize(("asked", "description"), FORBIDDEN, ids=name_of)
async def test_telegram_forbids_with_these_words(
    asked: tuple[str, dict[str, Any]], description: str, world: World, call: Call
) -> None:
    method, parameters = asked
    answer = await call(method, **world.filled(parameters))
    assert (answer.get("error_code"), answer.get("description")) == (403, f"Forbidden: {description}")


@pytest.mark.parametrize(("asked", "expected"), [*TAKEN, *TAKEN_REQUESTS], ids=name_of)
async def test_telegram_takes_these(
    asked: tuple[str, dict[str, Any]], expected: dict[str, Any], world: World, call: Call
) -> None:
    method, parameters = asked
    answer = await call(method, **world.filled(parameters))
    assert answer["ok"], answer
    message = answer["result"]
    if "text" in expected:
        assert message["text"] == expected["text"]
    if "entities" in expected:
        found = [(one["type"], one["offset"], one["length"]) for one in message.get("entities", [])]
        assert found == (expected["entities"] or [])


async def test_a_migrated_group_names_its_new_id(world: World, call: Call) -> None:
    answer = await call("sendMessage", chat_id=world.values["SMALL"], text="x")
    assert answer["parameters"] == {"migrate_to_chat_id": world.values["BIG"]}


@pytest.mark.parametrize(
    ("token", "code", "description"),
    [
        ("0000000000:INVALID_TOKEN", 401, "Unauthorized: invalid token specified"),
        ("1000:" + "x" * 35, 401, "Unauthorized"),
        ("not-a-valid-token", 404, "Not Found"),
        ("", 404, "Not Found"),
    ],
)
async def test_a_wrong_token_is_refused(token: str, code: int, description: str, call: Call) -> None:
    answer = await call("getMe", token=token)
    assert (answer["error_code"], answer["description"]) == (code, description)


@pytest.mark.parametrize("method", ["noSuchMethod", "send"])
async def test_an_unknown_method_is_not_found(method: str, call: Call) -> None:
    answer = await call(method)
    assert (answer["error_code"], answer["description"]) == (404, "Not Found: method not found")


def test_the_table_has_eighty_calls() -> None:
    assert len(REFUSED) + len(FORBIDDEN) + len(TAKEN) >= 80
