"""The check of callers: programs on this machine and the emulator's own page may call, pages of other sites may not."""

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
    """Return whether host[:port] is localhost or a loopback address, which need no DNS that others could control."""
    try:
        host = urlsplit(f"//{address}").hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@web.middleware
async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer 403 to a foreign Host (DNS rebinding) or a foreign Origin (another site's script); pass all others on."""
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
    """Return whether the browser only follows a link to a page or an article, which does no harm."""
    return request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
