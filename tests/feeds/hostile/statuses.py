"""Statuses, some with a Retry-After."""

from tests.feeds.hostile.case import Case, Respond
from tests.feeds.hostile.exchange import Exchange, rss

FORBIDDEN, SERVER, STATUS = "feed-error-forbidden", "feed-error-server", "feed-error-status"
LIMITED, PAGE, NO_FEED = "feed-error-rate-limited", "feed-error-html", "feed-error-not-a-feed"


def status(line: str, body: str = "<rss><channel/></rss>", **headers: str) -> Respond:
    async def respond(x: Exchange) -> None:
        await x.answer(body, line, **headers)

    return respond


def page(body: str, kind: str = "text/html") -> Respond:
    return status("200 OK", body, content_type=kind)


async def _no_content(x: Exchange) -> None:
    await x.head("204 No Content", {})


async def _not_modified(x: Exchange) -> None:
    await x.head("304 Not Modified", {"ETag": '"1"'})


async def _part(x: Exchange) -> None:
    await x.answer(rss(), "206 Partial Content", content_range="bytes 0-99/9999")


def _limited(name: str, line: str = "429 Too Many Requests", outcome: str = "rate_limited", **headers: str) -> Case:
    return Case(f"status-{name}", status(line, "", **headers), outcome, LIMITED)


CASES = [
    Case("status-page", page("<!DOCTYPE html><html><head><title>404</title></head></html>"), reason=PAGE),
    Case("status-page-as-xml", page("<html xmlns='http://www.w3.org/1999/xhtml'/>", "application/xml"), reason=PAGE),
    Case("status-words", page("Not here any more.", "text/plain"), reason=NO_FEED),
    Case("status-json", page('{"error": "not found"}', "application/json"), reason=NO_FEED),
    Case("status-picture", page("\x89PNG\r\n\x1a\n\0\0\0", "image/png"), reason=NO_FEED),
    Case("status-204", _no_content, reason=STATUS),
    Case("status-206", _part, reason=STATUS),
    Case("status-300", status("300 Multiple Choices"), reason=STATUS),
    Case("status-304-unasked", _not_modified, reason="feed-error-unasked-304"),
    Case("status-305", status("305 Use Proxy", location="http://127.0.0.1/"), reason=STATUS),
    Case("status-400", status("400 Bad Request"), reason=STATUS),
    Case("status-401", status("401 Unauthorized", www_authenticate="Basic"), reason=FORBIDDEN),
    Case("status-403", status("403 Forbidden"), reason=FORBIDDEN),
    Case("status-404", status("404 Not Found"), reason="feed-error-not-found"),
    Case("status-407", status("407 Proxy Authentication Required"), reason=FORBIDDEN),
    Case("status-410", status("410 Gone"), "gone", "feed-error-gone"),
    Case("status-418", status("418 I'm a teapot"), reason=STATUS),
    Case("status-451", status("451 Unavailable For Legal Reasons"), reason=FORBIDDEN),
    Case("status-500", status("500 Internal Server Error"), reason=SERVER),
    Case("status-503", status("503 Service Unavailable"), reason=SERVER),
    Case("status-599", status("599 Whatever"), reason=SERVER),
    Case("status-999", status("999 Denied"), reason=SERVER),
    _limited("429"),
    _limited("429-garbage", retry_after="soon, perhaps"),
    _limited("429-negative", retry_after="-3600"),
    _limited("429-fraction", retry_after="12.5"),
    Case("status-503-garbage", status("503 Service Unavailable", retry_after="later"), reason=SERVER),
]
# A Retry-After stops requests to the whole host, so these cases are polled in a separate test.
HOLDING = [
    _limited("429-seconds", retry_after="3600"),
    _limited("429-zero", retry_after="0"),
    _limited("429-absurd", retry_after="99999999999999"),
    _limited("429-longer-than-numbers", retry_after="9" * 5000),
    _limited("429-date", retry_after="Fri, 27 Nov 2099 08:00:00 GMT"),
    _limited("429-date-past", retry_after="Fri, 27 Nov 1999 08:00:00 GMT"),
    _limited("429-date-last", retry_after="Fri, 31 Dec 9999 23:59:59 -2359"),
    _limited("503-seconds", "503 Service Unavailable", retry_after="7200"),
]
