"""Which programs and pages may call the emulator."""

import errno
import socket

import aiohttp
import pytest

from emulator import Emulator


@pytest.mark.parametrize("path", ["/", "/control/state", "/page/chat.js"])
@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "192.168.0.7:80", "127.0.0.1.nip.io"])
async def test_a_foreign_host_name_is_refused(
    path: str, host: str, emulator: Emulator, http: aiohttp.ClientSession
) -> None:
    async with http.get(emulator.url + path, headers={"Host": host}) as response:
        assert response.status == 403


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"])
@pytest.mark.parametrize("path", ["/control/people", "/bot{token}/getMe"])
async def test_a_foreign_origin_is_refused(
    origin: str, path: str, emulator: Emulator, http: aiohttp.ClientSession
) -> None:
    address = emulator.url + path.format(token=emulator.token)
    async with http.post(address, json={"first_name": "x"}, headers={"Origin": origin}) as response:
        assert response.status == 403
    assert emulator.telegram.chats == {}


async def test_its_own_page_and_programs_without_origin_pass(emulator: Emulator, http: aiohttp.ClientSession) -> None:
    for headers in ({}, {"Origin": emulator.url}, {"Origin": emulator.url, "Sec-Fetch-Site": "same-origin"}):
        async with http.post(f"{emulator.url}/control/people", json={"first_name": "x"}, headers=headers) as response:
            assert response.status == 200


async def test_a_link_to_it_may_be_followed_but_not_embedded(emulator: Emulator, http: aiohttp.ClientSession) -> None:
    navigation = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with http.get(emulator.url, headers=navigation) as response:
        assert response.status == 200
        policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    async with http.get(f"{emulator.url}/control/state", headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert response.status == 403


async def test_it_listens_on_loopback_only(emulator: Emulator) -> None:
    port = int(emulator.url.rpartition(":")[2])
    with socket.socket() as client:
        client.settimeout(1)
        # Another address of this machine: a server that listens on all of them would answer there, too.
        assert client.connect_ex(("127.0.0.2", port)) == errno.ECONNREFUSED
