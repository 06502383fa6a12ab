"""Works out what one reader is shown of a story that they open. Pure."""

from datetime import datetime

from digest.figures import disagreement
from digest.summaries import shown_summary
from domain.chat import Chat
from domain.digest import Digest, DigestStory, Window
from domain.story import Story, StoryArticle
from domain.view import StoryView
from text.phrases import NO_PHRASES, Phrases


def view_of(story: Story, chat: Chat, phrases: Phrases = NO_PHRASES) -> StoryView:
    """Return the story with all its sources but muted ones; the first article is in the language the chat prefers.

    Whoever opens a story by a link sees it even where every source of it is muted.
    """
    places = {language: place for place, language in enumerate(chat.languages)}

    def order(article: StoryArticle) -> tuple[int, int]:
        return places.get(article.language, len(places)), article.id

    heard = [article for article in story.articles if article.source not in chat.muted_sources]
    articles = tuple(sorted(heard or story.articles, key=order))
    return StoryView(story, articles, shown_summary(story, articles, phrases), disagreement(articles))


def shown_digest(story: Story, now: datetime) -> Digest:
    """Return what tells that a chat saw a whole story: for the history, not for drawing."""
    first = story.articles[0]
    shown = DigestStory(
        story_id=story.id,
        headline=first.headline,
        url=first.url,
        language=first.language,
        topic=None,
        countries=(),
        sources=(),
        summary=(),
        published_at=first.published_at,
        articles=tuple(article.id for article in story.articles),
    )
    return Digest(Window(now, now), (shown,))
