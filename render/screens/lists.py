"""The lists that a person made: follows, mutes, and preferences for topics and outlets."""

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
    if page.is_afar:
        add = (Button(t("words-add-button"), data(page.flow, "addfollow")),)
        shown = t.html("follows-afar", count=len(page.follows))
        return OutgoingMessage(shown, (*buttons, add, *around("follows", page)))
    text = t.html("follows-screen" if page.follows else "follows-none", count=len(page.follows))
    return OutgoingMessage(text, (*buttons, *around("follows", page)))


def mutes(page: Page) -> OutgoingMessage:
    t, chat = page.t, page.chat
    muted = [("word", word) for word in chat.muted_words] + [("source", name) for name in chat.muted_sources]
    # A button contains a short key of what it removes, because a source's name may be too long for a button's data.
    buttons = [Button(f"✖️ {label(text)}", data(page.flow, "mutes", kind, mute_key(text))) for kind, text in muted]
    if page.is_afar:
        add = (Button(t("words-add-button"), data(page.flow, "addmute")),)
        shown = t.html("mutes-afar", count=len(muted))
        return OutgoingMessage(shown, (*rows(buttons, 2), add, *around("mutes", page)))
    text = t.html("mutes-screen" if muted else "mutes-none", count=len(muted))
    return OutgoingMessage(text, (*rows(buttons, 2), *around("mutes", page)))


def tastes(page: Page) -> OutgoingMessage:
    """Draw the reader's preferences, each with a button that removes it."""
    t, chat = page.t, page.chat
    buttons = []
    for key, steps in chat.tastes:
        name = page.topics.get(key[2:], key[2:]) if key.startswith("t:") else key[2:]
        sign = ("▲" if steps > 0 else "▼") * abs(steps)
        buttons.append(Button(f"✖️ {label(name)} {sign}", data(page.flow, "tastes", "drop", mute_key(key))))
    reset = ((Button(t("tastes-reset-button"), data(page.flow, "tastes", "reset")),),) if buttons else ()
    text = t.html("tastes-screen" if buttons else "tastes-none", count=len(buttons))
    return OutgoingMessage(text, (*rows(buttons, 2), *reset, *around("tastes", page)))


def mute_key(text: str) -> str:
    """Return a short key for a muted word or source or for a preference, the same in every process."""
    return f"{zlib.crc32(text.encode()):08x}"
