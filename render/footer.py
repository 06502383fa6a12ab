"""The buttons under a digest: its stories by number, the rest of it, and the ways to search, settings and a pause."""

import zlib
from collections.abc import Callable, Collection, Sequence
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
_TOPICS, _OUTLETS = 5, 4  # that one button has room to name
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
        lines.append((Button("👍", rate_data(digest, is_more=True)), Button("👎", rate_data(digest, is_more=False))))
        lines.append(
            (
                Button(t("digest-search-button"), data(Flow.SETTINGS, "go", "search")),
                Button(t("settings-button"), data(Flow.SETTINGS, "go", "main")),
                Button(t("digest-pause-button"), data(Flow.SETTINGS, "rest", PAUSE_DAYS)),
            )
        )
    return tuple(lines)


def rate_data(digest: Digest, *, is_more: bool) -> str:
    """Return the callback data that asks for more or less of what a digest holds: its first topics and outlets."""
    topics = dict.fromkeys(story.topic for story in digest.stories if story.topic)
    outlets = dict.fromkeys(story.sources[0][0] for story in digest.stories if story.sources)
    return data(
        Flow.SETTINGS,
        "rate",
        "+" if is_more else "-",
        "".join(topic_code(topic) for topic in list(topics)[:_TOPICS]),
        "".join(outlet_code(outlet) for outlet in list(outlets)[:_OUTLETS]),
    )


def rated(press: Press, topics: Collection[str], outlets: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return which of these topics and outlets a button of `rate_data` names, in its order."""
    return _named(press.value(1), topic_code, topics), _named(press.value(2), outlet_code, outlets)


def topic_code(topic: str) -> str:
    """Return four hexadecimal digits that stand for a topic, the same in every process."""
    return f"{zlib.crc32(topic.encode()) & 0xFFFF:04x}"


def outlet_code(outlet: str) -> str:
    """Return five hexadecimal digits that stand for an outlet; a few hundred outlets seldom share one."""
    return f"{zlib.crc32(outlet.encode()) & 0xFFFFF:05x}"


def _named(codes: str, code: Callable[[str], str], names: Collection[str]) -> tuple[str, ...]:
    width = len(code(""))
    by_code = {code(name): name for name in sorted(names, reverse=True)}
    cut = [codes[start : start + width] for start in range(0, len(codes), width)]
    return tuple(by_code[one] for one in dict.fromkeys(cut) if one in by_code)


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
