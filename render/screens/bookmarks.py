"""The lists of a reader's bookmarks: stories that were saved, and those of which further news is to be sent."""

from collections.abc import Sequence
from datetime import datetime

from domain.bookmark import Bookmark, BookmarkKind
from render.buttons import Flow, data
from render.dates import age_html
from render.markup import bold, escape, link, tidy
from render.message import Button, OutgoingMessage
from render.screens.page import label
from render.screens.story import Origin
from render.texts import Translator

PAGE = 8  # bookmarks on a page, each with two buttons
_HEADLINE = 250  # the most UTF-16 units of a headline
_SOURCE = 40
_NAMES = {BookmarkKind.SAVED: "saved", BookmarkKind.FOLLOWED: "following"}


def bookmarks_screen(
    kind: BookmarkKind, bookmarks: Sequence[Bookmark], page: int, t: Translator, *, zone: str, now: datetime
) -> OutgoingMessage:
    """Draw a page of the list, or the last page if there are fewer; each story opens in the same message."""
    if not bookmarks:
        return OutgoingMessage(t.html(f"{_NAMES[kind]}-none"))
    last = (len(bookmarks) - 1) // PAGE
    page = min(page, last)
    blocks = [t.html(f"{_NAMES[kind]}-screen", count=len(bookmarks))]
    buttons: list[tuple[Button, ...]] = []
    for number, one in enumerate(bookmarks[page * PAGE : (page + 1) * PAGE], page * PAGE + 1):
        headline = tidy(one.headline, _HEADLINE) or t("story-untitled")
        origin = f"{escape(tidy(one.source, _SOURCE))} · {age_html(t, one.made_at, now, zone)}"
        blocks.append(f"{number}. {link(bold(escape(headline)), one.url)}\n{origin}")
        buttons.append(
            (
                Button(
                    label(f"{number}. {headline}"),
                    data(Flow.SETTINGS, "story", one.article_id, str(Origin(kind, page))),
                ),
                Button("✖️", data(Flow.SETTINGS, "drop", kind[0], page, one.article_id)),
            )
        )
    turns = [
        Button(sign, data(Flow.SETTINGS, "shelf", kind[0], to))
        for sign, to in (("←", page - 1), ("→", page + 1))
        if 0 <= to <= last
    ]
    return OutgoingMessage("\n\n".join(blocks), (*buttons, *((tuple(turns),) if turns else ())))
