"""From what a publisher sends to the words of the news: no markup, no service lines, no tracking.

What service lines look like stands in catalogue/phrases.toml; text.service_lines applies it, text.furniture learns what
repeats over a source's articles. Cleaning twice changes nothing.
"""

import html
import re
import unicodedata
from urllib.parse import urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from text.furniture import line_key
from text.phrases import Phrases
from text.service_lines import strip_service

__all__ = ["Phrases", "clean", "clean_title", "clean_url", "html_to_text"]

_BLOCKS = (
    "address|article|aside|blockquote|br|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr"
    "|iframe|li|main|nav|ol|p|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul|video"
)
_BREAK = "\ue000"
_BLOCK_TAG = re.compile(rf"<(?=/?(?:{_BLOCKS})\b)", re.IGNORECASE)
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_TAG = re.compile(r"<(/?)(?!(?:br|img|hr|p|li|input|meta|link|wbr|source|col|td|tr|th|dt|dd)\b)[a-zA-Z]", re.IGNORECASE)
_DEEPEST = 2_000
_DROPPED = (
    "script", "style", "noscript", "template", "figcaption", "iframe", "object", "form", "button", "select", "svg",
    "nav", "audio", "video", "head",
)  # fmt: skip
_DROPPED_TAG = re.compile(rf"<(?:{'|'.join(name for name in _DROPPED if name != 'head')})", re.IGNORECASE)

# Controls, zero-width and direction marks, soft hyphens, private use, lone surrogates, byte-order marks.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ue000-\uf8ff\ufff9-\ufffd\ud800-\udfff]"
)
# Runs of spaces, but for the one plain space that every other word is followed by: replacing it by itself is dear.
_SPACES = re.compile(
    r"[^\S \n\r\x0b\x0c\x85\u2028\u2029][^\S\n\r\x0b\x0c\x85\u2028\u2029]*"
    r"| [^\S\n\r\x0b\x0c\x85\u2028\u2029]+"
)
_LINE_ENDS = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]\s*")

# Parameters that say who clicked where, whatever else they stand beside.
_CLICK = re.compile(
    r"utm_\w+|fbclid|gclid|yclid|[gw]braid|gclsrc|dclid|msclkid|twclid|ttclid|igsh|igshid|mc_[ce]id|_openstat|_ga|_gl"
    r"|yadclid|yadordid|ysclid|mkt_tok|vero_id|wickedid|oly_\w+_id",
    re.IGNORECASE,
)
# Parameters that mostly do, and on some sites name the article.
_MAYBE_CLICK = re.compile(r"from_rss|rss|ref_src|ref_url|fb_\w+|at_\w+|cmpid|pk_\w+", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"»”)]+")


def html_to_text(markup: str) -> str:
    """The words of a feed item's HTML, a line for each block; plain text passes through, entities resolved.

    Captions, scripts, forms and embedded players go. Takes time in proportion to the length, whatever the nesting.
    """
    markup = _INVISIBLE.sub("", markup)
    if not _MARKUP.search(markup):
        return _normalise(html.unescape(markup))
    marked = _BLOCK_TAG.sub(_BREAK + "<", _LINE_ENDS.sub(" ", _SPACES.sub(" ", markup)).replace("  ", " "))
    text = _without_tags(marked) if _is_too_deep(marked) else _parsed(marked)
    return _normalise(text.replace(_BREAK, "\n"))


def _parsed(markup: str) -> str:
    tree = LexborHTMLParser(markup)
    if _DROPPED_TAG.search(markup):
        tree.strip_tags(list(_DROPPED))
    body = tree.body
    return body.text() if body is not None else ""


def _is_too_deep(markup: str) -> bool:
    """Whether tags are left open by the thousand: the parser takes the square of their number."""
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        depth += -1 if match[1] else 1
        deepest = max(deepest, depth)
    return deepest > _DEEPEST


def _without_tags(markup: str) -> str:
    """What stands between tags, scripts and styles left out; for markup that no parser should see."""
    kept: list[str] = []
    inside: str | None = None
    for number, piece in enumerate(markup.split("<")):
        tag, closed, words = piece.partition(">")
        name = re.match(r"/?[a-zA-Z0-9]*", tag)
        name_text = name[0].lower() if name else ""
        if inside is not None:
            if name_text != "/" + inside:
                continue
            inside = None
        elif name_text in _DROPPED:
            inside = name_text
            continue
        kept.append(words if closed and number else piece)
    return html.unescape(" ".join(kept))


def clean(text: str, phrases: Phrases, *, furniture: frozenset[str] = frozenset()) -> str:
    """Plain text without service lines: one paragraph a line, single spaces, no invisible characters.

    `furniture` holds keys of lines (text.furniture.line_key) that repeat over a source's articles.
    """
    text = _URL.sub(lambda match: clean_url(match[0]), _normalise(text))
    if furniture:
        text = "\n".join(line for line in text.split("\n") if line_key(line) not in furniture)
    # What one line's removal lays open (a credit at the end of a related link) goes in the next round; two rounds are
    # the rule, and the bound is a guard.
    for _ in range(5):
        stripped = strip_service(text, phrases)
        if stripped == text:
            break
        text = _normalise(stripped)
    return text


def clean_title(title: str) -> str:
    """One line of plain text; HTML in titles is resolved, even when it was escaped twice."""
    text = html_to_text(title)
    if "&" in text or "<" in text:
        text = html_to_text(text)
    return " ".join(text.split())


def clean_url(url: str) -> str:
    """The address without parameters that only track who clicked; anything that is no such address stays as it is."""
    if "?" not in url and "#" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not parts.scheme.startswith("http"):
        return url
    pairs = parts.query.split("&") if parts.query else []
    kept = [pair for pair in pairs if not _is_tracking(pair.partition("=")[0])]
    fragment = parts.fragment
    if re.match(r"(?:utm_|at_|xtor=|ref=rss)", fragment):
        fragment = ""
    if len(kept) == len(pairs) and fragment == parts.fragment:
        return url
    return urlunsplit((parts.scheme, parts.netloc, parts.path, "&".join(kept), fragment))


def is_click(name: str) -> bool:
    """Whether a query parameter only says who clicked where; an article is never told from another by it."""
    return _CLICK.fullmatch(name) is not None


def _is_tracking(name: str) -> bool:
    return is_click(name) or _MAYBE_CLICK.fullmatch(name) is not None


def _normalise(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).replace(" \n", "\n").strip()
