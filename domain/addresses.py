"""Addresses of articles: which of them lead to the same page, and whose site a page lies on. Pure."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

# What servers, phones and share buttons vary: the scheme, its port, www., and the names of a site for phones or AMP.
_START = re.compile(r"(?i)^https?://(?:(?:www\d?|m|mobile|wap|pda|amp)\.(?=[^/?#]*\.[^/?#]))*")
_PORT = re.compile(r"^([^/?#]*?):(?:80|443)(?=[/?#]|$)")
_AMP_PATH = re.compile(r"^([^/?#]*)/amp(?=[/?]|$)|/amp/?(?=\?|$)|\.amp(?=(?:\.html?)?(?:\?|$))", re.IGNORECASE)
_AMP_QUERY = re.compile(r"[?&](?:amp(?:=(?:1|true|amp)?)?|outputtype=amp)(?=&|$)", re.IGNORECASE)
_LONGEST_WORD = 24  # characters in the name of a section; a longer last word in a path is the title of an article


@lru_cache(maxsize=8192)
def address_key(url: str) -> str:
    """Return what the addresses of one page have in common, for http and https, phones and AMP; no fragment."""
    key = _START.sub("", url.partition("#")[0], count=1)
    host, slash, rest = key.partition("/")
    key = _PORT.sub(r"\1", host.lower() + slash + rest)
    if "amp" in key.lower():
        key = _AMP_PATH.sub(lambda match: match[1] or "", key, count=1)
        key = _AMP_QUERY.sub("", key)
        if "?" not in key:
            key = key.replace("&", "?", 1)
    return key.rstrip("/")


def fragment_of(url: str | None) -> str:
    return (url or "").partition("#")[2]


def is_front_page(url: str) -> bool:
    """Return whether an address is a site's front page in some language; every article stands there for a while."""
    _, _, rest = address_key(url).partition("/")
    path = rest.partition("?")[0]
    return not names_an_article(url) and (len(path) <= 3 or path.lower().startswith("index."))


def names_an_article(url: str) -> bool:
    """Return whether an address looks like that of a single article: its end has a digit or is a title."""
    _, _, rest = address_key(url).partition("/")
    path, _, query = rest.partition("?")
    last = path.rpartition("/")[2]
    return any(map(str.isdigit, last + query)) or last.count("-") + last.count("_") >= 2 or len(last) > _LONGEST_WORD


def is_own_site(url: str | None, feed_host: str) -> bool:
    """Return whether a page and a feed are on one site, or the site of one is a subdomain of the other's.

    A host that is a number instead of a name is no site in this sense.
    """
    if not url:
        return False
    page, feed = _site_of(url), _site_of(feed_host)
    return bool(page and feed) and (page == feed or page.endswith(f".{feed}") or feed.endswith(f".{page}"))


@lru_cache(maxsize=4096)
def _site_of(url: str) -> str:
    """Return the site's name, and its port where that is not the usual one; empty where it has no name."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if "." not in name or (not name.rpartition(".")[2].isalpha() and not name.rpartition(".")[2].startswith("xn--")):
        return ""
    name = re.sub(r"^(?:www\d?|m|mobile|wap|pda|amp)\.(?=.*\.)", "", name)
    return name if port in (None, 80, 443) else f"{name}:{port}"
