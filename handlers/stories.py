"""Stories that people open or save, or of which they want further news.

A story is found by one of its articles, because the article's id stays when the story is merged with another.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from digest.told import ToldHistory
from digest.view import shown_digest
from domain.bookmark import Bookmark, BookmarkKind
from domain.chat import ChatKind, ChatState
from domain.ids import ArticleId, MessageId
from domain.story import Story
from domain.tastes import outlet_key, topic_key, with_taste
from handlers.ask import Ask
from handlers.on_demand import DigestDesk
from handlers.preferences import with_owner
from handlers.roles import may
from handlers.topics import TopicNames
from render.footer import footer_of
from render.message import OutgoingMessage
from render.screens.bookmarks import bookmarks_screen
from render.screens.story import Origin, StoryPage, story_screen
from storage.interface import Storage

MOST_BOOKMARKS = 100  # the most bookmarks of each kind that a chat may have
_AROUND = timedelta(days=2)  # a related story may have begun this much earlier than the story itself
_MOST_RELATED = 10  # how many related stories are read at most; those of the same affair are shown only with the affair
_MOST_OF_AFFAIR = 40  # how many stories of an affair are read at most; the screen shows those nearest to the opened one
_SAID = {
    (BookmarkKind.SAVED, True): "story-saved",
    (BookmarkKind.SAVED, False): "story-unsaved",
    (BookmarkKind.FOLLOWED, True): "story-followed",
    (BookmarkKind.FOLLOWED, False): "story-unfollowed",
}


@dataclass(frozen=True, slots=True)
class StoryRoom:
    """Finds the story behind a button or link, draws it, and keeps the chat's bookmarks and tastes."""

    news: Storage
    desk: DigestDesk
    history: ToldHistory
    topic_names: TopicNames

    async def find(self, article_id: ArticleId | None) -> Story | None:
        """Return the story to which the article now belongs; None if the article was deleted."""
        if article_id is None:
            return None
        story_id = (await self.news.articles.stories_of([article_id])).get(article_id)
        found = () if story_id is None else await self.news.stories.get([story_id])
        return found[0] if found else None

    async def screen(self, story: Story, ask: Ask, origin: Origin) -> OutgoingMessage:
        """Draw the story for the chat that asks."""
        if story.corrected.is_hidden and not may(ask.role, "edit"):
            return OutgoingMessage(ask.t.html("story-hidden"))
        affair = await self.news.stories.affair(story.id, limit=_MOST_OF_AFFAIR)
        # Reading the stories since an earlier moment would take long.
        since = max(story.articles[0].stored_at - _AROUND, ask.now - 2 * _AROUND)
        related = await self.news.stories.related(story.id, since=since, limit=_MOST_RELATED)
        view = await self.desk.view(story, ask.chat, affair, related)
        titles = self.topic_names.titles[ask.t.locale]
        return story_screen(
            StoryPage(
                view=view,
                t=ask.t,
                zone=ask.zone,
                now=ask.now,
                footer=footer_of(ask.chat.kind),
                bot_name=ask.bot_name,
                topic=next((titles[topic] for topic in story.topics if topic in titles), None),
                origin=origin,
                tastes=ask.chat.tastes,
                is_saved=bool(await self._bookmarks(story, BookmarkKind.SAVED, ask)),
                is_followed=bool(await self._bookmarks(story, BookmarkKind.FOLLOWED, ask)),
                may_edit=may(ask.role, "edit") and ask.chat.kind is ChatKind.PRIVATE,
            )
        )

    async def opened(self, story: Story, ask: Ask, origin: Origin) -> OutgoingMessage:
        """Draw the story, and record it as told, unless only one person of a group sees it."""
        if story.corrected.is_hidden:
            return await self.screen(story, ask, origin)
        if not ask.is_for_one:
            await self.history.show(ask.chat, shown_digest(story, ask.now), now=ask.now, update_id=ask.update_id)
        return await self.screen(story, ask, origin)

    async def mark(
        self, story: Story, kind: BookmarkKind, ask: Ask, message_id: MessageId | None, *, is_on: bool
    ) -> str:
        """Add or remove the chat's bookmark of a story; return the text of the answer.

        `message_id` is the message that told the chat about the story.
        """
        place = ask.chat.place
        if not is_on:
            ids = [article.id for article in story.articles]
            await self.news.bookmarks.remove(place, kind, ids, now=ask.now, update_id=ask.update_id)
            return ask.t(_SAID[kind, False])
        if not await self._bookmarks(story, kind, ask):
            if len(await self.news.bookmarks.of(place, kind)) >= MOST_BOOKMARKS:
                return ask.t("story-too-many", count=MOST_BOOKMARKS)
            view = await self.desk.view(story, ask.chat)
            lead, first = view.articles[0], story.articles[0]
            bookmark = Bookmark(place, kind, first.id, story.headline(lead), lead.source, lead.url, ask.now, message_id)
            await self.news.chats.save(with_owner(ask.chat, ask.person, ask.now), now=ask.now, update_id=ask.update_id)
            await self.news.bookmarks.add(bookmark, now=ask.now, update_id=ask.update_id)
        if kind is BookmarkKind.FOLLOWED and ask.chat.state is not ChatState.ACTIVE:
            return ask.t("story-followed-new")
        return ask.t(_SAID[kind, True])

    async def taste(self, story: Story, ask: Ask, wanted: tuple[int, int]) -> tuple[Ask, str]:
        """Set the chat's tastes for the story's first topic and for its outlet to the steps `wanted`, in this order.

        Return the ask with the changed chat, and the text of the answer.
        """
        source = (await self.desk.view(story, ask.chat)).articles[0].source
        keys = [*(topic_key(topic) for topic in story.topics[:1]), outlet_key(source)]
        steps = dict(zip(keys, wanted[-len(keys) :], strict=True))
        before, tastes = dict(ask.chat.tastes), ask.chat.tastes
        for key, value in steps.items():
            tastes = with_taste(tastes, key, value)
        if tastes == ask.chat.tastes:
            return ask, ask.t("taste-most")
        changed = with_owner(replace(ask.chat, tastes=tastes), ask.person, ask.now)
        await self.news.chats.save(changed, now=ask.now, update_id=ask.update_id)
        rises = sum(value - before.get(key, 0) for key, value in steps.items()) > 0
        return replace(ask, chat=changed), ask.t("taste-more" if rises else "taste-less")

    async def told_by(self, story: Story, origin: Origin, ask: Ask) -> MessageId | None:
        """Return the id of the message by which the chat was told the story; None if it is unknown.

        `origin` is where the person opened the story: from that message itself, or from a list of bookmarks.
        """
        if origin.shelf is None:
            return MessageId(origin.number) if origin.number else None
        known = await self._bookmarks(story, origin.shelf, ask)
        return known[0].message_id if known else None

    async def shelf(self, kind: BookmarkKind, page: int, ask: Ask) -> OutgoingMessage:
        """Draw a page of the chat's bookmarks."""
        found = await self.news.bookmarks.of(ask.chat.place, kind)
        return bookmarks_screen(kind, found, page, ask.t, zone=ask.zone, now=ask.now)

    async def _bookmarks(self, story: Story, kind: BookmarkKind, ask: Ask) -> list[Bookmark]:
        ids = {article.id for article in story.articles}
        return [one for one in await self.news.bookmarks.of(ask.chat.place, kind) if one.article_id in ids]
