"""Combining blocks of HTML into messages; a block is never cut."""

import re
from collections.abc import Sequence
from html import unescape

from render.message import ENTITY_LIMIT, TEXT_LIMIT, Button, OutgoingMessage, utf16_length

# Telegram also finds addresses, hashtags and user names in words and counts them as entities, so some are left free.
ENTITY_ROOM = ENTITY_LIMIT - 12
_TAG = re.compile(r"<[^<>]*>")
_OPENING = re.compile(r"<[a-z]")
_FOUND_BY_TELEGRAM = re.compile(r"(?<![\w>])(?:[@#$/][\w/]|\w[\w-]*\.\w\w|\+?\d[\d ()-]{6})")


def visible(html: str) -> str:
    """Return the text that a reader sees after Telegram has parsed the HTML."""
    return unescape(_TAG.sub("", html))


def entity_count(html: str) -> int:
    """Return how many entities Telegram counts at most: our HTML tags, and the addresses, hashtags and numbers."""
    return len(_OPENING.findall(html)) + len(_FOUND_BY_TELEGRAM.findall(visible(html)))


def messages_of(
    blocks: Sequence[str], buttons: tuple[tuple[Button, ...], ...] = (), *, separator: str = "\n\n"
) -> tuple[OutgoingMessage, ...]:
    """Combine the blocks into as few messages as possible, with the buttons under the last one."""
    *before, last = join_blocks(blocks, separator)
    return (*(OutgoingMessage(html) for html in before), OutgoingMessage(last, buttons))


def shorten_to_fit(blocks: Sequence[str], separator: str = "\n\n") -> str:
    """Combine the blocks into one message; if they do not fit, drop the longest lines, but no block's first line."""
    lines = [block.split("\n") for block in blocks]
    while True:
        html = separator.join("\n".join(block) for block in lines)
        places = [(place, row) for place, block in enumerate(lines) for row in range(1, len(block))]
        if utf16_length(visible(html)) <= TEXT_LIMIT or not places:
            return html
        place, row = max(places, key=lambda at: utf16_length(visible(lines[at[0]][at[1]])))
        del lines[place][row]


def join_blocks(blocks: Sequence[str], separator: str = "\n\n") -> tuple[str, ...]:
    """Return as few messages as can hold the blocks in order; each block must fit into one message."""
    return tuple(separator.join(blocks[place] for place in part) for part in packed(blocks, separator))


def packed(blocks: Sequence[str], separator: str = "\n\n") -> tuple[tuple[int, ...], ...]:
    """Return how `join_blocks` divides the blocks: for each message the indexes of its blocks."""
    messages: list[tuple[int, ...]] = []
    current: list[int] = []
    length = entities = 0
    gap = utf16_length(separator)
    for place, block in enumerate(blocks):
        size, count = utf16_length(visible(block)), entity_count(block)
        if current and (length + gap + size > TEXT_LIMIT or entities + count > ENTITY_ROOM):
            messages.append(tuple(current))
            current, length, entities = [], 0, 0
        length += size + (gap if current else 0)
        entities += count
        current.append(place)
    if current:
        messages.append(tuple(current))
    return tuple(messages)
