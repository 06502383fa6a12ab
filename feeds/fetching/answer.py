"""A parser for HTTP/1 answers that is as lenient as curl: it refuses only answers whose body would be uncertain.

It replaces aiohttp's own parser, because that parser refuses a header of nine kilobytes, a space before a colon, a
length together with chunks, and bytes after the body of a connection that closes. Feeds on such servers would always
fail.
"""

import asyncio
import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Any

from aiohttp import ClientPayloadError, HttpVersion, StreamReader
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import RawResponseMessage
from aiohttp.streams import EMPTY_PAYLOAD
from multidict import CIMultiDict, CIMultiDictProxy

LINE_LIMIT = 64 * 1024  # bytes of one header with its continuation lines
HEAD_LIMIT = 256 * 1024  # bytes of all headers together
INTERIM_LIMIT = 16  # the most answers with a 1xx status that may come before the real answer
_SIZE_LINE_LIMIT = 16 * 1024  # bytes of the line with a chunk's size and extension
_LONGEST_SIZE = 15  # the most hexadecimal digits in the size of a chunk; no chunk is as long as an exabyte
_STATUS = re.compile(rb"(?:HTTP/(\d)(?:\.(\d+))?|ICY)[ \t]+(\d{3})(?!\d)[ \t]*(.*)", re.IGNORECASE | re.DOTALL)
_SIZE = re.compile(rb"[ \t]*([0-9a-fA-F]+)")  # the size of a chunk; what follows it on its line is ignored
_BODILESS = (204, 304)
# The headers that the fetcher uses. Most servers send twice as many others, and skipping those saves time in every
# poll.
_USED = frozenset(
    b"age cache-control connection content-encoding content-length content-type date etag expires last-modified"
    b" location retry-after transfer-encoding".split()
)


class _Stage(Enum):
    """The parts of an answer; the parser expects one of them next."""

    HEAD = auto()
    BODY = auto()
    SIZE = auto()
    CHUNK = auto()
    CHUNK_END = auto()
    TRAILERS = auto()


Message = tuple[RawResponseMessage, StreamReader]


def bad(what: str) -> HttpProcessingError:
    """Return the exception for an answer that is not valid HTTP."""
    return HttpProcessingError(message=what)


def read_head(lines: Sequence[bytes]) -> RawResponseMessage:
    """Return the head of an answer, from its status line and header lines; raises HttpProcessingError."""
    if any(b"\0" in line for line in lines):
        raise bad("a head with a null")
    status = _STATUS.fullmatch(lines[0])
    if status is None or status[3] < b"100":
        raise bad("no status line")
    version = HttpVersion(int(status[1] or 1), int(status[2] or 0))
    code = int(status[3])
    raw = _headers(lines[1:])
    headers: CIMultiDict[str] = CIMultiDict()
    for name, value in raw:
        headers.add(name.decode("utf-8", "surrogateescape"), value.decode("utf-8", "surrogateescape"))
    is_chunked = _tokens(headers, "Transfer-Encoding")[-1:] == ["chunked"]
    connection = _tokens(headers, "Connection")
    should_close = "close" in connection or (version < HttpVersion(1, 1) and "keep-alive" not in connection)
    if is_chunked and "Content-Length" in headers:
        # By RFC 9112, 6.3, chunks take precedence, and the connection must not be used again.
        del headers["Content-Length"]
        should_close = True
    if (length := _length(headers)) is not None:
        headers["Content-Length"] = str(length)
    elif not is_chunked and code >= 200 and code not in _BODILESS:
        should_close = True  # the body ends when the connection is closed
    reason = status[4].strip().decode("utf-8", "replace")
    return RawResponseMessage(
        version,
        code,
        reason,
        CIMultiDictProxy(headers),
        tuple(raw),
        should_close,
        compression=None,
        upgrade=False,
        chunked=is_chunked,
    )


