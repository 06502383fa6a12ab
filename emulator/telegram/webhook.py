"""Sending updates to the bot's webhook: https://core.telegram.org/bots/api#setwebhook"""

import asyncio
import contextlib
import ipaddress
import re
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from emulator.telegram.errors import bad_request
from emulator.telegram.updates import UpdateQueue

PORTS = (80, 88, 443, 8443)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
LONGEST_WAIT = 60.0  # seconds between attempts; each wait is twice the one before, up to this
TIMEOUT = aiohttp.ClientTimeout(total=60)

Answer = Callable[[dict[str, Any]], Awaitable[None]]


class Webhook:
    """The sender of updates to the bot's webhook: one at a time for each chat, several chats at once."""

    def __init__(self, queue: UpdateQueue, now: Callable[[], int], *, first_wait: float = 1.0) -> None:
        self.url = ""
        self.on_answer: Answer | None = None  # called if the bot answers an update with a method call
        self._queue = queue
        self._now = now
        self._first_wait = first_wait
        self._secret = ""
        self._connections = 40
        self._ip_address = ""
        self._error: tuple[int, str] | None = None
        self._busy: dict[int, asyncio.Task[None]] = {}  # chat id → the sending that is in progress
        self._loop: asyncio.Task[None] | None = None

    async def set(self, url: str, *, secret: str = "", max_connections: int = 40, ip_address: str = "") -> None:
        """Start to send to `url`; raises ApiError if Telegram refuses the address."""
        fault = _url_fault(url)
        if fault:
            raise bad_request(f"bad webhook: {fault}")
        if secret and not SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
        await self.remove()
        self.url, self._secret, self._connections, self._ip_address = url, secret, max_connections, ip_address
        self._loop = asyncio.create_task(self._run())  # noqa: TID251  (owned here, ended by remove())

    async def remove(self) -> None:
        self.url, self._error = "", None
        tasks = [task for task in (self._loop, *self._busy.values()) if task is not None]
        self._loop, self._busy = None, {}
        for task in tasks:
            task.cancel()
        for task in tasks:
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def wire(self) -> dict[str, Any]:
        """Return the Bot API's `WebhookInfo` object without the fields that depend on the queue."""
        shape: dict[str, Any] = {"url": self.url, "has_custom_certificate": False}
        if self.url:
            shape |= {"max_connections": self._connections, "ip_address": self._ip_address or "127.0.0.1"}
        if self._error is not None:
            shape |= {"last_error_date": self._error[0], "last_error_message": self._error[1]}
        return shape

    async def _run(self) -> None:
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            while True:
                for update in self._queue.waiting():
                    chat_id = chat_of_update(update)
                    if chat_id not in self._busy and len(self._busy) < self._connections:
                        self._start(session, chat_id, update)
                await self._queue.next_arrival(0.5)

    def _start(self, session: aiohttp.ClientSession, chat_id: int, update: dict[str, Any]) -> None:
        task = asyncio.create_task(self._deliver(session, update))  # noqa: TID251  (owned here, ended by remove())
        self._busy[chat_id] = task
        task.add_done_callback(lambda _: self._release(chat_id, task))

    def _release(self, chat_id: int, task: "asyncio.Task[None]") -> None:
        if self._busy.get(chat_id) is task:
            del self._busy[chat_id]
            self._queue.wake()

    async def _deliver(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> None:
        wait = self._first_wait
        while self._queue.has(update["update_id"]):
            fault = await self._attempt(session, update)
            if fault is None:
                self._queue.confirm(update["update_id"])
                return
            self._error = (self._now(), fault)
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def _attempt(self, session: aiohttp.ClientSession, update: dict[str, Any]) -> str | None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            async with session.post(self.url, json=update, headers=headers) as response:
                if response.status // 100 != 2:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                answer = await response.json() if response.content_type == "application/json" else None
        except TimeoutError:
            return "Read timeout expired"
        except (aiohttp.ClientError, OSError, ValueError):
            return "Connection refused"
        if self.on_answer is not None and isinstance(answer, dict) and "method" in answer:
            await self.on_answer(answer)
        return None


def chat_of_update(update: dict[str, Any]) -> int:
    """Return the id of an update's chat, or of its person if it has no chat; updates of one id are sent in order."""
    body: dict[str, Any] = next((value for key, value in update.items() if key != "update_id"), {})
    chat = body.get("chat") or body.get("message", {}).get("chat") or body.get("from") or {}
    return int(chat.get("id", 0))


def _url_fault(url: str) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 443
    except ValueError:
        return "Wrong HTTP URL"
    if _is_loopback(host) and parts.scheme in ("http", "https"):
        return ""  # no fault, because a self-hosted Bot API server with --local accepts addresses on this machine
    if parts.scheme != "https":
        return "An HTTPS URL must be provided for webhook"
    if port not in PORTS:
        return "Webhook can be set up only on ports 80, 88, 443 or 8443"
    return "" if "." in host else "Failed to resolve host: Name or service not known"


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
