"""Requests to the control API; an invalid one is refused with 400 and one sentence."""

import json
from typing import Any

from aiohttp import web

from emulator.telegram.accounts import User
from emulator.telegram.chats import Chat, Message
from emulator.telegram.state import Telegram


class ControlRequest:
    """The JSON body of a request, with the accounts, chats and messages that the request names."""

    def __init__(self, telegram: Telegram, request: web.Request, body: dict[str, Any]) -> None:
        self.telegram = telegram
        self.request = request
        self.body = body

    @classmethod
    async def read(cls, telegram: Telegram, request: web.Request) -> "ControlRequest":
        try:
            body = await request.json() if request.can_read_body else {}
        except ValueError:
            raise refusal("The body is no JSON.") from None
        if not isinstance(body, dict):
            raise refusal("A JSON object is expected.")
        return cls(telegram, request, body)

    def text(self, name: str, default: str = "") -> str:
        value = self.body.get(name, default)
        if not isinstance(value, str):
            raise refusal(f"{name} must be a text.")
        return value

    def number(self, name: str, default: float = 0) -> float:
        value = self.body.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise refusal(f"{name} must be a number.")
        return value

    def flag(self, name: str, *, default: bool = False) -> bool:
        return bool(self.body.get(name, default))

    def optional(self, name: str) -> int | None:
        return int(self.number(name)) if self.body.get(name) is not None else None

    @property
    def chat(self) -> Chat:
        """The chat named in the path; refused with 404 if there is none."""
        reference = self.request.match_info["chat"]
        found = self.telegram.chats.get(int(reference)) if reference.removeprefix("-").isdecimal() else None
        if found is None:
            raise refusal("No such chat.", status=404)
        return found

    @property
    def user(self) -> User:
        """The account that acts: the one in `user_id`, or else the person of the private chat."""
        user_id = self.body.get("user_id")
        if user_id is None and "chat" in self.request.match_info:
            user_id = self.chat.id
        found = self.telegram.users.get(user_id) if isinstance(user_id, int) else None
        if found is None or found.is_bot:
            raise refusal("user_id names no person.", status=404)
        return found

    def message(self, name: str = "message_id") -> Message:
        found = self.chat.messages.get(int(self.number(name)))
        if found is None:
            raise refusal("No such message.", status=404)
        return found


def refusal(why: str, *, status: int = 400) -> web.HTTPException:
    """Return a refusal to raise, with the body {"error": why}; `status` is 400, 404 or 409."""
    kind = {400: web.HTTPBadRequest, 404: web.HTTPNotFound, 409: web.HTTPConflict}[status]
    return kind(text=json.dumps({"error": why}, ensure_ascii=False), content_type="application/json")
