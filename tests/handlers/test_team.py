"""Owners give and take roles; the person is told, and every change is recorded."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiogram.types import BotCommandScopeChat

from domain.audit import Change
from domain.ids import person_id
from domain.post import PostKind
from domain.roles import Role
from emulator.people import MessageView, Person
from handlers.menus import Menus
from handlers.newsroom.team.audit_desk import PAGE
from handlers.newsroom.team.people import MOST_MEMBERS
from tests.handlers.rig import Rig, open_rig
from tests.handlers.test_groups import a_group

OWNER = person_id(5_000_000_001)  # the emulator numbers people from here


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[tuple[Rig, Person]]:
    async with open_rig(tmp_path, admin_ids=frozenset({OWNER}), patient=True) as rig:
        owner = await rig.newcomer("ru")
        assert owner.id == OWNER
        await owner.send("/start")
        await owner.reads("")
        yield rig, owner


async def role_of(rig: Rig, person: Person) -> Role | None:
    return await rig.storage.newsroom.role_of(person.id)


async def card_of(rig: Rig, owner: Person, person: Person) -> MessageView:
    return await rig.answer(owner, f"/team {person.id}")


async def test_a_person_is_made_editor_then_admin_then_removed_and_told_each_time(
    newsroom: tuple[Rig, Person],
) -> None:
    rig, owner = newsroom
    person = await rig.reader()
    card = await card_of(rig, owner, person)
    assert "Не из редакции" in card.text
    for label, role in (("редактор", Role.EDITOR), ("администратор", Role.ADMIN)):
        await owner.answered(await owner.press(label, card), timeout=30)
        assert await role_of(rig, person) is role
        await rig.inbox.settle()
        assert f"✅ {label}" in card.buttons
        scope = BotCommandScopeChat(chat_id=person.id)
        menu = {one.command for one in await rig.bot.get_my_commands(scope=scope, language_code="ru")}
        assert "addfeed" in menu
        assert ("audit" in menu) is (role is Role.ADMIN)
        assert "team" not in menu
    await owner.answered(await owner.press("✖️ Убрать из редакции", card), timeout=30)
    await rig.inbox.settle()
    assert await role_of(rig, person) is None
    assert [one.kind for one in await rig.storage.outbox.of(person.id)].count(PostKind.NOTICE) == 3
    changes = await rig.storage.newsroom.changes(limit=9)
    assert [(one.change.before, one.change.after) for one in changes] == [
        ("admin", ""), ("editor", "admin"), ("", "editor"),
    ]  # fmt: skip
    assert {(one.change.person, one.change.about) for one in changes} == {(owner.id, person.id)}


async def test_who_gets_a_role_is_told_although_the_bot_dies_right_after(
    newsroom: tuple[Rig, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    rig, owner = newsroom
    person = await rig.reader()
    card = await card_of(rig, owner, person)

    async def dies(*_: Any) -> None:
        raise RuntimeError("as if the process were killed")

    with monkeypatch.context() as patch:
        patch.setattr(Menus, "set_for", dies)
        await owner.answered(await owner.press("редактор", card), timeout=30)
        await rig.inbox.settle()
    await rig.handle(rig.updates[-1])  # handled again, as after a restart
    assert [one.kind for one in await rig.storage.outbox.of(person.id)].count(PostKind.NOTICE) == 1
    scope = BotCommandScopeChat(chat_id=person.id)
    menu = {one.command for one in await rig.bot.get_my_commands(scope=scope, language_code="ru")}
    assert "addfeed" in menu


async def test_a_person_is_chosen_among_contacts(newsroom: tuple[Rig, Person]) -> None:
    rig, owner = newsroom
    person = await rig.newcomer()
    screen = await rig.answer(owner, "/team")
    await owner.answered(await owner.press("👤 Выбрать человека", screen), timeout=30)
    asking = await owner.reads("Нажмите кнопку внизу")
    assert asking.keyboard[0][0]["request_users"]["user_is_bot"] is False
    before = len(owner.received)
    await owner.share(person)
    await rig.emulator.wait_for(lambda: len(owner.received) > before)
    card = owner.last
    assert str(person.id) in card.text
    await owner.answered(await owner.press("редактор", card), timeout=30)
    assert await role_of(rig, person) is Role.EDITOR


async def test_a_person_is_named_by_a_reply_to_a_forwarded_message(newsroom: tuple[Rig, Person]) -> None:
    rig, owner = newsroom
    person = await rig.newcomer()
    forwarded = await owner.forward(person, "Здравствуйте, хочу у вас работать")
    before = len(owner.received)
    await owner.send("/team", reply_to=forwarded)
    await owner.reads(str(person.id))
    assert len(owner.received) > before
    mine = await owner.send("просто слова")
    await owner.send("/team", reply_to=mine)
    await owner.reads("только в настройках бота")


@pytest.mark.parametrize("typed", ["Айзада", "-100500", "0", "9" * 40, "12.5", "@aizada"])
async def test_what_names_nobody_is_answered_in_words(newsroom: tuple[Rig, Person], typed: str) -> None:
    rig, owner = newsroom
    assert "Не понял, кто это" in (await rig.answer(owner, f"/team {typed}")).text


async def test_an_owners_role_is_not_for_the_bot_to_change(newsroom: tuple[Rig, Person]) -> None:
    rig, owner = newsroom
    card = await card_of(rig, owner, owner)
    assert card.buttons == ["← Назад"]
    assert "устарела" in await rig.pressed(owner, f"1:s:team:{owner.id}:none", card)
    assert "устарела" in await rig.pressed(owner, f"1:s:team:{owner.id}:owner", card)
    assert await rig.storage.newsroom.members() == ()


async def test_the_list_names_people_by_role_as_telegram_knows_them_now(newsroom: tuple[Rig, Person]) -> None:
    rig, owner = newsroom
    person = await rig.reader()
    await rig.storage.newsroom.set_role(person.id, Role.EDITOR, Change(OWNER, "role"), now=rig.clock.now())
    await rig.storage.newsroom.set_role(person_id(77), Role.ADMIN, Change(OWNER, "role"), now=rig.clock.now())
    seen = await rig.answer(owner, "/team")
    owners, admins, editors = (seen.text.index(word) for word in ("Владельцы", "Администраторы", "Редакторы"))
    assert owners < admins < seen.text.index("• 77") < editors < seen.text.index("• Айзада", editors)
    assert "/removefeed" in seen.text[admins:editors]
    assert seen.buttons == ["77", "Айзада", "👤 Выбрать человека"]


async def test_the_newsroom_is_not_listed_in_a_group(newsroom: tuple[Rig, Person]) -> None:
    rig, owner = newsroom
    person, _ = await a_group(rig)
    inside = owner.inside(person.chat)
    before = len(inside.received)
    await inside.send("/team")
    await rig.emulator.wait_for(lambda: len(inside.received) > before)
    assert "только в личном чате" in inside.last.text


async def test_a_full_newsroom_takes_nobody_more(newsroom: tuple[Rig, Person]) -> None:
    rig, owner = newsroom
    for number in range(MOST_MEMBERS):
        await rig.storage.newsroom.set_role(
            person_id(100 + number), Role.EDITOR, Change(OWNER, "role"), now=rig.clock.now()
        )
    person = await rig.newcomer()
    card = await card_of(rig, owner, person)
    assert "слишком много" in await rig.pressed(owner, f"1:s:team:{person.id}:editor", card)
    assert await role_of(rig, person) is None
    assert len((await rig.answer(owner, "/team")).buttons) == MOST_MEMBERS + 1


async def test_changes_are_shown_in_pages_newest_first(newsroom: tuple[Rig, Person]) -> None:
    rig, owner = newsroom
    assert "ничего не меняла" in (await rig.answer(owner, "/audit")).text
    changes = [Change(owner.id, "feed-added", f"Издание <{number}>") for number in range(PAGE + 2)]
    await rig.storage.newsroom.record(changes, now=rig.clock.now())
    await rig.storage.newsroom.record([Change(None, "role", "", "editor", "admin", person_id(77))], now=rig.clock.now())
    seen = await rig.answer(owner, "/audit")
    assert "24 ноября, 12:00 · кто-то, чьи данные удалены\nРоль: 77\nредактор → администратор" in seen.text
    assert "Айзада\nДобавлена лента: Издание <11>" in seen.text
    assert "Издание <2>" not in seen.text
    await owner.answered(await owner.press("Раньше →", seen), timeout=30)
    await rig.inbox.settle()
    assert "Издание <2>" in seen.text
    assert seen.buttons == ["⇤ Самые новые"]
    await owner.answered(await owner.press("⇤ Самые новые", seen), timeout=30)
    await rig.inbox.settle()
    assert "Роль: 77" in seen.text


async def test_who_deletes_everything_leaves_the_newsroom(newsroom: tuple[Rig, Person]) -> None:
    rig, _ = newsroom
    person = await rig.reader()
    await rig.storage.newsroom.set_role(person.id, Role.ADMIN, Change(OWNER, "role"), now=rig.clock.now())
    screen = await rig.answer(person, "/deleteme")
    assert "из редакции" in screen.text
    await rig.pressed(person, "1:s:delete:yes", screen)
    assert await role_of(rig, person) is None
    assert await rig.inside.traces(person.id) == []
