"""What the bot needs around it: disk space, the right time, model files, a lexicon, and proxies that let it through.

Checked at the start and by `check`.
"""

import asyncio
import shutil
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp

from domain.clock import Clock
from domain.faults import ProxyFailed, ProxyRefused
from launch.tunnel import dial, read_proxy, way_out
from settings import Settings
from text.models import ModelsMissing, model_files

Finding = tuple[str, str]  # (what was checked, what is wrong with it in one line or "")

_LEAST_ROOM = 200_000_000  # bytes: room for some weeks of news and for the journal
_COPIES = 2  # a database needs free space of this many times its size, since an upgrade copies it and may rewrite it
_MOST_WRONG = 60.0  # seconds by which the clock may be wrong; digests are promised to the minute
_PATIENCE = 5.0  # seconds to wait for Telegram's answer
_NO_LEXICON = "{folder} has no lexicon/*.tsv, so words are not found in other languages: copy the bot's files there"


async def findings(settings: Settings, clock: Clock) -> list[Finding]:
    """Check the machine without changing anything.

    If there is a BOT_TOKEN, Telegram is asked for the time; if there are proxies, each is asked for a connection.
    """
    found: list[Finding] = []
    if isinstance(settings.database, Path):  # the disk of a database server is not on this machine
        found.append(("room on the disk", await asyncio.to_thread(_room, settings.database)))
    if settings.clock_file is None and settings.bot_token.get_secret_value():
        proxy = settings.telegram_proxy_url.get_secret_value()
        shown = await time_at(settings.telegram_api_url, proxy)
        found.append(("clock", clock_fault(clock.now(), shown) if shown else ""))
    try:
        model_files()
        found.append(("model files", ""))
    except ModelsMissing as error:
        found.append(("model files", f"{error}; install requirements.txt again"))
    if not any((settings.catalogue_dir / "lexicon").glob("*.tsv")):
        found.append(("translations", _NO_LEXICON.format(folder=settings.catalogue_dir)))
    return found + await _proxies(settings)


async def _proxies(settings: Settings) -> list[Finding]:
    """Try the proxy to outlets with an address that is reached through it, and the one to Telegram with Telegram's."""
    outlet = next((f"https://{host}" for host in settings.http_proxy_hosts), settings.channel_preview_url)
    tried = (
        ("HTTP_PROXY_URL", settings.http_proxy_url.get_secret_value(), outlet),
        ("TELEGRAM_PROXY_URL", settings.telegram_proxy_url.get_secret_value(), settings.telegram_api_url),
    )
    used = [(name, proxy, target) for name, proxy, target in tried if proxy]
    faults = await asyncio.gather(*(proxy_fault(proxy, target) for _, proxy, target in used))
    return [(name, fault) for (name, _, _), fault in zip(used, faults, strict=True)]


async def proxy_fault(address: str, target: str) -> str:
    """Return what is wrong with a proxy that should lead to the server of the address `target`; "" if nothing is."""
    proxy, parts = read_proxy(address), urlsplit(target)
    assert proxy is not None
    try:
        host = (parts.hostname or "").encode("idna").decode()
        async with asyncio.timeout(_PATIENCE):
            (await dial(proxy, host, parts.port or (443 if parts.scheme == "https" else 80))).close()
    except ProxyRefused as error:
        return f"{error}; look at its address, name and password"
    except ProxyFailed as error:
        return f"{error}; it was asked for {parts.hostname}"
    except TimeoutError:
        return f"the proxy gave no answer within {_PATIENCE:.0f} s; it was asked for {parts.hostname}"
    except UnicodeError:  # HTTP_PROXY_HOSTS begins with a name that no server can have
        return f"there is no server of the name {parts.hostname}"
    return ""


async def room(settings: Settings) -> tuple[int, int] | None:
    """Return the free bytes on the database's disk, and how many should be free.

    None if it is another machine's disk.
    """
    if not isinstance(settings.database, Path):
        return None
    _, free, size = await asyncio.to_thread(_measured, settings.database)
    return free, _needed(size)


def room_fault(free: int, size: int, folder: Path) -> str:
    """Return what is wrong if `free` bytes are left on the disk of a database of `size` bytes; "" if nothing is."""
    needed = _needed(size)
    if free >= needed:
        return ""
    have, want = free // 1_000_000, needed // 1_000_000
    return f"{have} MB are free on the disk of {folder}, {want} MB should be: make room, or lower RETENTION_DAYS"


def clock_fault(here: datetime, there: datetime) -> str:
    """Return what is wrong with the machine's clock if it shows `here` when a server's shows `there`.

    "" if nothing is.
    """
    seconds = (here - there).total_seconds()
    if abs(seconds) <= _MOST_WRONG:
        return ""
    way = "ahead" if seconds > 0 else "behind"
    return f"it is {abs(seconds):.0f} s {way}, so digests come at the wrong time: timedatectl set-ntp true"


async def time_at(address: str, proxy: str = "") -> datetime | None:
    """Return the time in the Date header of a server's answer; None if there is no answer or no such header."""
    connector = way_out(proxy, resolves_there=True)()
    timeout = aiohttp.ClientTimeout(total=_PATIENCE)
    try:
        async with (
            aiohttp.ClientSession(connector=connector, timeout=timeout) as http,
            http.head(address, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, OSError, TimeoutError, KeyError, ValueError):
        return None


def _room(database: Path) -> str:
    try:
        folder, free, size = _measured(database)
    except OSError as error:
        return f"{database.absolute().parent}: {error.strerror}"
    return room_fault(free, size, folder)


def _measured(database: Path) -> tuple[Path, int, int]:
    """Return a database's folder, the free bytes on its disk, and the database's size in bytes; raises OSError."""
    folder = database.absolute().parent
    while not folder.exists():
        folder = folder.parent
    return folder, shutil.disk_usage(folder).free, database.stat().st_size if database.exists() else 0


def _needed(size: int) -> int:
    return max(_LEAST_ROOM, _COPIES * size)
