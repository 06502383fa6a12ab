"""Faults on demand, started by the control API, the page or a test.

The kinds of faults and their fields:
  latency   `seconds` before the call is handled
  error     `status` (500 by default) with Telegram's JSON
  html      a gateway's HTML page instead of JSON, `status` 502 by default
  drop      the call is executed, then the connection breaks without an answer
  hang      like drop, but the connection stays open for `seconds` first
  flood     429 for every matching call, for `seconds` of real time; retry_after is the seconds left
Every fault may be limited to a `method` and a `chat_id`, and lasts for `times` matching calls (0: until removed).
"""

import asyncio
import itertools
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from aiohttp import web

from emulator.limits import too_many
from emulator.wire.call import Call

KINDS = ("latency", "error", "html", "drop", "hang", "flood")
GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>\r\n"


@dataclass(slots=True)
class Fault:
    kind: str
    id: int = 0
    method: str = ""  # "" means any method except getUpdates
    chat_id: str = ""
    times: int = 0
    seconds: float = 0.0
    status: int = 0
    until: float = field(default=0.0, repr=False)

    def matches(self, call: Call) -> bool:
        if self.method and self.method.lower() != call.method.lower():
            return False
        if not self.method and call.method.lower() == "getupdates":
            return False
        return not self.chat_id or self.chat_id == call.text("chat_id")

    @property
    def drops_answer(self) -> bool:
        return self.kind in ("drop", "hang")

    async def before(self, _: web.Request) -> web.Response | None:
        """Return the response that the fault gives in place of an answer; None if the call is to be executed."""
        if self.kind == "latency":
            await asyncio.sleep(self.seconds)
        elif self.kind == "error":
            status = self.status or 500
            text = {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}.get(status, "Error")
            return web.json_response({"ok": False, "error_code": status, "description": text}, status=status)
        elif self.kind == "html":
            return web.Response(status=self.status or 502, text=GATEWAY_PAGE, content_type="text/html")
        return None

    async def after(self) -> None:
        if self.kind == "hang":
            await asyncio.sleep(self.seconds)

    def wire(self) -> dict[str, Any]:
        return {key: value for key, value in asdict(self).items() if key != "until"}


class Faults:
    def __init__(self) -> None:
        self._ids = itertools.count(1)
        self._active: dict[int, Fault] = {}

    def add(
        self,
        kind: str,
        *,
        method: str = "",
        chat_id: int | str = "",
        times: int = 0,
        seconds: float = 0.0,
        status: int = 0,
    ) -> Fault:
        """Start a fault and return it; raises ValueError for an unknown kind."""
        if kind not in KINDS:
            raise ValueError(f"unknown kind of fault {kind!r}; known are {', '.join(KINDS)}")
        fault = Fault(kind, next(self._ids), method, str(chat_id), times, seconds, status, time.monotonic() + seconds)
        self._active[fault.id] = fault
        return fault

    def remove(self, fault_id: int) -> None:
        self._active.pop(fault_id, None)

    def clear(self) -> None:
        self._active.clear()

    def all(self) -> list[Fault]:
        return list(self._active.values())

    def next_for(self, call: Call) -> Fault | None:
        """Return the first fault that matches this call, and count the match; None if no fault matches."""
        for fault in self.all():
            if fault.kind != "flood" and fault.matches(call):
                if fault.times:
                    fault.times -= 1
                    if fault.times == 0:
                        self.remove(fault.id)
                return fault
        return None

    def refuse(self, call: Call) -> None:
        """Raise ApiError 429 while a flood fault that matches the call lasts."""
        for fault in self.all():
            if fault.kind == "flood" and fault.matches(call):
                left = fault.until - time.monotonic()
                if left > 0:
                    raise too_many(left)
                self.remove(fault.id)
