"""Making others' text safe in Telegram's HTML, so that no headline can break, reorder or stretch a message."""

from html import escape as _escape
from urllib.parse import urlsplit

import regex

from render.message import utf16_length

# Control characters, lone surrogates, and marks that change the direction of the text around them.
_UNFIT = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u200b\u2060\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]+"
)
_SPACES = regex.compile(r"\s+")
_CLUSTER = regex.compile(r"\X")
_CLUSTER_LIMIT = (
    24  # the most UTF-16 units of what readers see as one character; a family emoji has 11, heaps of accents have more
)
# Latin and Cyrillic letters, digits, signs: each is one UTF-16 unit and what a reader takes for one character.
_PLAIN = regex.compile(r"[ -~\u00a0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2116]*+")
_URL_LIMIT = 2048


def escape(text: str) -> str:
    """Escape the characters that have a meaning in HTML."""
    return _escape(text, quote=False)


def tidy(text: str, limit: int | None = None) -> str:
    """Return the text on one line without unsuitable characters, cut to `limit` UTF-16 units, at a word if possible."""
    line = _SPACES.sub(" ", _UNFIT.sub(" ", text)).strip()
    if _PLAIN.fullmatch(line):  # nearly every text is plain, and then need not be split into characters, which is slow
        return line if limit is None or len(line) <= limit else f"{_without_cut_word(line[: max(0, limit - 1)])}…"
    clusters = [found for found in _CLUSTER.findall(line) if utf16_length(found) <= _CLUSTER_LIMIT]
    line = "".join(clusters)
    if limit is None or utf16_length(line) <= limit:
        return line
    return _shorten(clusters, limit - 1) + "…"


def _shorten(clusters: list[str], limit: int) -> str:
    """Return as many of the characters as fit into `limit` UTF-16 units, without a word that would be cut there."""
    kept: list[str] = []
    length = 0
    for cluster in clusters:
        length += utf16_length(cluster)
        if length > limit:
            break
        kept.append(cluster)
    return _without_cut_word("".join(kept))


def _without_cut_word(text: str) -> str:
    """Remove the last word of a text that was cut, and the spaces and signs before that word.

    If the last word is a fifth of the text or more, keep it, and remove only spaces and signs from the end.
    """
    whole = text.rpartition(" ")[0]
    return (whole if len(whole) > len(text) * 0.8 else text).rstrip(" ,;:—–-")


def bold(html: str) -> str:
    return f"<b>{html}</b>"


def italic(html: str) -> str:
    return f"<i>{html}</i>"


def quote(html: str) -> str:
    """Return the HTML as a quotation that apps show collapsed, so that the reader opens it with a tap."""
    return f"<blockquote expandable>{html}</blockquote>"


def link(html: str, url: str | None) -> str:
    """Return the HTML as a link to the address; if Telegram cannot open the address, return the HTML unchanged."""
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
