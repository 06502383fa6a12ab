"""The bot's commands by scope and language, its name and its descriptions."""

import re
from typing import Any

from emulator.methods.method import Method
from emulator.telegram.access import reachable_chat
from emulator.telegram.errors import bad_request
from emulator.telegram.keyboards import flag
from emulator.telegram.menu import profile
from emulator.telegram.state import Telegram
from emulator.wire.call import Call

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"[a-z]{2}")
COMMAND_LIMIT = 100
DESCRIPTION_LIMIT = 256

_SCOPES = (
    "default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat", "chat_administrators",
    "chat_member",
)  # fmt: skip
_PROFILE_LIMITS = {"name": 64, "description": 512, "short_description": 120}


def _scope(telegram: Telegram, call: Call) -> str:
    scope = call.json("scope", "BotCommandScope") or {"type": "default"}
    kind = str(scope.get("type")) if isinstance(scope, dict) else ""
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    needed = {"chat": 1, "chat_administrators": 1, "chat_member": 2}.get(kind, 0)
    for name in ("chat_id", "user_id")[:needed]:
        if name not in scope:
            raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
    if kind in ("chat", "chat_administrators", "chat_member"):
        chat = reachable_chat(telegram, str(scope.get("chat_id", "")))
        kind += f":{chat.id}"
    if kind.startswith("chat_member"):
        kind += f":{scope.get('user_id')}"
    return kind


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


async def set_my_commands(telegram: Telegram, call: Call) -> bool:
    commands = call.json("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > COMMAND_LIMIT:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept = []
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        name = str(command.get("command", "")).strip().removeprefix("/").lower()
        description = str(command.get("description", "")).strip()
        if not name:
            raise bad_request("command must be non-empty")
        if not COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not description:
            raise bad_request("command description must be non-empty")
        if len(description) > DESCRIPTION_LIMIT:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": description} | _ephemeral(command))
    telegram.commands[_scope(telegram, call), _language(call)] = kept
    telegram.tell("commands")
    return True


def _ephemeral(command: dict[str, Any]) -> dict[str, bool]:
    return {"is_ephemeral": True} if flag(command, "is_ephemeral") else {}


async def get_my_commands(telegram: Telegram, call: Call) -> list[dict[str, Any]]:
    return telegram.commands.get((_scope(telegram, call), _language(call)), [])


async def delete_my_commands(telegram: Telegram, call: Call) -> bool:
    telegram.commands.pop((_scope(telegram, call), _language(call)), None)
    telegram.tell("commands")
    return True


def _setter(what: str) -> Method:
    async def set_profile(telegram: Telegram, call: Call) -> bool:
        text = call.text(what).strip()
        if len(text) > _PROFILE_LIMITS[what]:
            raise bad_request(f"{what.replace('_', ' ')} is too long")
        telegram.profile[what, _language(call)] = text
        return True

    return set_profile


def _getter(what: str) -> Method:
    async def get_profile(telegram: Telegram, call: Call) -> dict[str, str]:
        return {what: profile(telegram, what, _language(call))}

    return get_profile


async def set_menu_button(telegram: Telegram, call: Call) -> bool:
    button = call.json("menu_button", "menu button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("can't parse menu button: unsupported type specified")
    telegram.menu_buttons[call.integer("chat_id") or None] = button
    return True


async def get_menu_button(telegram: Telegram, call: Call) -> dict[str, Any]:
    own = telegram.menu_buttons.get(call.integer("chat_id") or None)
    return own or telegram.menu_buttons.get(None) or {"type": "commands"}


METHODS: dict[str, Method] = {
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _setter("name"),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description"),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description"),
    "getMyShortDescription": _getter("short_description"),
    "setChatMenuButton": set_menu_button,
    "getChatMenuButton": get_menu_button,
}
