"""Links: which ones Telegram accepts, and in which form it stores them."""

import re
from urllib.parse import parse_qs, urlsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB = ("http", "https", "ton", "tonsite")
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]{1,63}\.?|\[[0-9A-Fa-f:.]+\]", re.UNICODE)


def mentioned_user(link: str) -> int | None:
    """Return the account id of tg://user?id=…; None for any other link."""
    parts = urlsplit(link) if link.lower().startswith("tg:") else None
    if parts is None or (parts.netloc or parts.path.strip("/")) != "user":
        return None
    number = parse_qs(parts.query).get("id", [""])[0]
    return int(number) if number.isdecimal() else None


def link_fault(link: str) -> str:
    """Return Telegram's error for a link; "" if the link is accepted."""
    link = link.strip()
    if not link:
        return "URL host is empty"
    if link.lower().startswith("tg:"):
        return "" if len(link) > len("tg://") else "Wrong tg URL"
    if any(letter.isspace() or letter < " " for letter in link):
        return "Wrong HTTP URL"
    try:
        parts = urlsplit(link if _has_scheme(link) else f"http://{link}")
        host, port = parts.netloc.rpartition("@")[2], parts.port
    except ValueError:
        return "Wrong port number specified in the URL" if "]" not in link else "Wrong HTTP URL"
    if parts.scheme.lower() not in _WEB:
        return "Unsupported URL protocol"
    if not host:
        return "URL host is empty"
    name = host.rpartition(":")[0] if port is not None else host.rstrip(":")
    return "" if _HOST.fullmatch(name) else "Wrong HTTP URL"


def checked_link(link: str) -> str:
    """Return the link as Telegram stores it, with scheme and path completed; "" if the text is not a link."""
    link = link.strip()
    if link_fault(link):
        return ""
    if link.lower().startswith("tg:"):
        return link if "//" in link else link.replace("tg:", "tg://", 1)
    whole = link if _has_scheme(link) else f"http://{link}"
    parts = urlsplit(whole)
    if not parts.path:
        return parts._replace(path="/", netloc=parts.netloc.lower()).geturl()
    return whole


def _has_scheme(link: str) -> bool:
    """Return whether the link begins with a protocol; `telegram.org:443` does not."""
    found = _SCHEME.match(link)
    return found is not None and ("://" in link or found[0][:-1].isalpha()) and "." not in found[0]
