"""Buttons in groups and channels: anybody can forge their data, and their message may be deleted."""

from pathlib import Path
from typing import Any

import pytest
from aiogram import Router

from domain.chat import ChatKind, Place
from emulator.people import MessageView, Person
from emulator.telegram import acts
from handlers.filters import PressOf
from render.buttons import read
from render.settings import SCREENS
from tests.handlers.rig import Rig, open_rig
from tests.handlers.test_groups import a_group
from tests.handlers.test_signatures import DISPATCHER


def screens_of(router: Router) -> set[str]:
    """Return the screens whose buttons have a handler."""
    found = {
        screen
        for handler in router.callback_query.handlers
        for one in handler.filters or []
        if isinstance(one.callback, PressOf)
        for screen in one.callback.screens
    }
    return found.union(*map(screens_of, router.sub_routers))


FORGED = (
    *(f"1:s:{screen}" for screen in SCREENS),
    *("1:s:topics:economy:on", "1:s:locale:en", "1:s:countries:kg:on", "1:s:languages:ky:on", "1:s:hours:0600:on"),
    *("1:s:weekdays:0:off", "1:s:zone:london", "1:s:quiet:span:2207", "1:s:breaking:news:on", "1:s:pause:30"),
    *("1:s:mutes:word:00000000", "1:s:follows:1:drop", "1:s:follows:1:once:on", "1:s:keep:on", "1:s:resume"),
    *("1:b:done", "1:b:topics:culture:on", "1:s:delete:yes", "1:s:delete:no", "1:s:find:пожар", "1:s:search:5:1000"),
    *("1:s:open:4711", "1:s:more:1:2:p", "1:s:go:main", "1:s:go:search", "1:s:rest:7", "1:s:undo:0", "1:s:close"),
    *("1:s:story:1:d0", "1:s:save:1:d0:on", "1:s:watch:1:d0:on", "1:s:taste:1:d0:6:0", "1:s:tastes:reset"),
    *("1:s:shelf:s:0", "1:s:drop:f:0:1", "1:s:wider:countries", "1:s:latest:economy:kg"),
    *("1:s:rate:1:1", "1:s:prefer:1:1"),
    *("1:s:edit:1:d0", "1:s:hide:1:d0:1", "1:s:pin:1:d0:1", "1:s:headline:1:d0:1", "1:s:subject:1:1:economy"),
    *("1:s:join:1:1:2", "1:s:split:1:d0:1:1", "1:s:merge:1:d0:1", "1:s:missed:1:d0"),
    *("1:s:topic:list", "1:s:topic:new", "1:s:topic:use:1", "1:s:topic:drop:1", "1:s:topic:try:1"),
    *("1:s:team", "1:s:team:7:admin", "1:s:team:7:none", "1:s:team:choose", "1:s:audit", "1:s:audit:5"),
    *("1:s:groups", "1:s:pick", "1:s:halt", "1:s:addfollow", "1:s:addmute"),
    *("1:s:addfeed:https://tandem.example/rss", "1:s:feeds:0", "1:s:removefeed:1", "1:s:nosuchscreen", "0:s:main", "?"),
    # Of each screen that has a handler, also of those written after this list.
    *(f"1:s:{screen}{values}" for screen in sorted(screens_of(DISPATCHER)) for values in ("", ":1", ":1:d0:1:on")),
)


def look(seen: MessageView) -> tuple[str, list[list[dict[str, Any]]]]:
    return seen.text, seen.keyboard


def test_a_button_of_every_screen_is_forged() -> None:
    forged = {press.screen for data in FORGED if (press := read(data)) is not None}
    assert screens_of(DISPATCHER) - forged == set()


async def press_all(rig: Rig, who: Person, screen: MessageView) -> None:
    for data in FORGED:
        await who.answered(await who.press_data(data, screen), timeout=30)
    await rig.inbox.settle()


async def test_no_button_of_a_member_changes_the_bots_message_or_the_groups_settings(rig: Rig) -> None:
    owner, member = await a_group(rig)
    await rig.pressed(owner, "1:b:done", await rig.answer(owner, "/start"))
    screen = await rig.answer(owner, "/settings")
    before, settings, said = look(screen), await rig.chat(owner), len(owner.received)
    await press_all(rig, member, screen)
    assert look(screen) == before
    assert await rig.chat(owner) == settings
    assert len(owner.received) == said


async def test_no_button_of_a_former_admin_changes_the_bots_message_or_the_groups_settings(rig: Rig) -> None:
    owner, admin = await a_group(rig)
    await rig.pressed(owner, "1:b:done", await rig.answer(owner, "/start"))
    acts.set_person_status(rig.emulator.telegram, owner.chat, admin.user, "administrator")
    screen = await rig.answer(admin, "/settings")
    await rig.pressed(admin, "1:s:topics:culture:on", screen)
    acts.set_person_status(rig.emulator.telegram, owner.chat, admin.user, "member")
    before, settings, said = look(screen), await rig.chat(owner), len(owner.received)
    assert settings.topics == ("culture",)
    await press_all(rig, admin, screen)
    assert look(screen) == before
    assert await rig.chat(owner) == settings
    assert len(owner.received) == said


async def test_a_stranger_to_the_group_is_answered_by_nothing_at_all(rig: Rig) -> None:
    owner, _ = await a_group(rig)
    await rig.tell("В Оше открыли новый рынок")
    results = await rig.answer(owner, "/search рынок")
    before, said = look(results), len(owner.received)
    stranger = await rig.newcomer("ru")
    await press_all(rig, stranger, results)
    assert (look(results), len(owner.received)) == (before, said)


