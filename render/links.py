"""Links that open the bot with a topic, a story, a search or a source.

    https://t.me/BOT?start=t_economy    a topic, by its key
    https://t.me/BOT?start=s_1234       the story of an article
    https://t.me/BOT?start=q_0YHQvdC10LM    words, as base64url of UTF-8 without padding; plain Latin words work, too
    https://t.me/BOT?start=f_12         a feed's publisher

Telegram passes on at most 64 of the characters A-Z, a-z, 0-9, _ and -.
"""

import base64
import binascii
import re
from dataclasses import dataclass
from enum import StrEnum

from render.markup import tidy

LONGEST = 64  # the most characters that Telegram allows after start= in a link to the bot
_PAYLOAD = re.compile(r"([tsqf])_([A-Za-z0-9_-]{1,62})", re.ASCII)


class LinkKind(StrEnum):
    TOPIC = "t"
    STORY = "s"
    SEARCH = "q"
    FEED = "f"


@dataclass(frozen=True, slots=True)
class Link:
    kind: LinkKind
    value: str  # the parameter without the letter of its kind and the _ after it; for a search, the decoded words

    @property
    def number(self) -> int | None:
        """The value as a whole number that a database can store; None if it is not one."""
        return int(self.value) if self.value.isascii() and self.value.isdigit() and len(self.value) < 19 else None


def link_of(payload: str) -> Link | None:
    """Return the link that the parameter of a /start stands for; None if it is no link, which means a plain /start."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None or len(payload) > LONGEST:
        return None
    kind = LinkKind(found[1])
    value = _words(found[2]) if kind is LinkKind.SEARCH else found[2]
    return Link(kind, value) if value else None


def payload_of(words: str) -> str | None:
    """Return the /start parameter for a search; None if the words are too long for one."""
    payload = f"q_{base64.urlsafe_b64encode(words.encode()).decode().rstrip('=')}"
    return payload if words.strip() and len(payload) <= LONGEST else None


def _words(text: str) -> str:
    try:
        decoded = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        decoded = ""
    is_readable = decoded.isprintable() and any(map(str.isalpha, decoded))
    return tidy(decoded if is_readable else text.replace("_", " "))
