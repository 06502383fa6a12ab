"""Decompression that counts its output, so that a decompression bomb is stopped at the limit and never fills memory."""

import asyncio
import re
import zlib

STEP = 256 * 1024  # bytes that one call decompresses before other tasks may run
# The end of a complete document; such a document is accepted even if its compressed stream was cut off.
_END_OF_MARKUP = re.compile(rb"</(?:rss|feed|urlset|html|(?:rdf:)?RDF)\s*>\s*\Z", re.IGNORECASE)
_END_OF_JSON = re.compile(rb"[}\]]\s*\Z")
MEMBERS = 200  # the most parts of one gzip body, because the rest of the body is copied for each part
_COMPRESSIONS = ("gzip", "deflate", "br", "zstd", "compress", "dcb", "dcz", "bzip2", "lzma", "xz", "pack200-gzip")


class TooLarge(Exception):
    """The decompressed body is larger than the limit."""


class BrokenCoding(Exception):
    """The body does not match its Content-Encoding, or has one that we did not ask for."""


class Inflater:
    """A decompressor that takes a body as it arrives, and keeps up to `limit` decompressed bytes."""

    def __init__(self, coding: str, *, limit: int) -> None:
        codings = [name.strip().lower() for name in coding.split(",") if name.strip()]
        # Some servers send "utf-8", "none" or "binary" in this header, which are not compressions.
        codings = [name for name in (name.removeprefix("x-") for name in codings) if name in _COMPRESSIONS]
        if len(codings) > 1 or any(name not in ("gzip", "deflate") for name in codings):
            raise BrokenCoding(coding)
        self._coding = codings[0] if codings else ""
        self._limit = limit
        self._body = bytearray()
        self._inflate: zlib._Decompress | None = None
        self._is_plain = not self._coding
        self._is_whole = False
        self._members = 1
        self._head = b""
        # What was received of a body that is declared as deflate, until any of it could be decompressed. If the body
        # turns out not to be compressed, this is its beginning.
        self._given = b""

    async def feed(self, chunk: bytes) -> None:
        """Decompress a part of the body; raises TooLarge or BrokenCoding."""
        if not self._is_plain and self._inflate is None:
            chunk = self._head + chunk
            if len(chunk) < 2:
                self._head = chunk
                return
            self._inflate = self._choose(chunk)
        if self._is_plain or self._inflate is None:
            self._keep(chunk)
            return
        if self._coding != "gzip" and not self._body:
            self._given += chunk
        while chunk:
            if not self._unpack(self._inflate, chunk):
                return
            chunk = self._inflate.unconsumed_tail
            if self._inflate.eof:
                rest = self._inflate.unused_data
                self._is_whole = True
                if self._coding != "gzip" or not rest.startswith(b"\x1f\x8b"):
                    return  # bytes after the end of the body are padding, and are ignored
                self._members += 1
                if self._members > MEMBERS:
                    raise BrokenCoding(self._coding)
                # What follows the end of one part is a further part of the gzip body.
                self._inflate, chunk, self._is_whole = zlib.decompressobj(31), rest, False
            if chunk:
                await asyncio.sleep(0)

    def _unpack(self, inflate: "zlib._Decompress", chunk: bytes) -> bool:
        """Decompress part of `chunk`, to at most STEP bytes; return False if the body turns out not to be compressed.

        What is left of the chunk is `inflate.unconsumed_tail`.
        """
        try:
            self._keep(inflate.decompress(chunk, STEP))
        except zlib.error as error:
            if self._coding == "gzip" or self._body:
                raise BrokenCoding(self._coding) from error
            self._is_plain = True  # the header says deflate, but the body is not compressed
            self._keep(self._given)
            return False
        if self._body:
            self._given = b""
        return True

    @property
    def size(self) -> int:
        """The number of decompressed bytes so far."""
        return len(self._body)

    @property
    def is_whole(self) -> bool:
        """Return whether the compressed stream, or a document without compression, has come to its end."""
        if self._is_plain:
            return _END_OF_MARKUP.search(self._body[-200:]) is not None
        return self._is_whole or (self._inflate is not None and self._inflate.eof)

    def so_far(self) -> bytes:
        """Return the decompressed bytes so far."""
        return bytes(self._body)

    def finish(self) -> bytes:
        """Return the whole body; raises BrokenCoding if it was cut off."""
        if self._inflate is not None and not self._is_plain:
            try:
                self._keep(self._inflate.flush(STEP))
            except zlib.error as error:
                raise BrokenCoding(self._coding) from error
            if not (self.is_whole or _is_whole_document(self._body)):
                raise BrokenCoding(self._coding)
        elif not self._is_plain:
            self._keep(self._head)
        return bytes(self._body)

    def _choose(self, head: bytes) -> "zlib._Decompress | None":
        if head[:2] == b"\x1f\x8b":
            self._coding = "gzip"
            return zlib.decompressobj(31)
        if self._coding == "gzip":
            self._is_plain = True  # the header of some servers says gzip although the body is plain
            return None
        # Deflate means zlib's format, but old servers send it without zlib's header (RFC 9110, 8.4.1.2).
        has_header = head[0] & 0x0F == 8 and (head[0] << 8 | head[1]) % 31 == 0
        return zlib.decompressobj(15 if has_header else -15)

    def _keep(self, part: bytes) -> None:
        if len(self._body) + len(part) > self._limit:
            raise TooLarge
        self._body += part


def _is_whole_document(body: bytearray) -> bool:
    end = _END_OF_JSON if body.startswith((b"{", b"[")) else _END_OF_MARKUP
    return end.search(body[-200:]) is not None


async def unpack_file(body: bytes, *, limit: int) -> bytes:
    """Return the content of a body that is itself a gzip file, such as news.xml.gz; any other body unchanged."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    inflater = Inflater("gzip", limit=limit)
    await inflater.feed(body)
    return inflater.finish()
