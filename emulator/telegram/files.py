"""Uploaded files: kept in memory, and found by file_id or path."""

import hashlib
import struct
from dataclasses import dataclass
from typing import Any

from emulator.telegram.errors import bad_request

UPLOAD_LIMIT = 50 * 1024 * 1024  # bytes of a file that a bot sends: https://core.telegram.org/bots/api#sending-files
PHOTO_LIMIT = 10 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024  # bytes of a file that a bot fetches: https://core.telegram.org/bots/api#getfile


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    name: str
    mime_type: str
    content: bytes
    kind: str  # document or photo
    path: str
    size: tuple[int, int] = (0, 0)  # width and height of a photo, in pixels

    def wire(self) -> dict[str, Any]:
        """Return the Bot API's `File` object."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
            "file_path": self.path,
        }

    def media(self) -> dict[str, Any]:
        """Return the field of a `Message` object that describes this file."""
        base = {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": len(self.content)}
        if self.kind == "photo":
            width, height = self.size
            return {"photo": [base | {"width": width, "height": height}]}
        return {"document": {"file_name": self.name, "mime_type": self.mime_type} | base}


class FileStore:
    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, name: str, mime_type: str, content: bytes, kind: str) -> StoredFile:
        """Keep an uploaded file and return it; raises ApiError 400 if Telegram would refuse it."""
        if not content:
            raise bad_request("file must be non-empty")
        size = (0, 0)
        if kind == "photo":
            if len(content) > PHOTO_LIMIT:
                size_text = f"file of size {len(content)} bytes is too big for a photo"
                raise bad_request(f"{size_text}; the maximum size is {PHOTO_LIMIT} bytes")
            size = image_size(content)
            if not all(size):
                raise bad_request("IMAGE_PROCESS_FAILED")
            if sum(size) > 10_000 or max(size) > 20 * min(size):
                raise bad_request("PHOTO_INVALID_DIMENSIONS")
        digest = hashlib.sha256(content + name.encode() + kind.encode()).hexdigest()
        number = len(self._by_path) + 1
        suffix = name.rpartition(".")[2] if "." in name else "bin"
        path = f"{kind}s/file_{number}.{suffix if suffix.isalnum() else 'bin'}"
        stored = StoredFile(
            f"{'AgAC' if kind == 'photo' else 'BQAC'}{digest[:40]}{self._bot_id}", f"Ag{digest[:14]}",
            name, mime_type, content, kind, path, size,
        )  # fmt: skip
        self._by_id[stored.file_id] = self._by_path[path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)


def image_size(content: bytes) -> tuple[int, int]:
    """Return the width and height in pixels of a PNG, GIF or JPEG; (0, 0) for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content[:6] in (b"GIF87a", b"GIF89a") and len(content) >= 10:
        width, height = struct.unpack("<HH", content[6:10])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return 0, 0


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return 0, 0
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return 0, 0
