"""A port in use or a proxy that refuses is one line with status 2, and an older database is left as it is."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from cli.context import CommandFailed
from domain.clock import AdjustableClock
from launch.run import run_bot
from launch.serving import serve
from launch.surroundings import check_surroundings
from tests.builders import settings
from tests.storage.sqlite.files import make_older, version_of

TOKEN = "123456789:" + "A" * 35
LOGIN_WANTED = b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"
OUT_OF_ORDER = b"HTTP/1.1 502 Bad Gateway\r\n\r\n"


@pytest.fixture
async def ports() -> AsyncIterator[dict[bytes, int]]:
    """Proxies that give one answer each: answer → port."""

    def giving(reply: bytes) -> Any:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(reply)
            writer.close()

        return answer

    servers = {
        reply: await asyncio.start_server(giving(reply), "127.0.0.1", 0) for reply in (LOGIN_WANTED, OUT_OF_ORDER)
    }
    yield {reply: server.sockets[0].getsockname()[1] for reply, server in servers.items()}
    for server in servers.values():
        server.close()


def free() -> int:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        return int(other.getsockname()[1])


async def test_an_older_database_is_left_as_it_is(tmp_path: Path, ports: dict[bytes, int]) -> None:
    taken, path = ports[LOGIN_WANTED], tmp_path / "jarchi.db"
    wrong: dict[str, dict[str, Any]] = {
        "HEALTH_PORT": {"health_port": taken},
        "HTTP_PORT": {"webhook_url": "https://bot.example", "webhook_secret": "s" * 20, "http_port": taken},
        "TELEGRAM_PROXY_URL": {"telegram_proxy_url": f"http://ann:se-cret@127.0.0.1:{taken}"},
    }
    version = make_older(path)
    before = path.read_bytes()
    for name, chosen in wrong.items():
        with pytest.raises(CommandFailed, match=name) as caught:
            await run_bot(settings(bot_token=TOKEN, database_path=path, **chosen), AdjustableClock())
        assert caught.value.status == 2
        assert "\n" not in str(caught.value)
        assert "se-cret" not in str(caught.value)
        assert (path.read_bytes(), version_of(path)) == (before, version)
        assert {one.name for one in tmp_path.iterdir()} == {"jarchi.db", "jarchi.db.lock"}


async def test_what_is_in_order_or_may_still_become_so_is_no_reason(ports: dict[bytes, int]) -> None:
    chosen = settings(
        health_port=free(),
        webhook_url="https://bot.example",
        webhook_secret="s" * 20,
        http_port=ports[LOGIN_WANTED],
        telegram_proxy_url=f"http://127.0.0.1:{ports[OUT_OF_ORDER]}",
    )
    await check_surroundings(chosen, serves=False, speaks=True)
    with pytest.raises(CommandFailed, match="HTTP_PORT"):
        await check_surroundings(chosen, serves=True, speaks=True)
    refused = settings(telegram_proxy_url=f"http://127.0.0.1:{ports[LOGIN_WANTED]}")
    await check_surroundings(refused, serves=False, speaks=False)


async def test_a_wrong_line_in_the_lexicon_is_said_with_its_file_before_anybody_is_called(tmp_path: Path) -> None:
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "own.tsv").write_text("one column\n", "utf-8")
    news: Any = None  # nothing of it is used before the lexicon is read
    with pytest.raises(CommandFailed, match=r"own\.tsv:1: 1 columns instead of 8"):
        await serve(settings(bot_token=TOKEN, catalogue_dir=tmp_path), news, asyncio.Event(), lambda: None)