def _check_start(lines: Sequence[bytes], line: bytes) -> None:
    """Raise an error as early as possible if an answer does not begin like HTTP; `line` may be incomplete."""
    start = line[:5].lstrip(b"\r").upper()
    if not lines and not b"HTTP/".startswith(start) and not start.startswith((b"HTTP/", b"ICY")):
        raise bad("no status line")


def _headers(lines: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    for line in lines:
        if line[:1] in (b" ", b"\t"):  # the line continues the header line before it
            if found:
                name, value = found[-1]
                found[-1] = name, (value + b" " + line.strip()).strip()
                if len(found[-1][1]) > LINE_LIMIT:
                    raise bad("a header too long")
            continue
        name, colon, value = line.partition(b":")
        if not colon:
            raise bad("a header without a colon")
        found.append((name.strip().lower(), value))
    return [(name, value.strip().replace(b"\r", b" ")) for name, value in found if name in _USED]


def _tokens(headers: CIMultiDict[str], name: str) -> list[str]:
    values = headers.getall(name, ())
    return [token for value in values for part in value.split(",") if (token := part.strip().lower())]


def _length(headers: CIMultiDict[str]) -> int | None:
    lengths = {token.lstrip("0") or "0" for token in _tokens(headers, "Content-Length")}
    if not lengths:
        headers.popall("Content-Length", None)
        return None
    if len(lengths) > 1 or not re.fullmatch(r"\d{1,18}", only := lengths.pop(), re.ASCII):
        raise bad("an invalid Content-Length")
    headers.popall("Content-Length")
    return int(only)


class AnswerParser:
    """A parser for the answers on one connection, with the methods that aiohttp's ResponseHandler calls."""

    def __init__(self, protocol: Any, loop: asyncio.AbstractEventLoop, limit: int, timer: Any = None) -> None:
        self._protocol, self._loop, self._limit, self._timer = protocol, loop, limit, timer
        self._left = b""  # the beginning of a line that is not complete yet
        self._lines: list[bytes] = []
        self._head_size = self._interim = 0
        self._message: RawResponseMessage | None = None
        self._body: StreamReader | None = None
        self._is_done = False
        # Bytes of the body or chunk that are still missing; None: the body ends when the connection does.
        self._wanted: int | None = None
        self._stage = _Stage.HEAD

    def pause_reading(self) -> None:
        """Do nothing: data is passed on as it comes, and the transport itself pauses."""

    def message_consumed(self) -> None:
        """Do nothing: aiohttp reports here that a queued answer was taken, but this parser queues none."""

    def set_upgraded(self, val: bool) -> None:  # noqa: FBT001 - aiohttp's signature
        """Do nothing: connections never change to another protocol."""

    def feed_data(self, data: bytes) -> tuple[list[Message], bool, bytes]:
        """Parse received data; return the answers whose headers are complete now.

        The other two values, False and b"", tell aiohttp that the connection has not changed to another protocol.
        """
        messages: list[Message] = []
        try:
            self._take(self._left + data if self._left else data, messages)
        except HttpProcessingError as error:
            if self._body is not None and not self._body.is_eof():
                self._body.set_exception(ClientPayloadError(error.message))
            raise
        return messages, False, b""

    def feed_eof(self) -> None:
        """Record that the connection was closed; raises HttpProcessingError if the body is incomplete."""
        if self._body is None or self._is_done:
            return
        if (self._stage == _Stage.BODY and self._wanted is None) or self._stage == _Stage.TRAILERS:
            self._finish()
        else:
            raise bad("the answer is incomplete")

    def _take(self, data: bytes, messages: list[Message]) -> None:
        at, self._left = 0, b""
        parts: list[bytes] = []
        if self._stage is _Stage.HEAD and not self._lines:
            at = self._take_head(data, messages)
        try:
            while at < len(data):
                if self._is_done:
                    self._surplus(data[at:])
                    return
                if self._stage in (_Stage.BODY, _Stage.CHUNK):
                    at = self._take_body(data, at, parts)
                    continue
                end = data.find(b"\n", at)
                if end < 0:
                    self._left = data[at:]
                    self._measure(len(self._left))
                    if self._stage is _Stage.HEAD:
                        _check_start(self._lines, self._left)
                    return
                line = data[at:end].removesuffix(b"\r")
                self._measure(len(line))
                self._head_size += len(line) if self._stage in (_Stage.HEAD, _Stage.TRAILERS) else 0
                at = end + 1
                self._take_line(line, messages)
        finally:
            if parts and self._body is not None:
                self._body.feed_data(b"".join(parts))
            if self._is_done and self._body is not None and not self._body.is_eof():
                self._body.feed_eof()

    def _take_head(self, data: bytes, messages: list[Message]) -> int:
        """Parse all headers at once, if they came in one piece and in the usual form; return where they end, else 0."""
        end = data.find(b"\r\n\r\n", 0, LINE_LIMIT)
        lines = data[: max(end, 0)].split(b"\r\n")
        if end < 1 or not lines[0] or data.count(b"\n", 0, end) != len(lines) - 1:
            return 0
        _check_start([], lines[0])
        self._lines = lines
        self._begin(messages)
        return end + 4

    def _take_body(self, data: bytes, at: int, parts: list[bytes]) -> int:
        end = len(data) if self._wanted is None else min(len(data), at + self._wanted)
        parts.append(data[at:end])
        if self._wanted is not None:
            self._wanted -= end - at
            if not self._wanted:
                self._is_done = self._stage is _Stage.BODY
                self._stage = _Stage.CHUNK_END
        return end

    def _take_line(self, line: bytes, messages: list[Message]) -> None:
        match self._stage:
            case _Stage.HEAD:
                if line:
                    _check_start(self._lines, line)
                    self._lines.append(line)
                elif self._lines:
                    self._begin(messages)
            case _Stage.SIZE:
                self._size(line)
            case _Stage.CHUNK_END:
                if line:
                    raise bad("a chunk longer than its size")
                self._stage = _Stage.SIZE
            case _Stage.TRAILERS:
                if not line:
                    self._is_done = True

    def _size(self, line: bytes) -> None:
        size = _SIZE.match(line)
        if size is None or len(digits := size[1].lstrip(b"0")) > _LONGEST_SIZE:
            raise bad("a chunk without a size")
        self._wanted = int(digits or b"0", 16)
        self._stage = _Stage.CHUNK if self._wanted else _Stage.TRAILERS

    def _begin(self, messages: list[Message]) -> None:
        message = read_head(self._lines)
        self._lines, self._head_size = [], 0
        if 100 <= message.code < 200 and message.code != 101:
            self._interim += 1
            if self._interim > INTERIM_LIMIT:
                raise bad("too many interim answers")
            return
        self._message = message
        length = message.headers.get("Content-Length")
        if message.code in _BODILESS or message.code == 101 or length == "0":
            messages.append((message, EMPTY_PAYLOAD))
            self._is_done = True
            return
        self._body = StreamReader(self._protocol, self._limit, timer=self._timer, loop=self._loop)
        self._stage = _Stage.SIZE if message.chunked else _Stage.BODY
        self._wanted = None if length is None else int(length)
        messages.append((message, self._body))

    def _finish(self) -> None:
        self._is_done = True
        if self._body is not None and not self._body.is_eof():
            self._body.feed_eof()

    def _surplus(self, data: bytes) -> None:
        """Ignore bytes after the answer if the connection will be closed; raise an error if it is to be used again."""
        if self._message is not None and not self._message.should_close and data.strip():
            raise bad("bytes after the answer")

    def _measure(self, length: int) -> None:
        """Raise an error if a line, even an incomplete one, has more bytes than any server needs."""
        if self._stage not in (_Stage.HEAD, _Stage.TRAILERS):
            if length > _SIZE_LINE_LIMIT:
                raise bad("a chunk's size too long")
        elif length > LINE_LIMIT or self._head_size + length > HEAD_LIMIT:
            raise bad("headers too long")
