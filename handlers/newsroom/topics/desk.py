"""What happens when the buttons on the screens of topics are pressed."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from aiogram.types import CallbackQuery

from delivery.queue import away
from domain.audit import MERGED, Change
from domain.draft import NOT_STORED
from domain.ids import ArticleId, DraftId
from domain.topic import EditedTopic
from feeds.topics import MOST_TOPICS, Preview, TopicAdmin, fault_of
from handlers.ask import Ask
from handlers.newsroom.progress import Progress
from handlers.newsroom.topics import drafts
from handlers.newsroom.topics.drafts import TopicDraft, from_draft
from render.message import OutgoingMessage
from render.newsroom import topics as screens
from storage.interface import Storage

_SHOWN = 5  # the most headlines that are shown of articles that would get a topic, and of those that would lose it
_WATCHED = 120  # seconds for which the progress of sorting articles is shown; after that the sorting goes on unseen


@dataclass(frozen=True, slots=True)
class TopicDesk:
    news: Storage
    admin: TopicAdmin

    def every(self, ask: Ask, page: int = 0) -> OutgoingMessage:
        return screens.list_screen(self.admin.current.every.values(), self.titles(ask), ask.t, page)

    def card(self, code: str, ask: Ask) -> OutgoingMessage:
        topic = self._by_code(code)
        return screens.card(topic, self.titles(ask), ask.t) if topic else self.every(ask)

    def choose_other(self, code: str, ask: Ask) -> OutgoingMessage:
        topic = self._by_code(code)
        others = [one for one in self.admin.current.every.values() if not one.is_hidden and one != topic]
        return screens.choose_other(topic, others, self.titles(ask), ask.t) if topic else self.every(ask)

    async def begin(self, step: str, code: str, ask: Ask) -> OutgoingMessage:
        """Begin to edit, hide or show a topic."""
        topic = self._by_code(code)
        if topic is None:
            return self.every(ask)
        draft = drafts.edited(topic) if step == "edit" else drafts.hidden(topic, is_hidden=step == "hide")
        return await self._keep(draft, ask)

    async def begin_merge(self, code: str, other: str, ask: Ask) -> OutgoingMessage:
        topic, into = self._by_code(code), self._by_code(other)
        if topic is None or into is None or topic == into or into.is_hidden:
            return self.every(ask)
        return await self._keep(drafts.merged(topic, into), ask)

    async def is_foreign(self, number: DraftId, ask: Ask) -> bool:
        """Return whether somebody else began this draft."""
        draft = await self.news.drafts.get(number)
        return draft is not None and not draft.is_of(ask.person)

    async def draft(self, number: DraftId, ask: Ask) -> OutgoingMessage:
        """Draw the screen of a draft, which is a change of topics that was not applied yet."""
        draft = await self._read(number)
        return screens.draft_screen(draft, number, ask.t) if draft else self._gone(ask)

    def ask_titles(self, number: DraftId, ask: Ask, titles: Mapping[str, str] | None = None) -> OutgoingMessage:
        return screens.ask_titles(number, titles or {}, ask.t, bot_name=ask.bot_name)

    async def ask_for(self, what: str, number: DraftId, ask: Ask) -> OutgoingMessage:
        """Ask for the titles or the seeds of a draft."""
        draft = await self._read(number)
        if draft is None:
            return self._gone(ask)
        if what == "titles":
            return self.ask_titles(number, ask, draft.topic.titles)
        return screens.ask_seeds(number, draft.topic, ask.t, bot_name=ask.bot_name)

    async def take(self, what: str, number: DraftId, typed: str, ask: Ask) -> OutgoingMessage:
        """Put the typed words into a draft, or begin a new draft.

        If they do not fit, say why and keep the draft as it is.
        """
        if what == "titles" and not number:
            return await self._begin_new(typed, ask)
        draft = await self._read(number)
        if draft is None:
            return self._gone(ask)
        topic, seeds = draft.topic, drafts.read_seeds(typed)
        if what == "titles":
            topic = replace(topic, titles={**topic.titles, **drafts.read_titles(typed)})
        elif seeds:
            kept = {**topic.seeds, **seeds}
            topic = replace(topic, seeds={language: words for language, words in kept.items() if words})
        else:
            return screens.not_understood(ask.t, await self.ask_for("seeds", number, ask))
        changed = draft.with_topic(topic)
        await self.news.drafts.put(changed.to_draft(ask.person, number), now=ask.now)
        return screens.draft_screen(changed, number, ask.t, fault_of(topic))

    async def preview(self, number: DraftId, query: CallbackQuery, ask: Ask) -> OutgoingMessage:
        """Try the change on the articles of the last day, and show the effect."""
        draft = await self._read(number)
        if draft is None:
            return self._gone(ask)
        if fault := fault_of(draft.topic):
            return screens.draft_screen(draft, number, ask.t, fault)
        progress = Progress(query, lambda done, total: ask.t.html("topic-trying", done=done, total=total))
        with away():
            found = await self.admin.preview(draft.topic.key, draft.topics, progress.at)
        if found is None:
            return screens.draft_screen(draft, number, ask.t, screens.UNWELL)
        return screens.preview_screen(draft, number, found, await self._headlines(found), ask.t)

    async def use(self, number: DraftId, stamp: str, query: CallbackQuery, ask: Ask) -> OutgoingMessage:
        """Put the change in use at once, and show the progress of sorting the last day's articles again.

        If the draft was edited since the screen with the button was drawn, it is only shown as it is now.
        """
        draft = await self._read(number)
        if draft is None:
            return self._gone(ask)
        if screens.stamp_of(draft) != stamp:
            return screens.draft_screen(draft, number, ask.t)
        if fault := fault_of(draft.topic):
            return screens.draft_screen(draft, number, ask.t, fault)
        if self._is_one_too_many(draft.topic):
            return screens.too_many(MOST_TOPICS, ask.t)
        if not await self._save(draft, ask):
            return screens.conflict(draft.topic, ask.t)
        await self.news.drafts.drop(number, now=ask.now)
        with away():
            await self._watch(Progress(query, lambda done, total: screens.sorting(done, total, ask.t)))
        return screens.in_use(draft.topic, self.titles(ask), ask.t)

    async def drop(self, number: DraftId, ask: Ask) -> OutgoingMessage:
        await self.news.drafts.drop(number, now=ask.now)
        return self.every(ask)

    async def _save(self, draft: TopicDraft, ask: Ask) -> bool:
        """Store the change; return False if the topics were changed by somebody else meanwhile.

        Return True as well if this very change is already stored: a press may be handled again after a crash.
        """
        if await self.admin.save(draft.topics, self._changes(draft, ask), draft.moves):
            return True
        return all(self.admin.current.every.get(one.key) == one for one in draft.topics)

    async def _begin_new(self, typed: str, ask: Ask) -> OutgoingMessage:
        titles = drafts.read_titles(typed)
        if not titles:
            return screens.not_understood(ask.t, self.ask_titles(NOT_STORED, ask))
        if len(self.admin.current.shown) >= MOST_TOPICS:
            return screens.too_many(MOST_TOPICS, ask.t)
        return await self._keep(drafts.added(titles, self.admin.current.every), ask)

    async def _keep(self, draft: TopicDraft, ask: Ask) -> OutgoingMessage:
        kept = await self.news.drafts.put(draft.to_draft(ask.person), now=ask.now, update_id=ask.update_id)
        return screens.draft_screen(draft, kept.id, ask.t)

    async def _read(self, number: DraftId) -> TopicDraft | None:
        draft = await self.news.drafts.get(number)
        return from_draft(draft) if draft and "topics" in draft.content else None

    async def _headlines(self, found: Preview) -> dict[ArticleId, str]:
        articles = await self.news.articles.get([*found.taken[:_SHOWN], *found.lost[:_SHOWN]])
        return {one.id: f"{one.title or one.text} ({one.source})" for one in articles}

    async def _watch(self, progress: Progress) -> None:
        total = await self.news.topics.unsorted_count()
        for _ in range(_WATCHED):
            left = await self.news.topics.unsorted_count()
            if not left:
                return
            await progress.at(max(0, total - left), total)
            await asyncio.sleep(1)

    def _is_one_too_many(self, topic: EditedTopic) -> bool:
        """Return whether a topic that is new or was hidden would exceed the number of topics."""
        shown = {one.key for one in self.admin.current.shown}
        return not topic.is_hidden and topic.key not in shown and len(shown) >= MOST_TOPICS

    def _changes(self, draft: TopicDraft, ask: Ask) -> tuple[Change, ...]:
        before = self.admin.current.every.get(draft.topic.key)
        subject = draft.topic.key
        if draft.action == "topic-merged":
            subject = f"{draft.topics[1].key}{MERGED}{subject}"
        return (Change(ask.person, draft.action, subject, _said(before), _said(draft.topic)),)

    def _gone(self, ask: Ask) -> OutgoingMessage:
        return screens.draft_gone(ask.t)

    def _by_code(self, code: str) -> EditedTopic | None:
        return next((one for one in self.admin.current.every.values() if screens.code_of(one) == code), None)

    def titles(self, ask: Ask) -> Mapping[str, str]:
        """Return key → title for all topics, even hidden ones, in the language of the person who asks."""
        return self.admin.current.all_titles[ask.t.locale]


def _said(topic: EditedTopic | None) -> str:
    """Return a topic's values in the form in which /audit shows them; "" for None."""
    if topic is None:
        return ""
    titles = " / ".join(topic.titles.values())
    return "; ".join([titles, *(f"{code}: {', '.join(words)}" for code, words in topic.seeds.items())])
