"""Addresses: cleaning those in documents and those that people type; which hosts and IP addresses may be reached."""

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from socket import inet_aton, inet_ntoa
from urllib.parse import urljoin, urlsplit

from yarl import URL

from domain.addresses import UNSEEN
from domain.channels import ChannelName, channel_of, read_channel
from domain.feed import Reason, host_of

Network = IPv4Network | IPv6Network

# The most characters of an address, as it is sent in a request. Much longer ones cannot be stored: an entry of an index
# of PostgreSQL may have 2,700 bytes.
ADDRESS_LIMIT = 2000
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Characters that browsers remove from both ends of an address (https://url.spec.whatwg.org/#url-parsing), and those
# that are copied with it by mistake.
_EDGE = "".join(map(chr, range(33))) + UNSEEN
_LINE = re.compile(r"[\t\r\n]+\s*")
_AUTHORITY = re.compile(r"(?:(?P<scheme>https?):[/\\]{2,}|[/\\]{2})(?P<host>[^/\\?#]*)", re.IGNORECASE)
_DISGUISED_LOGIN = re.compile(r"\\[^/?#]*@")  # browsers and resolvers disagree about the host of such an address
_BYTE = re.compile("[\udc80-\udcff]")
_PUNCTUATION = ".,;"  # of the sentence from which an address was copied; no real address ends in one of these
# What people type for https://: twice, or with a sign too few.
_TWO_SCHEMES = re.compile(r"(?:https?:?//)+(?=https?:?//)", re.IGNORECASE)
_BROKEN_SCHEME = re.compile(r"^(https?)(?::/?(?![/\\])|//)", re.IGNORECASE)
_FEED_SCHEME = re.compile(r"(?:feed|rss|itpc|pcast):(?://)?(?=https?:?//)", re.IGNORECASE)
_BARE_FEED_SCHEME = re.compile(r"(?:feed|rss|itpc|pcast):(?://)?", re.IGNORECASE)
_LOGIN = re.compile(r"//[^/?#]*@")
# An IPv4 address in any notation: one to four decimal, octal or hexadecimal numbers.
_NUMBER = re.compile(r"(?:(?:0x[0-9a-f]*|\d+)\.){0,3}(?:0x[0-9a-f]*|\d+)", re.IGNORECASE)

# Every range outside the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry and the same for
# IPv6. They are listed here because versions of Python differ in what `ipaddress` calls private and global.
_CLOSED = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # the host itself
        "10.0.0.0/8",
        "100.64.0.0/10",  # addresses that customers of a carrier share
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local addresses, and the metadata services of clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "168.63.129.16/32",  # a cloud's platform address, which answers only inside that cloud
        "::/96",  # unspecified, loopback, and IPv4 addresses in a deprecated notation
        "::ffff:0:0:0/96",  # IPv4 addresses in the form in which translators write them (RFC 2765)
        "64:ff9b::/96",  # NAT64, which leads to any IPv4 address
        "64:ff9b:1::/48",
        "100::/64",
        "2001::/23",  # Teredo, ORCHID and other protocols
        "2001:db8::/32",
        "2002::/16",  # 6to4, which leads to any IPv4 address
        "3fff::/20",
        "5f00::/16",
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)


class BadAddress(Exception):
    """The text is not an address that we would ever fetch; `reason` says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.reason = Reason(key)


class AddressRefused(OSError):
    """The host's name was resolved to an IP address outside the public internet."""


def is_reachable(address: str, allowed: Sequence[Network] = ()) -> bool:
    """Return whether we may connect to this IP address; `allowed` are private networks that are permitted."""
    try:
        ip: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped  # the kernel connects to the IPv4 address inside an IPv4-mapped IPv6 address
    if any(ip.version == network.version and ip in network for network in allowed):
        return True
    return not any(ip.version == network.version and ip in network for network in _CLOSED)


