"""Who may speak to the emulator: programs on this machine, and its own page; never a page of somebody else."""

import ipaddress
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self';"
    " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def is_own(address: str) -> bool:
    """Whether host[:port] is this machine by a name that no stranger's DNS can give it."""
    try:
        host = urlsplit(f"//{address}").hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """403 for a foreign Host (DNS rebinding) or Origin (another page's script)."""
    if not is_own(request.host):
        raise web.HTTPForbidden(text="This address answers to localhost only.")
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        raise web.HTTPForbidden(text="Another page may not use this one.")
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and not _is_navigation(request):
        raise web.HTTPForbidden(text="Another page may not use this one.")
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("Content-Security-Policy", PAGE_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
    return response


def _is_navigation(request: web.Request) -> bool:
    """Following a link to a page or an article is harmless."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
