"""A broadcast as a reader gets it, and the check of HTML that somebody typed."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from domain.post import Announcement
from render.markup import bold, tidy
from render.message import Button, OutgoingMessage
from render.split import visible
from render.texts import Translator

_FIRST_WORDS = 80  # the most UTF-16 units of a broadcast's first words
# An end tag that Telegram does not accept. The parser below takes "</ b>" and "</b x>" for end tags, and ignores "</>".
_BROKEN_END = re.compile(r"</(?![a-z][a-z0-9-]*\s*>)[^>]*>?", re.IGNORECASE)
# The tags that Telegram knows: https://core.telegram.org/bots/api#html-style
_TAGS = frozenset(
    "b strong i em u ins s strike del span tg-spoiler tg-emoji a code pre blockquote".split()  # noqa: SIM905 - a table
)


def render_announcement(content: Announcement, t: Translator) -> OutgoingMessage:
    """Draw the broadcast for readers of a language, under a heading that says who writes, with one button in a row."""
    wording = content.wording(t.locale)
    buttons = tuple((Button(text, url=url),) for text, url in wording.buttons)
    return OutgoingMessage(f"{bold(t.html('broadcast-heading'))}\n\n{wording.html}", buttons, photo=wording.photo)


def first_words(content: Announcement) -> str:
    """Return the first words of the main wording, by which people recognise a broadcast."""
    return tidy(visible(content.html), _FIRST_WORDS)


def html_fault(html: str) -> str:
    """Return the tag at which HTML that somebody typed is broken; "" if it is correct and Telegram knows its tags."""
    if (found := _BROKEN_END.search(html)) is not None:
        return found[0]
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.fault or (f"<{reader.open[-1]}>" if reader.open else "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)  # so that "&lt;" is not taken for "<"
        self.open: list[str] = []
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS or not _is_complete(tag, dict(attrs)):
            self.fault = self.fault or f"<{tag}>"
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        self.fault = self.fault or f"<{tag}/>"

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.fault = self.fault or f"</{tag}>"

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self.fault = self.fault or "<"

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - its signature
        self.fault = self.fault or "<!--"

    def handle_decl(self, decl: str) -> None:  # noqa: ARG002 - its signature
        self.fault = self.fault or "<!"

    def handle_pi(self, data: str) -> None:  # noqa: ARG002 - its signature
        self.fault = self.fault or "<?"


def _is_complete(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Return whether a tag has the attribute without which Telegram refuses the whole message."""
    match tag:
        case "a":
            return bool(attributes.get("href"))
        case "span":
            return attributes.get("class") == "tg-spoiler"
        case "tg-emoji":
            return (attributes.get("emoji-id") or "").isdecimal()
        case _:
            return True
