"""Broadcasts, as an admin composes, aims, starts and stops them."""

from dataclasses import dataclass, replace

from aiogram import Bot

from delivery.outcome import Refused, Sent, Unreadable
from delivery.sending import send
from domain.audit import Change
from domain.broadcast import SEGMENTS, Broadcast, BroadcastState
from domain.disclosure import Audience, audience_of, course_of
from domain.feed import Reason
from domain.ids import BroadcastId, MessageId
from domain.post import Announcement, Wording
from handlers.ask import Ask
from handlers.newsroom.corrections import Withdraw
from handlers.topics import TopicNames
from render.announcement import first_words, render_announcement
from render.message import OutgoingMessage
from render.newsroom.broadcasts import Names, broadcast_screen, progress_screen, segment_words
from render.screens.page import LANGUAGE_NAMES, country_names
from render.texts import Texts
from storage.interface import Storage
from text.languages import LOCALES


@dataclass(frozen=True, slots=True)
class BroadcastDesk:
    """Does what the buttons of a broadcast say.

    `withdraw` stops the sending of a broadcast, except for messages that are being transmitted.
    """

    news: Storage
    bot: Bot
    withdraw: Withdraw
    texts: Texts
    topic_names: TopicNames

    async def find(self, number: BroadcastId | None, ask: Ask) -> Broadcast | None:
        """Return the broadcast with that number; None if there is none, or if it is another chat's draft."""
        found = None if number is None else await self.news.broadcasts.get(number)
        if found is None or (found.state is BroadcastState.DRAFT and found.place != ask.chat.place):
            return None
        return found

    def names(self, ask: Ask) -> Names:
        """Return the choices for each kind of segment, with their names in the language of the person who asks."""
        return {
            "l": {locale: LANGUAGE_NAMES.get(locale, locale) for locale in LOCALES},
            "c": country_names(ask.t),
            "t": self.topic_names.titles[ask.t.locale],
        }

    async def audience(self, draft: Broadcast) -> Audience:
        """Return how many chats a draft goes to, in the form that may be shown."""
        return audience_of(await self.news.broadcasts.count(draft.segment))

    async def screen(self, draft: Broadcast, ask: Ask) -> OutgoingMessage:
        """Draw the screen that shows whom a draft goes to."""
        return broadcast_screen(draft, await self.audience(draft), self.names(ask), ask.t)

    async def progress(self, started: Broadcast, ask: Ask) -> OutgoingMessage:
        return progress_screen(started, course_of(await self.news.broadcasts.fates(started.id)), ask.t)

    async def running(self, ask: Ask) -> list[OutgoingMessage]:
        """Return the progress of all broadcasts that are being sent, whoever started them, each with a Stop button."""
        return [await self.progress(one, ask) for one in await self.news.broadcasts.running()]

    async def show(self, content: Announcement, locale: str, ask: Ask) -> Reason | None:
        """Send the person the message as readers of a language get it; return why Telegram refuses it, or None."""
        message = render_announcement(content, self.texts.translator(locale))
        match await send(self.bot, ask.chat.id, message, is_exact=True):
            case Sent():
                return None
            case Refused(reason) | Unreadable(reason):
                return Reason("broadcast-error-refused", {"reason": reason})
            case _:
                return Reason("broadcast-error-unseen")

    async def compose(self, wording: Wording, ask: Ask) -> Broadcast | Reason | None:
        """Show the message and store it as a draft; if Telegram refuses it, nothing is stored."""
        content = Announcement(wording.html, wording.photo, wording.buttons)
        if fault := await self.show(content, ask.t.locale, ask):
            return fault
        return await self.news.broadcasts.compose(ask.chat.place, content, now=ask.now, update_id=ask.update_id)

    async def reword(self, draft: Broadcast, locale: str, wording: Wording | None, ask: Ask) -> Broadcast | Reason:
        """Give readers of a language a version of their own, and return the changed draft.

        With None as `wording`, delete their version, so that they get the main wording. If Telegram refuses the new
        version, nothing is changed, and the reason is returned.
        """
        kept = {key: one for key, one in draft.content.versions.items() if key != locale}
        versions = kept if wording is None else kept | {locale: wording}
        content = replace(draft.content, versions=versions)
        if wording is not None and (fault := await self.show(content, locale, ask)):
            return fault
        await self.news.broadcasts.reword(draft.id, content, now=ask.now)
        return replace(draft, content=content)

    async def toggle(self, draft: Broadcast, letter: str, key: str, ask: Ask, *, is_on: bool) -> Broadcast:
        """Add a language, country or topic to a draft's segment, or remove it."""
        field = SEGMENTS[letter]
        chosen = [one for one in getattr(draft.segment, field) if one != key] + [key] * is_on
        segment = replace(draft.segment, **{field: tuple(sorted(chosen))})
        await self.news.broadcasts.aim(draft.id, segment, now=ask.now)
        return replace(draft, segment=segment)

    async def start(self, draft: Broadcast, message_id: MessageId | None, ask: Ask) -> None:
        """Queue a draft, unless it was started or deleted meanwhile; its progress will be shown in the message."""
        change = Change(
            ask.person, "broadcast-started", first_words(draft.content), after=segment_words(draft, self.names(ask))
        )
        await self.news.broadcasts.start(draft.id, message_id=message_id, now=ask.now, change=change)

    async def stop(self, broadcast: Broadcast, ask: Ask) -> None:
        """Stop a broadcast, so that nothing more of it is sent."""
        change = Change(ask.person, "broadcast-stopped", first_words(broadcast.content))
        post_id = await self.news.broadcasts.stop(broadcast.id, now=ask.now, change=change)
        if post_id is not None:
            self.withdraw([post_id])
