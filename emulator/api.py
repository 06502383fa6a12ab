"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

import json
import re
import time
from typing import Any

from aiohttp import web

from emulator.faults import Faults
from emulator.journal import Journal
from emulator.limits import Limits
from emulator.methods.table import all_methods
from emulator.telegram.errors import ApiError
from emulator.telegram.state import Telegram
from emulator.wire import schema
from emulator.wire.call import Call, read_call

TOKEN = re.compile(r"[0-9]{1,20}:(?P<secret>[A-Za-z0-9_-]+)")
SECRET_LENGTH = 35


class BotApi:
    def __init__(self, telegram: Telegram, journal: Journal, faults: Faults, limits: Limits) -> None:
        self._telegram = telegram
        self._journal = journal
        self._faults = faults
        self._limits = limits
        self._methods = all_methods()
        telegram.webhook.on_answer = self._answer_of_webhook

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", r"/bot{token:[^/]*}/{method:[^/]*}", self._call),
            web.route("*", r"/bot{token:[^/]*}/test/{method:[^/]*}", self._call),
            web.get(r"/file/bot{token:[^/]*}/{path:.+}", self._file),
            web.route("*", r"/bot{rest:.*}", self._not_found),
        ]

    async def _call(self, request: web.Request) -> web.StreamResponse:
        started = time.monotonic()
        call = Call(request.match_info["method"])
        try:
            self._check_token(request.match_info["token"])
            call = await read_call(request, call.method)
            planned = self._faults.next_for(call)
            if planned is not None and (spoilt := await planned.before(request)) is not None:
                self._note(
                    call, started, {"ok": False, "error_code": spoilt.status, "description": planned.kind}, planned.kind
                )
                return spoilt
            answer = await self._answer(call)
        except ApiError as error:
            answer, planned = _refusal(error), None
        self._note(call, started, answer, planned.kind if planned else "")
        if planned is not None and planned.drops_answer:
            await planned.after()
            return self._drop(request)
        return _response(answer)

    async def _answer(self, call: Call) -> dict[str, Any]:
        """Return the whole answer to a call; refusals are returned as well, never raised."""
        try:
            method = self._methods.get(call.method.lower())
            if method is None:
                known = call.method.lower() in await schema.load()
                what = f"method {call.method} is not emulated here" if known else "method not found"
                raise ApiError(404, f"Not Found: {what}")
            self._limits.check(self._telegram, call)
            self._faults.refuse(call)
            result = await method(self._telegram, call)
            self._limits.spend(self._telegram, call)
        except ApiError as error:
            return _refusal(error)
        return {"ok": True, "result": result}

    def _note(self, call: Call, started: float, answer: dict[str, Any], fault: str) -> None:
        unknown = self._unknown(call)
        at = self._telegram.clock.now().timestamp()
        line = self._journal.write(call, at, started, answer, unknown=unknown, fault=fault)
        if line is not None:
            self._telegram.tell("call", line=line)

    def _unknown(self, call: Call) -> list[str]:
        if not schema.is_ready():
            return []
        known = schema.parameters_by_method().get(call.method.lower())
        if known is None:
            return []
        attached = {value.removeprefix("attach://") for value in call.parameters.values() if "attach://" in value}
        return sorted(
            (set(call.parameters) | set(call.files) - attached)
            - known
            - {"reply_to_message_id", "disable_web_page_preview", "allow_sending_without_reply"}
        )

    def _check_token(self, token: str) -> None:
        if token == self._telegram.token:
            return
        shape = TOKEN.fullmatch(token)
        if shape is None:
            raise ApiError(404, "Not Found")
        if len(shape["secret"]) != SECRET_LENGTH:
            raise ApiError(401, "Unauthorized: invalid token specified")
        raise ApiError(401, "Unauthorized")

    async def _file(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request.match_info["token"])
        except ApiError as error:
            return _response(_refusal(error))
        stored = self._telegram.files.by_path(request.match_info["path"])
        if stored is None:
            return _response(_refusal(ApiError(404, "Not Found")))
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def _not_found(self, _: web.Request) -> web.StreamResponse:
        return _response(_refusal(ApiError(404, "Not Found")))

    async def _answer_of_webhook(self, answer: dict[str, Any]) -> None:
        """Execute a call that was the bot's answer to an update; its result is only written to the journal."""
        started = time.monotonic()
        parameters = {
            key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for key, value in answer.items()
            if key != "method" and value is not None
        }
        call = Call(str(answer["method"]), parameters)
        self._note(call, started, await self._answer(call), "")

    @staticmethod
    def _drop(request: web.Request) -> web.StreamResponse:
        """Break the connection without an answer to the call, which was executed before."""
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


def _refusal(error: ApiError) -> dict[str, Any]:
    answer: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        answer["parameters"] = error.parameters
    return answer


def _response(answer: dict[str, Any]) -> web.Response:
    response = web.json_response(answer, status=200 if answer["ok"] else answer["error_code"])
    if "retry_after" in answer.get("parameters", {}):
        response.headers["Retry-After"] = str(answer["parameters"]["retry_after"])
    return response
