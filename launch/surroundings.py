"""What has to be right around the bot before it opens its database: free ports, and a proxy that lets it in.

With a wrong port or password the bot cannot run, and then it should not have migrated a database of an older version.
"""

import asyncio
from urllib.parse import urlsplit

from cli.context import CommandFailed
from domain.faults import ProxyFailed, ProxyRefused
from settings import Settings

LOOPBACK = "127.0.0.1"
PROXY_REFUSES = "The proxy of TELEGRAM_PROXY_URL refuses the bot; look at its address, name and password."
_PATIENCE = 10.0  # seconds for the proxy's answer


async def check_surroundings(settings: Settings, *, serves: bool, speaks: bool) -> None:
    """Raise CommandFailed with status 2 if a port cannot be opened, or the proxy to Telegram refuses the bot.

    `serves`: this process gets the calls of the webhook; `speaks`: it connects to Telegram. A proxy that does not
    answer raises no error, because it may answer later.
    """
    if settings.own_port:
        await _try_port("HEALTH_PORT" if settings.health_port else "HTTP_PORT", LOOPBACK, settings.own_port)
    if settings.webhook_url and serves:
        await _try_port("HTTP_HOST and HTTP_PORT", settings.http_host, settings.http_port)
    if speaks:
        await _try_proxy(settings)


def cannot_listen(setting: str, place: str, error: Exception) -> CommandFailed:
    """Return the error for a port that is in use or not permitted, or a host that does not exist."""
    reason = (isinstance(error, OSError) and error.strerror) or error
    return CommandFailed(f"{setting}: cannot listen on {place} ({reason}).", 2)


async def _try_port(setting: str, host: str, port: int) -> None:
    try:
        server = await asyncio.get_running_loop().create_server(asyncio.Protocol, host, port, start_serving=False)
    except (OSError, UnicodeError, OverflowError) as error:
        raise cannot_listen(setting, f"{host}:{port}", error) from error
    server.close()
    await server.wait_closed()


async def _try_proxy(settings: Settings) -> None:
    if not settings.telegram_proxy_url.get_secret_value():
        return
    # Imported here, because only this needs aiohttp before the fork server is started.
    from launch.tunnel import dial, read_proxy

    proxy = read_proxy(settings.telegram_proxy_url.get_secret_value())
    assert proxy is not None
    target = urlsplit(settings.telegram_api_url)
    port = target.port or (443 if target.scheme == "https" else 80)
    try:
        async with asyncio.timeout(_PATIENCE):
            (await dial(proxy, target.hostname or "", port)).close()
    except ProxyRefused as error:
        raise CommandFailed(PROXY_REFUSES, 2) from error
    except (ProxyFailed, TimeoutError):
        return
