"""Stories that people open: found by an article, which stays when stories are joined, and drawn for who asks."""

from dataclasses import dataclass

from domain.story import Story
from handlers.ask import Ask
from handlers.on_demand import DigestDesk
from handlers.topics import TopicNames
from render.footer import footer_of
from render.message import OutgoingMessage
from render.screens.story import StoryPage, story_screen
from storage.interface import Storage


@dataclass(frozen=True, slots=True)
class StoryRoom:
    """The stories behind buttons and links."""

    news: Storage
    desk: DigestDesk
    topic_names: TopicNames

    async def find(self, article_id: int | None) -> Story | None:
        """Return the story that the article is in now; None where it is kept no more."""
        if article_id is None:
            return None
        story_id = (await self.news.articles.stories_of([article_id])).get(article_id)
        found = () if story_id is None else await self.news.stories.get([story_id])
        return found[0] if found else None

    async def screen(self, story: Story, ask: Ask) -> OutgoingMessage:
        """Draw the story for the chat that asks."""
        view = await self.desk.view(story, ask.chat)
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
            )
        )
