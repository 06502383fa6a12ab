"""Puts blocks of HTML together into messages; a block is never cut."""

import re
from collections.abc import Sequence
from html import unescape

from render.message import ENTITY_LIMIT, TEXT_LIMIT, utf16_length

# Telegram also finds addresses, hashtags and names by itself and counts them as entities, so some room is left.
ENTITY_ROOM = ENTITY_LIMIT - 12
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<[a-z]")
_FOUND_BY_TELEGRAM = re.compile(r"(?<![\w>])(?:[@#$/][\w/]|\w[\w-]*\.\w\w|\+?\d[\d ()-]{6})")


def visible(html: str) -> str:
    """Return the text as a reader sees it, once Telegram has parsed the entities."""
    return unescape(_TAG.sub("", html))


def entity_count(html: str) -> int:
    """Return the most entities that Telegram can make of it: our tags, and those it may find in the words."""
    return len(_OPENING.findall(html)) + len(_FOUND_BY_TELEGRAM.findall(visible(html)))


def join_blocks(blocks: Sequence[str], separator: str = "\n\n") -> tuple[str, ...]:
    """Return as few messages as can hold the blocks in order; each block is expected to fit a message."""
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
