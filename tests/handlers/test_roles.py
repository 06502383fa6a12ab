"""Each role may do what the table says and no more; forbidden commands are answered like unknown ones."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.audit import Change
from domain.ids import person_id
from domain.roles import Role
from emulator.people import Person
from handlers.filters import AnswerTo, Command, May, PressOf
from handlers.roles import LEAST, may
from render.buttons import read
from tests.handlers.rig import Rig, open_rig
from tests.handlers.test_buttons_in_groups import FORGED, look, screens_of
from tests.handlers.test_signatures import ALL, DISPATCHER, commands_of

ROLES = (None, *Role)
OWNER = person_id(5_000_000_001)  # the emulator numbers people from here


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with open_rig(tmp_path, admin_ids=frozenset({OWNER}), patient=True) as opened:
        yield opened


async def somebody(rig: Rig, role: Role | None) -> Person:
    owner = await rig.newcomer("ru")
    assert owner.id == OWNER
    if role is Role.OWNER:
        return owner
    person = await rig.reader()
    if role is not None:
        await give(rig, person, role)
    return person


async def give(rig: Rig, person: Person, role: Role | None) -> None:
    await rig.storage.newsroom.set_role(person.id, role, Change(OWNER, "role"), now=rig.clock.now())


def test_every_command_and_button_of_the_newsroom_is_in_the_table_and_the_table_holds_nothing_else() -> None:
    ours = [one for _, one in ALL if one.callback.__module__.startswith("handlers.newsroom")]
    commands = set().union(*map(commands_of, ours))
    assert len(commands) >= 3
    assert commands <= set(LEAST)
    used = commands | screens_of(DISPATCHER) | {"opml"}
    assert set(LEAST) - used == set()


def test_no_handler_of_the_newsroom_is_open_to_readers() -> None:
    ours = [one for _, one in ALL if one.callback.__module__.startswith("handlers.newsroom")]
    assert len(ours) >= 20
    for one in ours:
        names = set[str]()
        for held in one.filters or ():
            match held.callback:
                case PressOf(screens=screens):
                    names |= screens
                case Command(name=name) | May(name=name) | AnswerTo(screen=name):
                    names.add(name)
        assert names, one.callback
        assert names <= set(LEAST), one.callback


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("least", Role)
def test_owners_may_all_that_admins_may_and_admins_all_that_editors_may(role: Role, least: Role) -> None:
    order = [Role.OWNER, Role.ADMIN, Role.EDITOR]
    assert role.includes(least) is (order.index(role) <= order.index(least))


@pytest.mark.parametrize("role", ROLES)
async def test_a_command_above_ones_role_is_unknown(rig: Rig, role: Role | None) -> None:
    person = await somebody(rig, role)
    unknown = (await rig.answer(person, "/nosuchcommand")).text
    for name in {name for _, one in ALL for name in commands_of(one)} & set(LEAST):
        seen = await rig.answer(person, f"/{name}")
        assert (seen.text == unknown) is not may(role, name), name
        assert (f"/{name} " in (await rig.answer(person, "/help")).text) is may(role, name), name


@pytest.mark.parametrize("role", ROLES)
async def test_a_forged_button_above_ones_role_is_answered_as_one_that_nobody_knows(
    rig: Rig, role: Role | None
) -> None:
    person = await somebody(rig, role)
    await rig.tell("В Оше открыли новый рынок")
    before = (await rig.storage.feeds.all(), await rig.storage.newsroom.changes(limit=9))
    screen = await rig.answer(person, "/settings")
    unknown = (await rig.pressed(person, "1:s:nosuchscreen", screen), look(screen))
    pressed = [data for data in FORGED if (press := read(data)) and not may(role, press.screen)]
    assert len(pressed) == 0 if role is Role.OWNER else role is not None or len(pressed) >= 3
    for data in pressed:
        assert (await rig.pressed(person, data, screen), look(screen)) == unknown, data
    assert (await rig.storage.feeds.all(), await rig.storage.newsroom.changes(limit=9)) == before


async def test_who_lost_the_role_between_screen_and_tap_is_refused_like_anybody(rig: Rig) -> None:
    person = await somebody(rig, Role.ADMIN)
    await rig.tell("В Оше открыли новый рынок")
    (feed,) = await rig.storage.feeds.all()
    screen = await rig.answer(person, f"/removefeed {feed.id}")
    await give(rig, person, None)
    assert await rig.pressed(person, screen.keyboard[0][0]["callback_data"], screen) == await rig.pressed(
        person, "1:s:nosuchscreen", screen
    )
    assert await rig.storage.feeds.all() == (feed,)
