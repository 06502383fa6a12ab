"""Blocks of HTML put together into messages; a block is never cut."""

import re
from collections.abc import Sequence
from html import unescape

from render.message import ENTITY_LIMIT, TEXT_LIMIT, utf16_length

# Telegram finds addresses, hashtags and names by itself and counts them with ours; some room is left for them.
ENTITY_ROOM = ENTITY_LIMIT - 12
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<[a-z]")
_FOUND_BY_TELEGRAM = re.compile(r"(?<![\w>])(?:[@#$/][\w/]|\w[\w-]*\.\w\w|\+?\d[\d ()-]{6})")


def visible(html: str) -> str:
    """The text as a reader sees it, once Telegram has parsed the entities."""
    return unescape(_TAG.sub("", html))


def entity_count(html: str) -> int:
    """How many entities Telegram makes of it: our tags, and at most as many more as it may find in the words."""
    return len(_OPENING.findall(html)) + len(_FOUND_BY_TELEGRAM.findall(visible(html)))


def join_blocks(blocks: Sequence[str], separator: str = "\n\n") -> tuple[str, ...]:
    """As few messages as hold the blocks in order; each block is expected to fit a message."""
    messages: list[str] = []
    current: list[str] = []
    length = entities = 0
    gap = utf16_length(separator)
    for block in blocks:
        size, count = utf16_length(visible(block)), entity_count(block)
        if current and (length + gap + size > TEXT_LIMIT or entities + count > ENTITY_ROOM):
            messages.append(separator.join(current))
            current, length, entities = [], 0, 0
        length += size + (gap if current else 0)
        entities += count
        current.append(block)
    if current:
        messages.append(separator.join(current))
    return tuple(messages)
