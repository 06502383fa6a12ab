"""The buttons under a digest: its stories by number, the rest of it, search, settings and a pause."""

import zlib
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from domain.chat import ChatKind
from domain.clock import from_seconds, to_seconds
from domain.digest import Digest, DigestStory, Window
from domain.ids import ArticleId
from render.buttons import Flow, Press, data, rows
from render.message import Button
from render.texts import Translator

AWAY = timedelta(days=2)  # a reader who had no digest for this long is offered what they missed
PAUSE_DAYS = 7  # for how many days the button pauses the digests
_WIDTH = 5  # buttons in a row
_TOPICS, _OUTLETS = 5, 4  # the most topics, and the most outlets, that one button can name
# The highest number of stories already seen that a button may name; a button with a higher one is refused.
_MOST_SEEN = 1_000
_LONGEST = 8 * 24 * 3600  # seconds; no digest covers a longer window


class Footer(StrEnum):
    """The kind of chat for which a message is; it decides which buttons the message gets."""

    NONE = "none"  # in a channel: no buttons, since only its admins could press them
    # In a group: only buttons that every member may press, which open stories and the rest of the digest.
    SHARED = "shared"
    OWN = "own"  # in a private chat: all buttons


class Rest(StrEnum):
    """The kind of digest whose further stories a button shows: one that was pushed, or one that somebody asked for."""

    PUSHED = "p"
    ASKED = "a"


Rows = tuple[tuple[Button, ...], ...]


def footer_of(kind: ChatKind | None) -> Footer:
    """Return the footer of messages for a kind of chat; NONE for a chat that is not known."""
    if kind is ChatKind.PRIVATE:
        return Footer.OWN
    return Footer.NONE if kind in (None, ChatKind.CHANNEL) else Footer.SHARED


def story_rows(numbered: Sequence[tuple[int, DigestStory]], t: Translator, *, is_only: bool) -> Rows:
    """Return the buttons that open the stories of a digest, each with the number of its story.

    With `is_only`, the button has words in place of a number, because the message is about a single story.
    """
    return open_rows([(number, story.articles[0]) for number, story in numbered if story.articles], t, is_only=is_only)


def open_rows(numbered: Sequence[tuple[int, ArticleId]], t: Translator, *, is_only: bool) -> Rows:
    """Return the buttons that open stories; each shows its story's number, or words with `is_only`.

    A button's data names an article of the story, because ids of stories change in a merge.
    """
    buttons = [
        Button(t("story-open-button") if is_only else str(number), data(Flow.SETTINGS, "open", article_id))
        for number, article_id in numbered
    ]
    return rows(buttons, _WIDTH)


def end_rows(footer: Footer, digest: Digest, left: int, rest: Rest | None, t: Translator, *, seen: int = 0) -> Rows:
    """Return the buttons under the last message of a digest; `left` is how many of its stories were not shown.

    `seen` is how many of the left-out stories one person of a group has already got in messages that only that person
    sees.
    """
    lines: list[tuple[Button, ...]] = []
    if left and rest is not None:
        lines.append((Button(t("digest-rest-button", count=left), rest_data(digest.window, rest, seen)),))
    if footer is Footer.OWN and rest is Rest.PUSHED and digest.window.end - digest.window.start > AWAY:
        lines.append((missed_button(t),))
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


def missed_button(t: Translator) -> Button:
    """Return the button for a reader who was away for days; it shows what the reader missed."""
    return Button(t("missed-button"), data(Flow.SETTINGS, "missed"))


def rate_data(digest: Digest, *, is_more: bool) -> str:
    """Return the callback data of the button for more or less of the first topics and outlets of a digest."""
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
    """Return the topics and the outlets that `rate_data` put into a button's data, in that order.

    They are looked for among the given ones, because the data has only their codes.
    """
    return _named(press.value(1), topic_code, topics), _named(press.value(2), outlet_code, outlets)


def topic_code(topic: str) -> str:
    """Return four hexadecimal digits for a topic, the same in every process."""
    return f"{zlib.crc32(topic.encode()) & 0xFFFF:04x}"


def outlet_code(outlet: str) -> str:
    """Return five hexadecimal digits for an outlet; even among a few hundred outlets, two hardly ever get the same."""
    return f"{zlib.crc32(outlet.encode()) & 0xFFFFF:05x}"


def _named(codes: str, code: Callable[[str], str], names: Collection[str]) -> tuple[str, ...]:
    width = len(code(""))
    by_code = {code(name): name for name in sorted(names, reverse=True)}
    cut = [codes[start : start + width] for start in range(0, len(codes), width)]
    return tuple(by_code[one] for one in dict.fromkeys(cut) if one in by_code)


def rest_data(window: Window, rest: Rest, seen: int = 0) -> str:
    """Return the callback data of the button for the rest of a digest, after the first `seen` stories of the rest."""
    return data(
        Flow.SETTINGS, "more", to_seconds(window.start), to_seconds(window.end), rest, *((seen,) if seen else ())
    )


def rest_of(press: Press, now: datetime) -> tuple[Window, Rest, int] | None:
    """Return the digest whose rest a button asks for, as window and kind, and how many stories of the rest were seen.

    None if no digest can have had this button.
    """
    start, end, seen = press.number(0), press.number(1), press.number(3) or 0
    if not press.is_current or start is None or end is None or press.value(2) not in tuple(Rest):
        return None
    if not (start < end <= start + _LONGEST and end <= to_seconds(now) and 0 <= seen <= _MOST_SEEN):
        return None
    return Window(from_seconds(start), from_seconds(end)), Rest(press.value(2)), seen