async def test_a_channels_reader_cannot_make_the_bot_post_in_it(rig: Rig) -> None:
    owner, reader = await a_group(rig, kind=ChatKind.CHANNEL, bot_status="administrator")
    await rig.tell("В Оше открыли новый рынок")
    await owner.send("/search рынок")
    results = await owner.reads("🔎")
    before, said = look(results), len(owner.received)
    await press_all(rig, reader, results)
    assert (look(results), len(owner.received)) == (before, said)


async def test_a_member_turns_the_pages_of_a_search_in_messages_of_their_own(rig: Rig) -> None:
    owner, member = await a_group(rig)
    for number in range(7):
        await rig.tell(f"В Оше открыли рынок номер {number}")
    results = await rig.answer(owner, "/search рынок")
    before, said = look(results), len(owner.received)
    await member.answered(await member.press("→", results), timeout=30)
    await rig.inbox.settle()
    assert look(results) == before
    assert len(owner.received) == said
    assert "🔎 рынок" in member.last.text


async def test_the_newsroom_does_not_rewrite_another_groups_messages(tmp_path: Path) -> None:
    async with open_rig(tmp_path, admin_ids=frozenset({5000000001})) as rig:
        editor = await rig.newcomer("ru")
        assert editor.id == 5000000001
        owner, _ = await a_group(rig)
        editor = editor.inside(owner.chat)
        screen = await rig.answer(owner, "/settings")
        before = look(screen)
        await rig.pressed(editor, "1:s:feeds:0", screen)
        await rig.pressed(editor, "1:s:removefeed:1", screen)
        assert look(screen) == before


async def test_a_suggestion_is_searched_for_only_under_results(rig: Rig) -> None:
    aizada = await rig.reader()
    screen = await rig.answer(aizada, "/settings")
    before = look(screen)
    assert "повторите поиск" in await rig.pressed(aizada, "1:s:find:рынок", screen)
    assert look(screen) == before


def gone(screen: MessageView, data: str, person: Person) -> dict[str, Any]:
    """Return the update of a press under a message that Telegram no longer shows the bot."""
    chat = {"id": screen.message.chat.id, "type": "supergroup", "title": "Новости двора", "is_forum": True}
    return {
        "update_id": 999_000_007,
        "callback_query": {
            "id": "77",
            "from": {"id": person.id, "is_bot": False, "first_name": "А", "language_code": "ru"},
            "chat_instance": "1",
            "data": data,
            "message": {"chat": chat, "message_id": screen.id, "date": 0},
        },
    }


async def in_topic(rig: Rig) -> tuple[Person, int, MessageView]:
    """Return the owner of a forum whose general thread and one topic are set up, and the topic's settings."""
    owner, _ = await a_group(rig, is_forum=True)
    await rig.pressed(owner, "1:b:done", await rig.answer(owner, "/start"))
    topic = acts.open_topic(rig.emulator.telegram, owner.chat, owner.user, "Экономика").thread_id
    assert topic is not None
    before = len(owner.received)
    await owner.send("/start", thread=topic)
    await rig.emulator.wait_for(lambda: len(owner.received) > before)
    screen = owner.last
    await rig.pressed(owner, "1:b:done", screen)
    return owner, topic, screen


async def test_a_button_of_a_topic_whose_message_is_gone_changes_that_topic(rig: Rig) -> None:
    owner, topic, _ = await in_topic(rig)
    before = len(owner.received)
    await owner.send("/topics", thread=topic)
    await rig.emulator.wait_for(lambda: len(owner.received) > before)
    screen = owner.last
    economy = next(button for row in screen.keyboard for button in row if button["text"] == "Экономика")
    general = await rig.storage.chats.get(Place(owner.chat.id))
    await rig.inbox.receive([gone(screen, economy["callback_data"], owner)])
    await rig.inbox.settle()
    changed = await rig.storage.chats.get(Place(owner.chat.id, topic))
    assert changed is not None
    assert changed.topics == ("economy",)
    assert await rig.storage.chats.get(Place(owner.chat.id)) == general


@pytest.mark.parametrize("data", ["1:s:topics:economy:on", "1:s:pause:7", "1:b:done", "1:s:delete:yes"])
async def test_a_button_that_no_longer_says_its_topic_changes_nothing(rig: Rig, data: str) -> None:
    owner, topic, screen = await in_topic(rig)
    before = [await rig.storage.chats.get(Place(owner.chat.id, thread)) for thread in (None, topic)]
    await rig.inbox.receive([gone(screen, data, owner)])
    await rig.inbox.settle()
    assert [await rig.storage.chats.get(Place(owner.chat.id, thread)) for thread in (None, topic)] == before


async def test_a_button_under_no_message_at_all_is_let_go(rig: Rig) -> None:
    aizada = await rig.reader()
    query = await aizada.press_data("1:s:main")
    await rig.inbox.settle()
    update = {
        "update_id": 999_000_009,
        "callback_query": {
            "id": query.id,
            "from": {"id": aizada.id, "is_bot": False, "first_name": "А"},
            "chat_instance": "1",
            "inline_message_id": "x",
            "data": "1:s:main",
        },
    }
    query.answer = None
    await rig.inbox.receive([update])
    assert await aizada.answered(query) == ""
