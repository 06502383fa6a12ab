"""Broadcasts as an admin composes, aims, starts and stops them."""

import re
from dataclasses import dataclass, replace

from aiogram.types import Message, MessageEntity
from aiogram.utils.text_decorations import html_decoration

from domain.audit import Change
from domain.broadcast import SEGMENTS, Broadcast, BroadcastState
from domain.feed import Reason
from domain.post import Announcement
from handlers.ask import Ask
from handlers.newsroom.corrections import Withdraw
from handlers.topics import TopicNames
from render.announcement import html_fault
from render.markup import is_web_address
from render.message import CAPTION_LIMIT, TEXT_LIMIT, OutgoingMessage, utf16_length
from render.newsroom.broadcasts import Names, broadcast_screen, progress_screen
from render.screens.page import LANGUAGE_NAMES, country_names
from render.split import visible
from render.texts import Texts
from storage.interface import Storage
from text.languages import LOCALES

_COMMAND = re.compile(r"/\S+\s*")
MOST_BUTTONS = 8
_HEADING_ROOM = 60  # UTF-16 units of the longest heading
_LONGEST_LABEL = 60


def announcement_of(message: Message) -> Announcement | Reason:
    """Return what a /broadcast message says after the command, or why it cannot be sent.

    Telegram's formatting counts; where there is none, tags that somebody typed do. Last lines of the form
    "text | address" are buttons.
    """
    text = message.text or message.caption or ""
    command = _COMMAND.match(text)
    start = command.end() if command else 0
    body, buttons = _without_buttons(text[start:])
    if isinstance(buttons, Reason):
        return buttons
    entities = _within(
        message.entities or message.caption_entities or [], utf16_length(text[:start]), utf16_length(body)
    )
    html = html_decoration.unparse(body, entities) if entities or "<" not in body else body
    if not entities and (fault := html_fault(html)):
        return Reason("broadcast-error-html", {"tag": fault})
    limit = (CAPTION_LIMIT if message.photo else TEXT_LIMIT) - _HEADING_ROOM
    if not visible(html).strip():
        return Reason("broadcast-error-empty")
    if (length := utf16_length(visible(html))) > limit:
        return Reason("broadcast-error-long", {"most": limit, "length": length})
    return Announcement(html.strip(), message.photo[-1].file_id if message.photo else "", buttons)


def _without_buttons(text: str) -> tuple[str, tuple[tuple[str, str], ...] | Reason]:
    lines = text.rstrip().split("\n")
    buttons: list[tuple[str, str]] = []
    while lines and " | " in lines[-1]:
        name, _, address = (part.strip() for part in lines[-1].rpartition(" | "))
        if not name or not is_web_address(address):
            return text, Reason("broadcast-error-line", {"line": lines[-1][:100]})
        buttons.insert(0, (name[:_LONGEST_LABEL], address))
        lines.pop()
    if len(buttons) > MOST_BUTTONS:
        return text, Reason("broadcast-error-buttons", {"most": MOST_BUTTONS})
    return "\n".join(lines).rstrip(), tuple(buttons)


def _within(entities: list[MessageEntity], start: int, length: int) -> list[MessageEntity]:
    """Return the entities of the text from `start` on, in UTF-16 units, moved to its beginning and cut at its end."""
    found = []
    for one in entities:
        first, last = max(0, one.offset - start), min(length, one.offset + one.length - start)
        if one.type != "bot_command" and first < last:
            found.append(one.model_copy(update={"offset": first, "length": last - first}))
    return found


@dataclass(frozen=True, slots=True)
class BroadcastDesk:
    """What the buttons of a broadcast do; `withdraw` stops the sending, except of what is being transmitted."""

    news: Storage
    withdraw: Withdraw
    texts: Texts
    topic_names: TopicNames

    async def own(self, number: int | None, ask: Ask) -> Broadcast | None:
        """Return a broadcast that was composed in this chat."""
        found = None if number is None else await self.news.broadcasts.get(number)
        return found if found is not None and found.place == ask.chat.place else None

    def names(self, ask: Ask) -> Names:
        """Return what may be chosen of each kind of segment, with names in the language of whoever asks."""
        return {
            "l": {locale: LANGUAGE_NAMES.get(locale, locale) for locale in LOCALES},
            "c": country_names(ask.t),
            "t": self.topic_names.titles[ask.t.locale],
        }

    async def screen(self, draft: Broadcast, ask: Ask) -> OutgoingMessage:
        """Draw whom a draft goes to."""
        return broadcast_screen(draft, await self.news.broadcasts.count(draft.segment), self.names(ask), ask.t)

    async def progress(self, started: Broadcast, ask: Ask) -> OutgoingMessage:
        return progress_screen(started, await self.news.broadcasts.fates(started.id), ask.t)

    async def toggle(self, draft: Broadcast, letter: str, key: str, ask: Ask, *, is_on: bool) -> Broadcast:
        """Add a language, country or topic to a draft's segment, or remove it."""
        field = SEGMENTS[letter]
        chosen = [one for one in getattr(draft.segment, field) if one != key] + [key] * is_on
        segment = replace(draft.segment, **{field: tuple(sorted(chosen))})
        await self.news.broadcasts.aim(draft.id, segment, now=ask.now)
        return replace(draft, segment=segment)

    async def start(self, draft: Broadcast, message_id: int | None, ask: Ask) -> Broadcast | None:
        """Queue a draft; None if it was started or discarded meanwhile."""
        post_id = await self.news.broadcasts.start(draft.id, message_id=message_id, now=ask.now)
        if post_id is None:
            return None
        await self._record("broadcast-started", draft, ask)
        return replace(draft, state=BroadcastState.RUNNING, post_id=post_id, message_id=message_id)

    async def stop(self, broadcast: Broadcast, ask: Ask) -> Broadcast:
        """Let nothing more of a broadcast leave."""
        if (post_id := await self.news.broadcasts.stop(broadcast.id, now=ask.now)) is not None:
            self.withdraw([post_id])
            await self._record("broadcast-stopped", broadcast, ask)
        return await self.news.broadcasts.get(broadcast.id) or broadcast

    async def _record(self, action: str, broadcast: Broadcast, ask: Ask) -> None:
        words = " ".join(visible(broadcast.content.html).split())[:80]
        await self.news.newsroom.record([Change(ask.person, action, words)], now=ask.now, update_id=ask.update_id)
