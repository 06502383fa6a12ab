"""Draws the list of sources that readers suggest."""

from collections.abc import Sequence

from render.buttons import Flow, data
from render.markup import escape, tidy
from render.message import Button, OutgoingMessage
from render.newsroom.feed import address_shown
from render.split import shorten_to_fit
from render.texts import Translator

PAGE = 8  # suggestions on a page
_URL = 300  # the most UTF-16 units of an address


def suggestions_page(suggestions: Sequence[tuple[int, str]], page: int, t: Translator) -> OutgoingMessage:
    """Draw a page of suggestions, oldest first; each is (number of its draft, address)."""
    back = (Button(t("feed-list-button"), data(Flow.SETTINGS, "feeds", 0)),)
    if not suggestions:
        return OutgoingMessage(t.html("suggested-none"), (back,))
    last = (len(suggestions) - 1) // PAGE
    page = min(page, last)
    shown = suggestions[page * PAGE : (page + 1) * PAGE]
    blocks = [t.html("suggested-title", count=len(suggestions))]
    blocks += [f"{place}. {escape(tidy(address_shown(url), _URL) or '…')}" for place, (_, url) in enumerate(shown, 1)]
    rows = [
        (
            Button(t("suggested-accept-button", place=place), data(Flow.SETTINGS, "suggested", "accept", number)),
            Button(t("suggested-decline-button", place=place), data(Flow.SETTINGS, "suggested", "decline", number)),
        )
        for place, (number, _) in enumerate(shown, 1)
    ]
    turns = [Button("←", data(Flow.SETTINGS, "suggested", "list", page - 1))] if page else []
    turns += [Button("→", data(Flow.SETTINGS, "suggested", "list", page + 1))] if page < last else []
    return OutgoingMessage(shorten_to_fit(blocks, "\n"), (*rows, *((tuple(turns),) if turns else ()), back))
