"""A story for the terminal, as one line or as the JSON that `stories` and `search` print."""

from cli.options import moment_text
from domain.ids import ArticleId
from domain.story import Story


def document(story: Story, article_id: ArticleId | None = None) -> dict[str, object]:
    """Return a story as JSON, with the title of the given article, or else of its first one."""
    article = next((a for a in story.articles if a.id == article_id), story.articles[0])
    return {
        "id": story.id,
        "title": article.headline,
        "url": article.url,
        "language": article.language,
        "topics": list(story.topics),
        "countries": list(story.countries),
        "sources": list(story.sources),
        "articles": len(story.articles),
        "updated_at": moment_text(story.updated_at),
    }


def line(story: Story, article_id: ArticleId | None = None) -> str:
    shown = document(story, article_id)
    return f"{shown['updated_at']}  {shown['title']}  [{', '.join(story.sources)}]  {shown['url'] or ''}".rstrip()
