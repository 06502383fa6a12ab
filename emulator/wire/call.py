"""A call of the Bot API: method, parameters and files, in each of the four forms that Telegram accepts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from emulator.telegram.errors import ApiError, bad_request
from emulator.telegram.files import UPLOAD_LIMIT

BODY_LIMIT = UPLOAD_LIMIT + 1024 * 1024  # bytes of a file and the parameters with it
FIELD_LIMIT = 1024 * 1024  # bytes of a parameter that is not a file


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    mime_type: str
    content: bytes


@dataclass(slots=True)
class Call:
    """A call. All parameters are strings, as in a form; values of a JSON body are converted to such strings."""

    method: str
    parameters: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.parameters.get(name, "")

    def integer(self, name: str, default: int = 0, lowest: int = -(2**53), highest: int = 2**53) -> int:
        """Return a number within the bounds; as in Telegram, text that is not a number counts as 0."""
        value = self.parameters.get(name, "").strip()
        if not value:
            return default
        try:
            number = int(value)
        except ValueError:
            return max(lowest, min(0, highest))
        return max(lowest, min(number, highest))

    def boolean(self, name: str) -> bool:
        return self.parameters.get(name, "").strip().lower() in ("true", "yes", "1")

    def json(self, name: str, what: str) -> Any:
        """Return the parsed JSON of a parameter, None if absent; raises ApiError "can't parse `what` JSON object"."""
        value = self.parameters.get(name, "")
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def nested(self, values: Mapping[str, Any]) -> "Call":
        """Return a call of the same method and with the same files, whose parameters are the values of a JSON object.

        So the fields of an object inside a parameter, such as `media`, are read in the same way as parameters.
        """
        nested = Call(self.method, files=self.files)
        nested.set(values)
        return nested

    def set(self, values: Mapping[str, Any]) -> None:
        """Set parameters to the values in a JSON object."""
        for key, value in values.items():
            if value is not None:
                self.parameters[str(key)] = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

    @property
    def thread(self) -> int | None:
        return self.integer("message_thread_id") or None


async def read_call(request: web.Request, method: str) -> Call:
    """Return the call in the query string and the body, which takes precedence.

    Raises ApiError if it cannot be read.
    """
    call = Call(method, dict(request.query))
    kind = request.content_type
    if request.content_length is not None and request.content_length > BODY_LIMIT:
        raise too_large()
    try:
        if kind.startswith("multipart/"):
            await _read_multipart(request, call)
        elif kind == "application/x-www-form-urlencoded":
            call.parameters |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        elif kind == "application/json":
            _read_json(await request.read(), call)
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    except (ValueError, TypeError, AssertionError, RuntimeError, LookupError, HttpProcessingError):
        raise bad_request(f"can't parse {'multipart' if kind.startswith('multipart/') else 'request'} body") from None
    return call


def too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")


async def _read_multipart(request: web.Request, call: Call) -> None:
    total = 0
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or not part.name:
            raise ValueError("a part without a name")
        content = bytearray()
        while chunk := await part.read_chunk(256 * 1024):
            total += len(chunk)
            if total > BODY_LIMIT:
                raise too_large()
            content += chunk
        if part.filename is None:
            if len(content) > FIELD_LIMIT:
                raise ValueError("a parameter that is too long")
            call.parameters[part.name] = content.decode()
        else:
            mime_type = part.headers.get("Content-Type", "application/octet-stream")
            call.files[part.name] = Upload(part.filename, mime_type, bytes(content))


def _read_json(body: bytes, call: Call) -> None:
    values = json.loads(body) if body.strip() else {}
    if not isinstance(values, Mapping):
        raise TypeError("an Object is expected")
    call.set(values)
