"""What the machine lacks is said in one line, with what to do about it."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from cli.context import CommandFailed
from delivery.pacing import Limits, Pacing
from domain.clock import AdjustableClock
from emulator import Emulator
from launch.machine import clock_fault, findings, room_fault, time_at
from launch.serving import patiently
from launch.telegram import connect
from launch.tunnel import way_out
from tests.builders import settings

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, ""), (59, ""), (-59, ""), (7200, "7200 s ahead"), (-86_400, "86400 s behind")]
)
def test_a_clock_that_is_wrong_is_said_with_its_way(seconds: int, said: str) -> None:
    fault = clock_fault(NOON + timedelta(seconds=seconds), NOON)
    assert said in fault
    assert bool(fault) == bool(said)


@pytest.mark.parametrize(
    ("free", "size", "said"),
    [
        (1_000_000_000, 0, ""),
        (100_000_000, 0, "200 MB should be"),
        (3_000_000_000, 2_000_000_000, "4000 MB should be"),
    ],
)
def test_room_is_measured_by_what_an_upgrade_takes(free: int, size: int, said: str) -> None:
    fault = room_fault(free, size, Path("/var/lib/jarchi"))
    assert said in fault
    assert bool(fault) == bool(said)


async def test_the_time_comes_from_whom_the_bot_speaks_to(tmp_path: Path) -> None:
    clock = AdjustableClock()
    async with Emulator(clock=clock) as telegram:
        chosen = settings(
            bot_token=SecretStr(telegram.token), telegram_api_url=telegram.url, database_path=tmp_path / "jarchi.db"
        )
        assert await findings(chosen, clock) == [("room on the disk", ""), ("clock", ""), ("model files", "")]
        clock.advance(3600)
        assert re.match(r"it is (3599|36\d\d) s ahead", dict(await findings(chosen, clock))["clock"])
    assert await time_at(telegram.url) is None, "nobody answers any more"
    assert dict(await findings(chosen, clock))["clock"] == "", "what is not known is no fault"


async def test_a_proxy_to_outlets_that_refuses_or_is_away_is_said(tmp_path: Path) -> None:
    asked: list[bytes] = []

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).split(b" ")[1])
        writer.write(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    database = {"bot_token": "", "database_path": tmp_path / "jarchi.db"}
    refusing = f"http://ann:se-cret@127.0.0.1:{port}"
    try:
        found = dict(await findings(settings(http_proxy_url=refusing, **database), AdjustableClock()))
        hosts = settings(http_proxy_url=refusing, http_proxy_hosts="outlet.example", **database)
        await findings(hosts, AdjustableClock())
        assert (await findings(settings(telegram_proxy_url=refusing, **database), AdjustableClock()))[-1] == (
            "TELEGRAM_PROXY_URL", found["HTTP_PROXY_URL"],
        )  # fmt: skip
    finally:
        server.close()
    assert found["HTTP_PROXY_URL"] == "the proxy refuses; look at its address, name and password"
    assert asked == [b"t.me:443", b"outlet.example:443", b"api.telegram.org:443"]
    away = dict(await findings(settings(http_proxy_url=f"socks5://127.0.0.1:{port}", **database), AdjustableClock()))
    assert away["HTTP_PROXY_URL"] == "the proxy does not answer; it was asked for t.me"


async def test_a_catalogue_without_a_lexicon_is_said(tmp_path: Path) -> None:
    away = settings(bot_token="", database_path=tmp_path / "jarchi.db", catalogue_dir=tmp_path)
    assert dict(await findings(away, AdjustableClock()))["translations"].startswith(f"{tmp_path} has no lexicon/*.tsv")


async def test_without_a_token_nobody_is_asked_for_the_time(tmp_path: Path) -> None:
    chosen = settings(
        bot_token=SecretStr(""), telegram_api_url="http://127.0.0.1:9", database_path=tmp_path / "no/where.db"
    )
    assert [what for what, _ in await findings(chosen, AdjustableClock())] == ["room on the disk", "model files"]
    assert not (tmp_path / "no").exists()


@pytest.mark.parametrize(
    ("reply", "is_final"),
    [(b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", True), (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", False)],
)
async def test_a_proxy_that_refuses_is_one_line_and_status_2_and_one_that_is_ill_is_waited_for(
    reply: bytes, *, is_final: bool
) -> None:
    asked = asyncio.Semaphore(0)

    async def refuse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(reply)
        writer.close()
        asked.release()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as proxy:
        way = way_out(f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}", resolves_there=True)
        stop = asyncio.Event()
        async with connect("1000:" + "x" * 30, "https://api.example", Pacing(Limits()), connect=way) as line:
            starting = asyncio.ensure_future(patiently(line.bot.me, stop))
            async with asyncio.timeout(20):
                await asked.acquire()
                if is_final:
                    with pytest.raises(CommandFailed, match="TELEGRAM_PROXY_URL refuses") as caught:
                        await starting
                    assert caught.value.status == 2
                    assert "\n" not in str(caught.value)
                else:
                    await asked.acquire()  # asked again
                    stop.set()
                    assert await starting is None
