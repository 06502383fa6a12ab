"""The routes of the control API. Each answer is one JSON object; a refusal is {"error": sentence} with 400, 404 or 409.

GET  /control/state                       chats, bot, clock, faults, limits
GET  /control/chats/{chat}                one chat: messages, members, topics, commands
GET  /control/journal?after=N             the last calls; GET /control/counts counts them by method and status
GET  /control/events                      server-sent events: what happens, as it happens
POST /control/clock                       {advance: seconds} | {to: "morning"} | {rate}
GET, POST, DELETE /control/faults[/{id}]  see emulator.faults
POST /control/limits                      {is_on?, per_second?, capacity?, chat_per_second?, chat_capacity?, …}
POST /control/...                         what people do, see emulator.control.people.ACTS
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from emulator.control import people, views
from emulator.control.clockwork import Clockwork
from emulator.control.request import ControlRequest, refusal
from emulator.faults import Faults
from emulator.journal import Journal
from emulator.limits import Limits
from emulator.telegram.acts import ImpossibleAct
from emulator.telegram.errors import ApiError
from emulator.telegram.state import Event, Telegram

Act = Callable[[Telegram, ControlRequest], Awaitable[dict[str, Any]]]
_LIMITS = ("per_second", "capacity", "chat_per_second", "chat_capacity", "group_per_minute")
_HEARTBEAT = 15.0  # seconds without an event after which a comment is sent, so that the connection is not closed


class Control:
    def __init__(
        self, telegram: Telegram, journal: Journal, faults: Faults, limits: Limits, clockwork: Clockwork
    ) -> None:
        self._telegram = telegram
        self._journal = journal
        self._faults = faults
        self._limits = limits
        self._clockwork = clockwork
        self._streams: set[asyncio.Queue[Event | None]] = set()
        telegram.listeners.append(self._notice)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/control/state", self._state),
            web.get("/control/chats/{chat}", self._chat),
            web.get("/control/chats/{chat}/files/{message}", self._file),
            web.get("/control/journal", self._calls),
            web.get("/control/counts", self._counts),
            web.get("/control/events", self._events),
            web.get("/control/faults", self._all_faults),
            web.post("/control/faults", self._add_fault),
            web.delete("/control/faults", self._clear_faults),
            web.delete("/control/faults/{id:[0-9]+}", self._clear_faults),
            web.post("/control/clock", self._clock),
            web.post("/control/limits", self._set_limits),
            web.post("/control/chats/{chat}/files", self._upload),
            *(web.post(path, self._act(act)) for path, act in people.ACTS.items()),
        ]

    def close(self) -> None:
        """End the event streams, so that the server can stop."""
        for stream in self._streams:
            stream.put_nowait(None)

    def _act(self, act: Act) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            try:
                return web.json_response(await act(self._telegram, await ControlRequest.read(self._telegram, request)))
            except ImpossibleAct as error:
                raise refusal(str(error), status=409) from None
            except ApiError as error:
                raise refusal(error.description, status=409) from None

        return handle

    async def _upload(self, request: web.Request) -> web.Response:
        try:
            return web.json_response(await people.upload(self._telegram, request))
        except (ImpossibleAct, ApiError) as error:
            raise refusal(str(error), status=409) from None

    # Requests to see chats, calls and events -------------------------------------------------------------------------

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response(
            views.state(self._telegram)
            | {
                "clock": self._clockwork.wire(),
                "faults": [fault.wire() for fault in self._faults.all()],
                "limits": {name: getattr(self._limits, name) for name in ("is_on", *_LIMITS)},
            }
        )

    async def _chat(self, request: web.Request) -> web.Response:
        return web.json_response(views.chat(self._telegram, ControlRequest(self._telegram, request, {}).chat))

    async def _file(self, request: web.Request) -> web.StreamResponse:
        """Return the document or photo of a message as a download, so that it cannot run as a part of the page."""
        chat = ControlRequest(self._telegram, request, {}).chat
        number = request.match_info["message"]
        message = chat.messages.get(int(number)) if number.isdecimal() else None
        stored = self._telegram.files.by_id(views.file_id(message)) if message else None
        if stored is None:
            raise refusal("No such file.", status=404)
        is_picture = stored.kind == "photo"
        response = web.Response(
            body=stored.content, content_type="image/png" if is_picture else "application/octet-stream"
        )
        response.headers["Content-Disposition"] = "inline" if is_picture else "attachment"
        return response

    async def _calls(self, request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        lines = list(self._journal.lines)
        return web.json_response({"calls": lines[int(after) if after.isdecimal() else 0 :]})

    async def _counts(self, _: web.Request) -> web.Response:
        return web.json_response({"counts": self._journal.counts, "waiting": len(self._telegram.queue.waiting())})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        stream: asyncio.Queue[Event | None] = asyncio.Queue()
        self._streams.add(stream)
        try:
            while True:
                try:
                    event = await asyncio.wait_for(stream.get(), _HEARTBEAT)
                except TimeoutError:
                    await response.write(b": still here\n\n")
                    continue
                if event is None:
                    break
                shape = {"kind": event.kind, "chat_id": event.chat_id, **event.details}
                await response.write(f"data: {json.dumps(shape, ensure_ascii=False)}\n\n".encode())
        except ConnectionResetError:
            return response
        finally:
            self._streams.discard(stream)
        return response

    def _notice(self, event: Event) -> None:
        for stream in self._streams:
            stream.put_nowait(event)

    # Requests about the clock, faults and limits, and requests to act as people ---------------------------------------

    async def _clock(self, request: web.Request) -> web.Response:
        fields = await ControlRequest.read(self._telegram, request)
        if fields.text("to") == "morning":
            self._clockwork.next_morning()
        elif "rate" in fields.body:
            self._clockwork.run_at(fields.number("rate", 1))
        else:
            self._clockwork.advance(fields.number("advance"))
        self._telegram.tell("clock")
        return web.json_response(self._clockwork.wire())

    async def _all_faults(self, _: web.Request) -> web.Response:
        return web.json_response({"faults": [fault.wire() for fault in self._faults.all()]})

    async def _add_fault(self, request: web.Request) -> web.Response:
        fields = await ControlRequest.read(self._telegram, request)
        try:
            fault = self._faults.add(
                fields.text("kind"),
                method=fields.text("method"),
                chat_id=str(fields.body.get("chat_id", "")),
                times=int(fields.number("times")),
                seconds=fields.number("seconds"),
                status=int(fields.number("status")),
            )
        except ValueError as error:
            raise refusal(f"{error}.") from None
        self._telegram.tell("faults")
        return web.json_response(fault.wire())

    async def _clear_faults(self, request: web.Request) -> web.Response:
        if "id" in request.match_info:
            self._faults.remove(int(request.match_info["id"]))
        else:
            self._faults.clear()
        self._telegram.tell("faults")
        return web.json_response({})

    async def _set_limits(self, request: web.Request) -> web.Response:
        fields = await ControlRequest.read(self._telegram, request)
        if "is_on" in fields.body:
            self._limits.is_on = fields.flag("is_on")
        for name in _LIMITS:
            if name in fields.body:
                value = fields.number(name)
                if value <= 0:
                    raise refusal(f"{name} must be more than 0.")
                setattr(self._limits, name, value)
        self._limits.reset()
        return web.json_response({name: getattr(self._limits, name) for name in ("is_on", *_LIMITS)})
