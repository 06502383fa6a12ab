"""Draws the import of an OPML file: what it would change, how far it has come, and what it has changed."""

from collections.abc import Sequence

from domain.feed import Reason
from render.buttons import Flow, data
from render.markup import escape, tidy
from render.message import Button, OutgoingFile, OutgoingMessage
from render.newsroom.proposals import add_label
from render.notice import reason_html
from render.split import messages_of
from render.texts import Html, Translator

SIZE_LIMIT = 5 * 2**20  # bytes; larger files are not read
_REFUSED_SHOWN = 50  # the most lines that are shown as unusable; the command `feeds import` shows all of them
_NEW_SHOWN = 20
_TITLE, _WHAT = 60, 200  # the most UTF-16 units of a title, and of what a line says


def plan_messages(
    new: Sequence[str],
    known: int,
    duplicates: int,
    refused: Sequence[tuple[int, str, Reason]],
    number: int,
    t: Translator,
) -> tuple[OutgoingMessage, ...]:
    """Return what an import would change: titles of new feeds, counts, and each line that cannot be used.

    `number` is that of the draft that the buttons confirm or drop; if nothing is new, there are no buttons.
    """
    blocks = [t.html("opml-plan", count=len(new))]
    if new:
        named = [f"• {escape(tidy(title, _TITLE) or '…')}" for title in new[:_NEW_SHOWN]]
        more = len(new) - len(named)
        blocks.append("\n".join([*named, *([t.html("opml-more", count=more)] if more else [])]))
    blocks += _rest(known, duplicates, refused, t)
    if not new:
        return messages_of(blocks)
    add = Button(add_label(len(new), t), data(Flow.SETTINGS, "opml", "add", number))
    cancel = Button(t("addfeed-cancel-button"), data(Flow.SETTINGS, "opml", "drop", number))
    return messages_of([*blocks, t.html("opml-confirm")], ((add, cancel),))


def done_screen(count: int, number: int, t: Translator, *, read: int, failed: int) -> OutgoingMessage:
    """Say how many feeds an import has added, and how many of these have been read since or could not be read."""
    every = Button(t("feed-list-button"), data(Flow.SETTINGS, "feeds", 0))
    if not count:
        return OutgoingMessage(t.html("opml-done", count=count), ((every,),))
    text = f"{t.html('opml-done', count=count)}\n{t.html('opml-read', read=read, count=count, failed=failed)}"
    refresh = Button(t("opml-refresh-button"), data(Flow.SETTINGS, "opml", "show", number))
    return OutgoingMessage(text, ((refresh, every) if read + failed < count else (every,),))


def adding_html(count: int, t: Translator) -> str:
    return t.html("opml-adding", count=count)


def exported(content: bytes, count: int, t: Translator) -> OutgoingFile:
    return OutgoingFile("jarchi.opml", content, t.html("opml-exported", count=count))


def too_large(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("feed-error-opml-too-large"))


def refused_message(reason: Reason, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("addfeed-rejected", reason=Html(reason_html(reason, t))))


def file_gone(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("opml-gone"))


def _rest(known: int, duplicates: int, refused: Sequence[tuple[int, str, Reason]], t: Translator) -> list[str]:
    blocks = []
    if known or duplicates:
        blocks.append(t.html("opml-known", known=known, duplicates=duplicates))
    if refused:
        blocks.append(t.html("opml-refused", count=len(refused)))
        blocks += [
            t.html("opml-refused-line", line=line, what=tidy(what, _WHAT), reason=Html(reason_html(reason, t)))
            for line, what, reason in refused[:_REFUSED_SHOWN]
        ]
    if len(refused) > _REFUSED_SHOWN:
        blocks.append(t.html("opml-refused-more", count=len(refused) - _REFUSED_SHOWN))
    return blocks
