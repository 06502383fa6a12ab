"""Addresses of Telegram channels: the spellings people use, the one that is stored, and what is not a channel; pure.

By https://core.telegram.org/api/links a name has 4 to 32 letters, digits and underscores, and is case-insensitive.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from domain.addresses import UNSEEN
from domain.feed import Reason

ROOT = "https://t.me"
CHANNEL_HOST = f"{ROOT}:443"  # the host, as domain.feed.host_of returns it, of every channel's address
_HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})
_NAME = re.compile(r"[a-z](?!\w*__)\w{2,30}[a-z0-9]", re.ASCII)
_EDGE = " \t\r\n\"'<>()[]{}«»“”„‘’`*.,;:!\xa0" + UNSEEN
_NUMBER = re.compile(r"-?\d{5,20}")
_BARE = re.compile(r"(?:[\w-]+\.)?(?:t\.me|telegram\.(?:me|dog))(?:[/?#]|$)|web\.telegram\.org/", re.IGNORECASE)
_SCHEME = re.compile(r"https?:/*", re.IGNORECASE)
# First part of a link's path → what the link leads to, for links that do not lead to a channel.
_OTHERS = {
    "joinchat": "invitation",
    "c": "private",
    "addstickers": "stickers",
    "addemoji": "stickers",
    **dict.fromkeys(
        (
            "addlist", "addtheme", "bg", "boost", "confirmphone", "contact", "giftcode", "invoice", "iv", "login", "m",
            "msg", "nft", "proxy", "setlanguage", "share", "socks", "call",
        ),
        "link",
    ),
}  # fmt: skip
# Command of a tg:// link, such as tg://join?invite=…, → what the link leads to, if that is not a channel.
_COMMANDS = {
    "join": "invitation",
    "privatepost": "private",
    "addstickers": "stickers",
    "addemoji": "stickers",
}


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A channel's public name in lower case. Whether such a channel exists is known only after its page was fetched."""

    name: str

    @property
    def address(self) -> str:
        """The address under which the channel is stored."""
        return f"{ROOT}/s/{self.name}"


def read_channel(text: str) -> ChannelName | Reason | None:
    """Return the channel that a person's words name.

    For another address at Telegram, such as a person's or a bot's, return the reason why it is refused; else None.
    """
    text = unquote(text).strip(_EDGE)
    if text.startswith("@"):
        return _named(text[1:])
    if _NUMBER.fullmatch(text):
        return _refused("private")
    if text[:3].lower() == "tg:":
        return _commanded(text[3:].lstrip("/"))
    bare = _SCHEME.sub("", text, count=1)
    if not _BARE.match(bare):
        return None
    parts = urlsplit(f"//{bare}")
    try:
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return None
    if host == "web.telegram.org":
        return read_channel(parts.fragment) if parts.fragment else _refused("name")
    if host not in _HOSTS:
        return _named(host.rpartition(".t.me")[0]) if host.endswith(".t.me") else None
    return _at(parts.path)


def channel_of(address: str) -> str | None:
    """Return the name of the channel whose address this is, as stored; None for the address of any other feed."""
    start = f"{ROOT}/s/"
    return address[len(start) :] if address.startswith(start) else None


def post_address(name: str, number: int) -> str:
    """Return the address at which a reader opens a post."""
    return f"{ROOT}/{name.lower()}/{number}"


def is_post_address(address: str) -> bool:
    """Return whether an address is that of a single post."""
    return re.fullmatch(rf"{ROOT}/\w+/\d{{1,15}}", address, re.ASCII) is not None


def _at(path: str) -> ChannelName | Reason:
    steps = [step.strip() for step in path.split("/") if step.strip()]
    if steps and steps[0] == "s":
        steps = steps[1:]
    if not steps:
        return _refused("name")
    first = steps[0]
    if first.startswith("+"):
        return _refused("invitation")
    if first.lower() in _OTHERS:
        return _refused(_OTHERS[first.lower()])
    return _refused("private") if _NUMBER.fullmatch(first) else _named(first)


def _commanded(command: str) -> ChannelName | Reason:
    name, _, query = command.partition("?")
    name = name.strip("/").lower()
    if name == "resolve":
        return _named(next(iter(parse_qs(query).get("domain", ())), ""))
    return _refused(_COMMANDS.get(name, "link"))


def _named(name: str) -> ChannelName | Reason:
    name = re.split(r"[/?#&\s]", name.strip(_EDGE), maxsplit=1)[0].strip(_EDGE).lower()
    return ChannelName(name) if _NAME.fullmatch(name) else _refused("name")


def _refused(what: str) -> Reason:
    return Reason(f"feed-error-channel-{what}")