def is_public(url: str) -> bool:
    """Return whether an address may lead to a host on the public internet, judged by the host's name or IP address."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    if _NUMBER.fullmatch(host) or ":" in host:
        return is_reachable(host)
    return "." in host and not host.endswith((".localhost", ".local", ".internal", ".lan"))


def clean_address(text: str) -> str:
    """Return the complete address of the feed or site that a person typed; raises BadAddress.

    A missing scheme becomes https, `feed:` is replaced by the scheme that it stands for, and the fragment is removed.
    All spellings of a Telegram channel become the same address.
    """
    channel = read_channel(text)
    if isinstance(channel, ChannelName):
        return channel.address
    if channel is not None:
        raise BadAddress(channel.key)
    text = text.strip().strip(_EDGE).rstrip(_PUNCTUATION).strip("<>\"'«»“”„‘’").rstrip(_PUNCTUATION)
    text = text.replace("&amp;", "&")  # no real address contains &amp;; it comes from the source text of a page
    text = re.sub(r"(?i)^(https?):\\\\", r"\1://", text)
    text = _TWO_SCHEMES.sub("", text, count=1)
    text = _BROKEN_SCHEME.sub(r"\1://", text, count=1)
    if _FEED_SCHEME.match(text):
        text = re.sub(r"(?i)^(https?)//", r"\1://", _FEED_SCHEME.sub("", text, count=1))
    elif _BARE_FEED_SCHEME.match(text):
        text = _BARE_FEED_SCHEME.sub("http://", text, count=1)
    elif "://" not in text and not re.match(r"(?i)(file|javascript|data|mailto|tg|ftp|gopher|about|blob):", text):
        text = "https://" + text.lstrip("/")
    return check_address(text)


def as_stored(text: str) -> str:
    """Return the address under which the feed at a typed address is stored."""
    try:
        return clean_address(text)
    except BadAddress:
        return text


def first_address(text: str) -> str:
    """Return the address at the beginning of what a person typed after a command.

    If the words after the first space look like the rest of an address, they belong to it, too.
    """
    first, _, rest = text.strip().partition("\n")[0].partition(" ")
    is_one = rest and "://" not in rest and re.search(r"[/.?=]", rest)
    return f"{first} {rest}" if is_one else first


def encode_address(text: str) -> str:
    """Return an address, absolute or relative, with forbidden characters encoded as browsers do; raises BadAddress.

    Spaces around it and line breaks are removed, other spaces become %20, and a backslash becomes a slash. Letters,
    quotation marks and symbols are encoded by check_address, which also knows which % begins an escape.
    """
    text = _LINE.sub("", text.strip().strip(_EDGE))
    authority = _AUTHORITY.match(text)
    start, rest = "", text
    if authority is not None:
        scheme = authority["scheme"]
        start, rest = f"{scheme + ':' if scheme else ''}//{authority['host']}", text[authority.end() :]
        if _DISGUISED_LOGIN.match(rest):
            raise BadAddress("feed-error-credentials")
    path, mark, tail = re.match(r"([^?#]*)([?#]?)(.*)", rest, re.DOTALL).groups()  # type: ignore[union-attr]
    rest = (path.replace("\\", "/") + mark + tail).replace(" ", "%20")
    # Bytes of a header that are not UTF-8 are sent back to the server unchanged.
    return start + _BYTE.sub(lambda match: f"%{ord(match[0]) - 0xDC00:02X}", rest)


def join_address(base: str, link: str, *, keep_fragment: bool = False) -> str:
    """Return the address to which a link at `base` leads, in the form of check_address; raises BadAddress."""
    try:
        joined = urljoin(base, encode_address(link))
    except ValueError as error:
        raise BadAddress("feed-error-address") from error
    return check_address(joined, keep_fragment=keep_fragment)


def check_address(text: str, *, keep_fragment: bool = False) -> str:
    """Return the address in the form of a request: percent-encoded, without a fragment; raises BadAddress."""
    text = encode_address(text)
    if not text or len(text) > ADDRESS_LIMIT or _CONTROL.search(text):
        raise BadAddress("feed-error-address")
    try:
        parts = urlsplit(text)
        if parts.scheme.lower() not in ("http", "https"):
            raise BadAddress("feed-error-scheme")
        if "@" in parts.netloc or "\\" in parts.netloc:
            raise BadAddress("feed-error-credentials")
        is_bare = not (parts.path or parts.query or parts.fragment)
        url = URL(f"{text}/" if is_bare else text)
        url = url if keep_fragment else url.with_fragment(None)
    except ValueError as error:  # raised by urlsplit, and by yarl as UnicodeError and InvalidURL
        raise BadAddress("feed-error-address") from error
    if url.host and _NUMBER.fullmatch(url.host):
        url = url.with_host(_dotted(url.host))
    if not url.host or not host_of(str(url)) or url.port == 0 or len(url.host) > 253:
        raise BadAddress("feed-error-address")
    whole = str(url)
    if len(whole) > ADDRESS_LIMIT:  # each letter that is not ASCII has become six characters or more
        raise BadAddress("feed-error-address")
    return whole


def _dotted(host: str) -> str:
    """Return an IPv4 address in the usual notation: 127.0.0.1 for 2130706433, 0x7f.1 and 0177.0.0.1."""
    try:
        return inet_ntoa(inet_aton(host))
    except OSError as error:
        raise BadAddress("feed-error-address") from error


def follow(address: str, location: str) -> str:
    """Return the address to which a redirect of `address` leads; raises BadAddress."""
    return join_address(address, location)


def mask_address(url: str) -> str:
    """Return the address for logs and lists: without its password, and without its query, which may hold a paid key."""
    head, mark, _ = _LOGIN.sub("//…@", url).partition("?")
    return f"{head}?…" if mark else head


def host_label(url: str) -> str:
    """Return a feed's provisional title, made from its host, for use until the feed gives its own."""
    if (channel := channel_of(url)) is not None:
        return f"@{channel}"
    try:
        host = URL(url).host  # in letters, where urlsplit gives xn--…
    except ValueError:
        host = None
    return (host or url).removeprefix("www.")
