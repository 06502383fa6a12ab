"""One person in each language uses everything the bot has."""

import re
from pathlib import Path

import pytest

from domain.chat import Place
from handlers.commands import COMMANDS as MENU
from handlers.menu import Audience
from render.settings import SCREENS
from tests.handlers.rig import Rig, open_rig
from tests.texts import TEXTS
from text.languages import LOCALES

COMMANDS = (
    "/digest", "/latest", "/latest economy", "/search сом", "/search", "кенгуру", "/topics", "/settings", "/follow",
    "/follow сом", "/follow", "/mute", "/mute сом", "/mute Тандем", "/mute", "/city", "/city Atlantis", "/city Seoul",
    "/help", "/privacy", "/nosuchcommand", "/week", "/week 99", "/saved", "/saved 7", "/following", "/groups",
    "/export", "/topics nosuchtopic", "/latest nosuchtopic", "/follow " + "я" * 300, "/mute -", "/search lang:xx",
    "/suggest", "/suggest https://example.org/rss", "/suggest ftp://1", "/start t_unheard", "/stop",
    "/settings", "/start", "/deleteme",
)  # fmt: skip


def test_every_command_of_readers_is_used() -> None:
    used = {command.partition(" ")[0].removeprefix("/") for command in COMMANDS}
    assert set(MENU.helped(*Audience)) - set(MENU.helped(Audience.NEWSROOM)) <= used


@pytest.mark.parametrize("locale", LOCALES)
async def test_everything_is_said_in_the_readers_language(tmp_path: Path, locale: str) -> None:
    async with open_rig(tmp_path, patient=True) as rig:
        await walk(rig, locale)


async def walk(rig: Rig, locale: str) -> None:
    await rig.tell("Сом укрепился к доллару", source="Тандем", language=locale, countries=())
    person = await rig.newcomer(locale)
    await rig.answer(person, "/start")
    for step in ("locale", "languages", "countries", "topics", "hours", "zone"):
        await rig.pressed(person, f"1:b:{step}")
    await rig.pressed(person, "1:b:done")
    assert "Сом укрепился" in person.last.text
    for command in COMMANDS:
        seen = await rig.answer(person, command)
        assert not re.search(r"[{}]|-screen|-button", seen.text + " ".join(seen.buttons)), command
    screen = await rig.answer(person, "/settings")
    await rig.pressed(person, "1:s:quiet:span:2307", screen)
    await rig.pressed(person, "1:s:breaking:news:on", screen)
    await rig.pressed(person, "1:s:pause:3", screen)
    for name in SCREENS:
        await rig.pressed(person, f"1:s:{name}", screen)
        assert screen.text
    for data in ("1:s:resume", "0:s:topics", "1:s:delete:no"):
        await rig.pressed(person, data, screen)
    assert screen.text == TEXTS.translator(locale)("delete-kept")
    await rig.pressed(person, "1:s:delete:yes", screen)
    assert "/start" in screen.text
    assert await rig.storage.chats.get(Place(person.id)) is None
