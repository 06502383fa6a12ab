"""A process that uses the added command of the bot, with the emulator, and prints the answers as JSON."""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from aiogram.types import BotCommandScopeAllGroupChats

from handlers.commands import COMMANDS
from handlers.menus import Menus
from tests.handlers.rig import open_rig
from tests.texts import TEXTS


async def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with open_rig(Path(folder)) as rig:
            person = await rig.reader("ky")
            said = await rig.answer(person, "/echo Салам")
            helped = await rig.answer(person, "/help")
            await Menus(COMMANDS, TEXTS).set_all(rig.bot, {})
            menus = {
                locale: [command.command for command in await rig.bot.get_my_commands(language_code=locale)]
                for locale in TEXTS.locales
            }
            group = await rig.bot.get_my_commands(scope=BotCommandScopeAllGroupChats(), language_code="tg")
    shown = {command.command: command.description for command in group}
    sys.stdout.write(json.dumps({"said": said.text, "helped": helped.text, "menus": menus, "group": shown}))


if __name__ == "__main__":
    asyncio.run(main())
