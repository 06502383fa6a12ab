"""The screen for the look of digests: how much of each story is shown, and the first story's picture."""

from domain.chat import Layout
from render.buttons import choice, data
from render.message import Button, OutgoingMessage
from render.screens.page import Page, around


def look(page: Page) -> OutgoingMessage:
    t, chosen = page.t, page.chat.look
    layouts = tuple(
        Button(
            f"{'✅ ' if layout is chosen.layout else ''}{t(f'look-{layout}-button')}", data(page.flow, "look", layout)
        )
        for layout in Layout
    )
    picture = choice(t("look-picture-button"), page.flow, "look", "picture", is_chosen=chosen.has_picture)
    return OutgoingMessage(t.html("look-screen"), (layouts, (picture,), *around("look", page)))
