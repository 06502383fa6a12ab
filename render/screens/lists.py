"""Draws the lists that a person made by typing: follows and mutes."""

import zlib

from render.buttons import choice, data, rows
from render.message import Button, OutgoingMessage
from render.screens.page import Page, around, label


def follows(page: Page) -> OutgoingMessage:
    t = page.t
    buttons = []
    for follow in page.follows:
        mode = choice(
            t("follow-at-once-button"), page.flow, "follows", str(follow.id), "once", is_chosen=follow.at_once
        )
        drop = Button(f"✖️ {label(follow.query)}", data(page.flow, "follows", follow.id, "drop"))
        buttons.append((drop, mode))
    text = t.html("follows-screen" if page.follows else "follows-none", count=len(page.follows))
    return OutgoingMessage(text, (*buttons, *around("follows", page)))


def mutes(page: Page) -> OutgoingMessage:
    t, chat = page.t, page.chat
    muted = [("word", word) for word in chat.muted_words] + [("source", name) for name in chat.muted_sources]
    # A button names what it drops by its place and its first letters: a source's name may not fit.
    buttons = [Button(f"✖️ {label(text)}", data(page.flow, "mutes", kind, mute_key(text))) for kind, text in muted]
    text = t.html("mutes-screen" if muted else "mutes-none", count=len(muted))
    return OutgoingMessage(text, (*rows(buttons, 2), *around("mutes", page)))


def mute_key(text: str) -> str:
    """Return a short key for a muted word or source, the same in every process."""
    return f"{zlib.crc32(text.encode()):08x}"
