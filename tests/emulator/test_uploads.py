"""Uploads and downloads of files, and bodies that are invalid or too large."""

import json
import zlib
from collections.abc import AsyncIterator
from struct import pack

import aiohttp
import pytest

from emulator import Emulator, Person
from tests.emulator.conftest import Call

CSV = "тема,читателей\nэкономика,12\n".encode()


def png(width: int = 3, height: int = 2) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    rows = zlib.compress(b"".join(b"\0" + b"\x10\x70\x80" * width for _ in range(height)))
    header = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
def address(emulator: Emulator) -> str:
    return f"{emulator.url}/bot{emulator.token}"


async def test_a_document_goes_up_and_comes_down(
    address: str, emulator: Emulator, reader: Person, http: aiohttp.ClientSession, call: Call
) -> None:
    fields = {"chat_id": str(reader.id), "caption": "<b>Отчёт</b>", "parse_mode": "HTML"}
    form = aiohttp.FormData(fields, quote_fields=False)
    form.add_field("document", "attach://report")
    form.add_field("report", CSV, filename="отчёт.csv", content_type="text/csv")
    async with http.post(f"{address}/sendDocument", data=form) as response:
        message = (await response.json())["result"]
    assert (message["document"]["file_name"], message["caption"]) == ("отчёт.csv", "Отчёт")
    assert message["caption_entities"] == [{"type": "bold", "offset": 0, "length": 5}]
    file = (await call("getFile", file_id=message["document"]["file_id"]))["result"]
    async with http.get(f"{emulator.url}/file/bot{emulator.token}/{file['file_path']}") as response:
        assert await response.read() == CSV
    again = await call("sendDocument", chat_id=reader.id, document=message["document"]["file_id"])
    assert again["result"]["document"]["file_id"] == message["document"]["file_id"]
    assert reader.last.file_name == "отчёт.csv"


