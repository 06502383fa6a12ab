"""Comparing addresses of articles: which of them lead to the same page, and to which site a page belongs. Pure."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

# Invisible characters that are copied together with an address: zero-width spaces and direction marks.
UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2067\u2068\u2069\ufeff"

# The parts of an address that vary between servers, phones and share buttons while the page stays the same: the scheme,
# its usual port, www., and the subdomain, path or query of a site's phone or AMP version.
_START = re.compile(r"(?i)^https?://(?:(?:www\d?|m|mobile|wap|pda|amp)\.(?=[^/?#]*\.[^/?#]))*")
_PORT = re.compile(r"^([^/?#]*?):(?:80|443)(?=[/?#]|$)")
_AMP_PATH = re.compile(r"^([^/?#]*)/amp(?=[/?]|$)|/amp/?(?=\?|$)|\.amp(?=(?:\.html?)?(?:\?|$))", re.IGNORECASE)
_AMP_QUERY = re.compile(r"[?&](?:amp(?:=(?:1|true|amp)?)?|outputtype=amp)(?=&|$)", re.IGNORECASE)
# One host in the address of a PostgreSQL database: a name or an IP address, with or without a port. It may be empty:
# postgresql:///news means the default host, and postgresql:///news?host=/run/postgresql means a Unix socket.
_DATABASE_HOST = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^:\[\]]*)(?::0*([1-9]\d{0,4}))?")
# Characters; if the last word of a path is longer, it is the title of an article, not the name of a section.
_LONGEST_WORD = 24


@lru_cache(maxsize=8192)
def address_key(url: str) -> str:
    """Return a key that is equal for two addresses if they lead to the same page.

    It is the address without scheme, fragment, www. and the marks of phone and AMP versions.
    """
    key = _START.sub("", url.partition("#")[0], count=1)
    host, slash, rest = key.partition("/")
    key = _PORT.sub(r"\1", host.lower() + slash + rest)
    if "amp" in key.lower():
        key = _AMP_PATH.sub(lambda match: match[1] or "", key, count=1)
        key = _AMP_QUERY.sub("", key)
        if "?" not in key:
            key = key.replace("&", "?", 1)
    return key.rstrip("/")


def without_password(url: str) -> str:
    """Return the address of a server without password, query and fragment, so that it may be shown to the operator.

    An address of several hosts, separated by commas, keeps all of them.
    """
    parts = urlsplit(url)
    hosts = parts.netloc.rpartition("@")[2]
    user = f"{parts.username}@" if parts.username and hosts else ""
    return f"{parts.scheme}://{user}{hosts}{parts.path}"


def is_server_address(url: str, *schemes: str, has_path: bool = True) -> bool:
    """Return whether an address has one of the schemes, a host, and a possible port if any.

    Without `has_path`, nothing may follow these; a "/" that a password holds unescaped looks like a path.
    """
    try:
        parts = urlsplit(url)
        is_server = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a bracket is missing, or the port is no number or too large
        return False
    return is_server and (has_path or not (parts.path or parts.query or parts.fragment))


def is_database_address(url: str) -> bool:
    """Return whether this is the address of a PostgreSQL database; it may name a server and its standbys.

    It is not if the path has an @, because then a / in the password, which was not written as %2F, has cut it short.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket around an IPv6 address is missing
        return False
    hosts = parts.netloc.rpartition("@")[2].split(",")
    is_named = parts.scheme in ("postgresql", "postgres") and len(parts.path) > 1 and "@" not in parts.path
    found = [_DATABASE_HOST.fullmatch(host) for host in hosts]
    return is_named and all(host and int(host[1] or 1) < 65_536 for host in found)


def fragment_of(url: str | None) -> str:
    return (url or "").partition("#")[2]


def is_front_page(url: str) -> bool:
    """Return whether an address is the front page of a site, in any language, such as https://outlet.example/ky.

    Such an address identifies no article, because the page shows other articles every day.
    """
    _, _, rest = address_key(url).partition("/")
    path = rest.partition("?")[0]
    return not names_an_article(url) and (len(path) <= 3 or path.lower().startswith("index."))


def names_an_article(url: str) -> bool:
    """Return whether an address looks like a single article's: the last part of its path has a digit or is a title."""
    _, _, rest = address_key(url).partition("/")
    path, _, query = rest.partition("?")
    last = path.rpartition("/")[2]
    return any(map(str.isdigit, last + query)) or last.count("-") + last.count("_") >= 2 or len(last) > _LONGEST_WORD


def is_own_site(url: str | None, feed_host: str) -> bool:
    """Return whether a page and a feed are on the same site, or one of them is on a subdomain of the other's site.

    False if the host is an IP address.
    """
    if not url:
        return False
    page, feed = _site_of(url), _site_of(feed_host)
    return bool(page and feed) and (page == feed or page.endswith(f".{feed}") or feed.endswith(f".{page}"))


@lru_cache(maxsize=4096)
def _site_of(url: str) -> str:
    """Return the site's host name without www., with its port unless that is the default; empty for an IP address."""
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return ""
    if "." not in name or (not name.rpartition(".")[2].isalpha() and not name.rpartition(".")[2].startswith("xn--")):
        return ""
    name = re.sub(r"^(?:www\d?|m|mobile|wap|pda|amp)\.(?=.*\.)", "", name)
    return name if port in (None, 80, 443) else f"{name}:{port}"
