"""Documents and photos: sending and fetching."""

from typing import Any

from emulator.methods.messages import post, read_caption
from emulator.methods.method import Method
from emulator.telegram.errors import bad_request
from emulator.telegram.files import DOWNLOAD_LIMIT, StoredFile
from emulator.telegram.state import Telegram
from emulator.wire.call import Call


def read_file(telegram: Telegram, call: Call, field: str, kind: str) -> StoredFile:
    """Return the file that a parameter names: an upload, attach://name, or the file_id of an earlier file."""
    reference = call.text(field)
    upload = call.files.get(reference.removeprefix("attach://")) if reference.startswith("attach://") else None
    upload = upload or call.files.get(field)
    if upload is not None:
        return telegram.files.add(upload.name, upload.mime_type, upload.content, kind)
    if not reference or reference.startswith("attach://"):
        raise bad_request(f"there is no {kind} in the request")
    if reference.lower().startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = telegram.files.by_id(reference)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known.kind != kind:
        names = {"document": "Document", "photo": "Photo"}
        raise bad_request(f"can't use file of type {names[known.kind]} as {names[kind]}")
    return known


async def _send_file(telegram: Telegram, call: Call, kind: str) -> dict[str, Any]:
    file = read_file(telegram, call, kind, kind)
    text, entities = read_caption(telegram, call)
    above = call.boolean("show_caption_above_media")
    return post(telegram, call, text=text, entities=entities, media=file.media(), show_caption_above=above).wire()


async def send_document(telegram: Telegram, call: Call) -> dict[str, Any]:
    return await _send_file(telegram, call, "document")


async def send_photo(telegram: Telegram, call: Call) -> dict[str, Any]:
    return await _send_file(telegram, call, "photo")


async def get_file(telegram: Telegram, call: Call) -> dict[str, Any]:
    file_id = call.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = telegram.files.by_id(file_id)
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file.wire()


METHODS: dict[str, Method] = {
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "getFile": get_file,
}