async def test_a_photo_has_its_size(address: str, reader: Person, http: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData({"chat_id": str(reader.id)})
    form.add_field("photo", png(30, 20), filename="chart.png")
    async with http.post(f"{address}/sendPhoto", data=form) as response:
        photo = (await response.json())["result"]["photo"][-1]
    assert (photo["width"], photo["height"]) == (30, 20)


async def test_a_photo_is_replaced_by_another_one_and_by_one_that_was_sent_before(
    address: str, reader: Person, http: aiohttp.ClientSession, call: Call
) -> None:
    form = aiohttp.FormData({"chat_id": str(reader.id), "caption": "День", "reply_markup": '{"inline_keyboard": []}'})
    form.add_field("photo", png(30, 20), filename="day.png")
    async with http.post(f"{address}/sendPhoto", data=form) as response:
        day = (await response.json())["result"]
    new = {"type": "photo", "media": "attach://it", "caption": "<b>Ночь</b>", "parse_mode": "HTML"}
    fields = {"chat_id": str(reader.id), "message_id": str(day["message_id"]), "media": json.dumps(new)}
    form = aiohttp.FormData(fields)
    form.add_field("it", png(60, 40), filename="night.png")
    async with http.post(f"{address}/editMessageMedia", data=form) as response:
        night = (await response.json())["result"]
    assert night["message_id"] == day["message_id"]
    assert (night["photo"][-1]["width"], night["caption"]) == (60, "Ночь")
    assert night["caption_entities"][0]["type"] == "bold"
    old = {"type": "photo", "media": day["photo"][-1]["file_id"]}
    again = await call("editMessageMedia", chat_id=reader.id, message_id=day["message_id"], media=old)
    assert again["result"]["photo"] == day["photo"]
    assert "caption" not in again["result"]
    refused = await call("editMessageMedia", chat_id=reader.id, message_id=day["message_id"], media=old)
    assert "message is not modified" in refused["description"]


@pytest.mark.parametrize(
    ("media", "fault"),
    [
        ("{", "can't parse input media JSON object"),
        ("[]", "can't parse input media: expected an Object"),
        ('{"type": "poll"}', "can't parse input media: type must be one of photo, document"),
        ('{"type": "photo", "media": "attach://none"}', "there is no photo in the request"),
        ('{"type": "photo", "media": "nothing"}', "wrong file identifier/HTTP URL specified"),
    ],
)
async def test_media_that_are_none_replace_nothing(reader: Person, call: Call, media: str, fault: str) -> None:
    sent = (await call("sendMessage", chat_id=reader.id, text="Салам"))["result"]
    answer = await call("editMessageMedia", chat_id=reader.id, message_id=sent["message_id"], media=media)
    assert answer["description"] == f"Bad Request: {fault}"
    assert reader.last.text == "Салам"


async def test_a_photo_that_is_none_is_refused(address: str, reader: Person, http: aiohttp.ClientSession) -> None:
    form = aiohttp.FormData({"chat_id": str(reader.id)})
    form.add_field("photo", b"no picture", filename="chart.png")
    async with http.post(f"{address}/sendPhoto", data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_an_empty_file_and_a_long_caption_are_refused(
    address: str, reader: Person, http: aiohttp.ClientSession
) -> None:
    for content, caption, description in (
        (b"", "x", "Bad Request: file must be non-empty"),
        (CSV, "x" * 1025, "Bad Request: message caption is too long"),
    ):
        form = aiohttp.FormData({"chat_id": str(reader.id), "caption": caption})
        form.add_field("document", content, filename="a.csv")
        async with http.post(f"{address}/sendDocument", data=form) as response:
            assert (await response.json())["description"] == description


async def test_sixty_megabytes_are_too_large(address: str, reader: Person, http: aiohttp.ClientSession) -> None:
    async def body() -> AsyncIterator[bytes]:
        for _ in range(60):
            yield b"\0" * 1024 * 1024

    for with_length in (True, False):
        data: bytes | AsyncIterator[bytes]
        head = b'--b\r\nContent-Disposition: form-data; name="document"; filename="a.bin"\r\n\r\n'
        data = head + b"\0" * (60 * 1024 * 1024) if with_length else _with_head(head, body())
        headers = {"Content-Type": "multipart/form-data; boundary=b"}
        try:
            async with http.post(f"{address}/sendDocument", data=data, headers=headers) as response:
                answer = await response.json()
        except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError):
            continue  # the server may close the connection before we have sent everything
        assert (answer["error_code"], answer["description"]) == (413, "Request Entity Too Large")
    assert reader.received == []


async def _with_head(head: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield head
    async for piece in rest:
        yield piece


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\ncut off'),
        ("multipart/form-data; boundary=b", b"no boundary at all"),
        ("multipart/form-data", b"--b\r\n\r\nx\r\n--b--"),
        ("multipart/form-data; boundary=b", b"--b\r\nnonsense\r\n\r\nx\r\n--b--\r\n"),
        ("application/json", b"{broken"),
        ("application/json", b"[1]"),
    ],
)
async def test_a_broken_body_gets_a_refusal_in_json(
    content_type: str, body: bytes, address: str, reader: Person, http: aiohttp.ClientSession
) -> None:
    async with http.post(f"{address}/sendMessage", data=body, headers={"Content-Type": content_type}) as response:
        answer = await response.json()
    assert not answer["ok"]
    assert answer["error_code"] == response.status == 400
    assert reader.received == []


async def test_parameters_come_in_four_ways(address: str, reader: Person, http: aiohttp.ClientSession) -> None:
    multipart = aiohttp.FormData({"chat_id": str(reader.id), "text": "multipart"}, default_to_multipart=True)
    async with http.get(f"{address}/sendMessage", params={"chat_id": reader.id, "text": "query"}) as response:
        assert response.status == 200
    for body in ({"data": {"chat_id": str(reader.id), "text": "form"}}, {"data": multipart}):
        async with http.post(f"{address}/SENDMESSAGE", **body) as response:
            assert response.status == 200
    async with http.post(f"{address}/sendmessage", json={"chat_id": reader.id, "text": "json"}) as response:
        assert response.status == 200
    assert [seen.text for seen in reader.received] == ["query", "form", "multipart", "json"]
