"""The buttons under a digest: its stories by number, the rest of it, and the ways to search, settings and a pause."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from domain.chat import ChatKind
from domain.clock import from_seconds, to_seconds
from domain.digest import Digest, DigestStory, Window
from render.buttons import Flow, Press, data, rows
from render.message import Button
from render.texts import Translator

PAUSE_DAYS = 7  # how long the pause under a digest lasts unless it is undone or changed
_WIDTH = 5  # numbers in a row
_LONGEST = 8 * 24 * 3600  # seconds; no digest covers more


class Footer(StrEnum):
    """Whom a message is for, which decides what may be pressed under it."""

    NONE = "none"  # a channel, where nobody but its admins could press
    SHARED = "shared"  # a group: stories and the rest, which everybody may ask for
    OWN = "own"  # a private chat


class Rest(StrEnum):
    """What the rest of a digest is the rest of."""

    PUSHED = "p"
    ASKED = "a"


Rows = tuple[tuple[Button, ...], ...]


def footer_of(kind: ChatKind | None) -> Footer:
    """Return the footer of messages in a kind of chat; a chat that is not known has none."""
    if kind is ChatKind.PRIVATE:
        return Footer.OWN
    return Footer.NONE if kind in (None, ChatKind.CHANNEL) else Footer.SHARED


def story_rows(numbered: Sequence[tuple[int, DigestStory]], t: Translator, *, is_only: bool) -> Rows:
    """Return the buttons that open stories; a button names an article, which stays when stories are joined."""
    buttons = [
        Button(t("story-open-button") if is_only else str(number), data(Flow.SETTINGS, "open", story.articles[0]))
        for number, story in numbered
        if story.articles
    ]
    return rows(buttons, _WIDTH)


def end_rows(footer: Footer, digest: Digest, left: int, rest: Rest | None, t: Translator) -> Rows:
    """Return the buttons under a digest's last part; `left` is how many of its stories were not shown."""
    lines: list[tuple[Button, ...]] = []
    if left and rest is not None:
        lines.append((Button(t("digest-rest-button", count=left), rest_data(digest.window, rest)),))
    if footer is Footer.OWN and rest is not None:
        lines.append(
            (
                Button(t("digest-search-button"), data(Flow.SETTINGS, "go", "search")),
                Button(t("settings-button"), data(Flow.SETTINGS, "go", "main")),
                Button(t("digest-pause-button"), data(Flow.SETTINGS, "rest", PAUSE_DAYS)),
            )
        )
    return tuple(lines)


def rest_data(window: Window, rest: Rest) -> str:
    """Return the callback data that asks for the rest of the digest of a window."""
    return data(Flow.SETTINGS, "more", to_seconds(window.start), to_seconds(window.end), rest)


def rest_of(press: Press, now: datetime) -> tuple[Window, Rest] | None:
    """Return the window and kind of digest that a button asks the rest of; None where no digest can have had it."""
    start, end = press.number(0), press.number(1)
    if not press.is_current or start is None or end is None or press.value(2) not in tuple(Rest):
        return None
    if not (start < end <= start + _LONGEST and end <= to_seconds(now)):
        return None
    return Window(from_seconds(start), from_seconds(end)), Rest(press.value(2))
