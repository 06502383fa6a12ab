"""Foreign text made fit for Telegram's HTML: nothing in a headline can break, reorder or stretch a message."""

from html import escape as _escape
from urllib.parse import urlsplit

import regex

from render.message import utf16_length

# Control characters, lone surrogates, and marks that turn the direction of the text around them.
_UNFIT = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b\u2060\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]+"
)
_SPACES = regex.compile(r"\s+")
_CLUSTER = regex.compile(r"\X")
_CLUSTER_LIMIT = 24  # units: a family emoji has 11; more is letters buried under marks
_URL_LIMIT = 2048


def escape(text: str) -> str:
    """Letters with a meaning in HTML made plain; everything else stays."""
    return _escape(text, quote=False)


def tidy(text: str, limit: int | None = None) -> str:
    """One line without unfit characters, of at most `limit` UTF-16 units, shortened at a word where it must be."""
    line = _SPACES.sub(" ", _UNFIT.sub(" ", text)).strip()
    clusters = [found for found in _CLUSTER.findall(line) if utf16_length(found) <= _CLUSTER_LIMIT]
    line = "".join(clusters)
    if limit is None or utf16_length(line) <= limit:
        return line
    return _shorten(clusters, limit - 1) + "…"


def _shorten(clusters: list[str], limit: int) -> str:
    """As many whole characters as fit, without the torn word at the end where that costs less than a fifth."""
    kept: list[str] = []
    length = 0
    for cluster in clusters:
        length += utf16_length(cluster)
        if length > limit:
            break
        kept.append(cluster)
    text = "".join(kept)
    whole = text.rpartition(" ")[0]
    return (whole if len(whole) > len(text) * 0.8 else text).rstrip(" ,;:—–-")


def bold(html: str) -> str:
    return f"<b>{html}</b>"


def link(html: str, url: str | None) -> str:
    """The html as a link where the address is one Telegram opens; else as it is."""
    if url is None or not is_web_address(url):
        return html
    return f'<a href="{_escape(url, quote=True)}">{html}</a>'


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(host)
        and len(url) <= _URL_LIMIT
        and not _UNFIT.search(url)
        and not _SPACES.search(url)
    )
