"""Digests of the last day that people ask for; what they show is recorded as told."""

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta

from digest.requests import request_of
from digest.review import MOST, REVIEWED
from digest.told import ToldHistory
from domain.chat import Chat
from domain.digest import Digest, DigestRequest, Window
from handlers.ask import Ask
from handlers.on_demand import DigestDesk
from handlers.topics import Asked, TopicNames
from render.digest import render_digest
from render.footer import Footer, Rest, footer_of
from render.latest import latest_rows
from render.message import OutgoingMessage
from storage.interface import Storage

DAY = timedelta(hours=24)
LATEST = 10  # the most stories that /latest shows
_LATEST_OF = 40  # /latest shows the newest of this many stories, which are the best ones of the day


@dataclass(frozen=True, slots=True)
class DigestRequests:
    """Makes digests for a chat that asks; each comes with the key of the text to show if the digest is empty."""

    news: Storage
    desk: DigestDesk
    history: ToldHistory
    topic_names: TopicNames

    async def own(self, ask: Ask, chat: Chat | None = None) -> tuple[Digest, str]:
        """Return a digest of the last day, and the text key for it if it is empty.

        It has the preferences of `chat` or, if that is None, of the chat that asks.
        """
        chat = chat or ask.chat
        follows = [follow.query for follow in await self.news.follows.of(chat.id)]
        request = request_of(chat, Window(ask.now - DAY, ask.now), follows=follows, is_pushed=False)
        return await self._shown(ask, await self.desk.build(request, now=ask.now))

    async def first(self, ask: Ask, chat: Chat) -> tuple[Digest, str, str]:
        """Return a newcomer's first digest, the text key for it if it is empty, and which choices were ignored.

        Choices are ignored if they leave no news. The third value is "languages", "countries" (then languages were
        ignored, too), or "" if none were ignored.
        """
        digest, empty = await self.own(ask, chat)
        for widened, wider in (
            ("languages", replace(chat, languages=())),
            ("countries", replace(chat, languages=(), countries=())),
        ):
            if not digest.stories:
                found, empty = await self.own(ask, wider)
                if found.stories:
                    return found, empty, widened
        return digest, empty, ""

    async def rest(self, ask: Ask, window: Window, kind: Rest, *, seen: int = 0) -> Digest:
        """Return what a digest of that window left out, without the first `seen` stories; record it as told."""
        follows = [follow.query for follow in await self.news.follows.of(ask.chat.id)]
        request = request_of(ask.chat, window, follows=follows, is_pushed=kind is Rest.PUSHED)
        async with self.history.of([ask.chat], now=ask.now) as told:
            known = told[ask.chat.place]
        if seen:
            before = await self.desk.build(replace(request, told=known, limit=seen), now=ask.now)
            known |= {article for story in before.stories for article in story.articles}
        digest = await self.desk.build(replace(request, told=known), now=ask.now)
        await self._record(ask, digest)
        return digest

    async def week(self, ask: Ask) -> Digest:
        """Return the review of the last seven days, which may repeat what was told; record its stories as told."""
        digest = await self.desk.review(_review_of(ask), now=ask.now)
        await self._record(ask, digest)
        return digest

    async def missed(self, ask: Ask) -> Digest:
        """Return the review of what the chat was not told in the last seven days; record it as told."""
        async with self.history.of([ask.chat], now=ask.now) as told:
            known = told[ask.chat.place]
        digest = await self.desk.review(replace(_review_of(ask), told=known), now=ask.now)
        await self._record(ask, digest)
        return digest

    async def asked(self, typed: str) -> Asked:
        """Return the topics, countries and other words in what was typed."""
        # In a thread, because it may load the dictionaries.
        return await asyncio.to_thread(self.topic_names.read, typed)

    async def latest(self, ask: Ask, asked: Asked) -> tuple[Digest, str]:
        """Return the last day's news in the chat's languages, newest first, for what `asked` names.

        If `asked` has no country, the chat's own countries apply.
        """
        own = request_of(ask.chat, Window(ask.now - DAY, ask.now), is_pushed=False)
        countries = tuple(sorted(asked.countries)) or own.countries
        request = replace(
            own, topics=tuple(sorted(asked.topics)), countries=countries, words=asked.words, limit=_LATEST_OF
        )
        digest = await self.desk.build(request, now=ask.now)
        newest = sorted(digest.stories, key=lambda story: story.published_at, reverse=True)
        return await self._shown(ask, replace(digest, stories=tuple(newest[:LATEST]), omitted=0))

    def drawn_latest(self, digest: Digest, empty: str, ask: Ask, asked: Asked) -> OutgoingMessage:
        """Return the latest news as one message, newest first, with buttons for topics and countries."""
        kept = len(digest.stories)
        while True:
            parts = render_digest(
                replace(digest, stories=digest.stories[:kept]),
                ask.t,
                zone=ask.zone,
                title_key="digest-title-latest",
                empty_key=empty,
                footer=footer_of(ask.chat.kind),
                look=ask.chat.look,
            )
            if len(parts) == 1 or kept <= 1:
                break
            kept -= 1
        if footer_of(ask.chat.kind) is not Footer.OWN:
            return parts[0]
        under = latest_rows(
            self.topic_names.titles[ask.t.locale], ask.chat.topics, asked.topics, asked.countries, words=asked.words
        )
        return replace(parts[0], buttons=parts[0].buttons + under)

    def drawn(
        self,
        digest: Digest,
        ask: Ask,
        *,
        title_key: str,
        empty_key: str = "digest-empty",
        rest: Rest | None = None,
        seen: int = 0,
    ) -> tuple[OutgoingMessage, ...]:
        """Return the digest as messages in the chat's language, with buttons if the chat's readers may press them."""
        return render_digest(
            digest,
            ask.t,
            zone=ask.zone,
            title_key=title_key,
            empty_key=empty_key,
            topics=self.topic_names.titles[ask.t.locale],
            footer=footer_of(ask.chat.kind),
            rest=rest,
            seen=seen,
            look=ask.chat.look,
        )

    async def _shown(self, ask: Ask, digest: Digest) -> tuple[Digest, str]:
        await self._record(ask, digest)
        return digest, await self._why_empty(digest)

    async def _record(self, ask: Ask, digest: Digest) -> None:
        """Record the digest as told, unless only one person of a group sees it."""
        if not ask.is_for_one:
            await self.history.show(ask.chat, digest, now=ask.now, update_id=ask.update_id)

    async def _why_empty(self, digest: Digest) -> str:
        """Return the text key for an empty digest: either nothing matches, or no feed was read in all that time."""
        if not digest.stories:
            answered_at = await self.news.feeds.answered_at()
            if answered_at is None or answered_at < digest.window.start:
                return "digest-unanswered"
        return "digest-empty"


def _review_of(ask: Ask) -> DigestRequest:
    return replace(request_of(ask.chat, Window(ask.now - REVIEWED, ask.now), is_pushed=False), limit=MOST)
