"""From stories to a digest: filtered, ranked, summarised. Pure."""

from collections.abc import Sequence
from datetime import datetime

from digest.rank import rank
from digest.summarise import summarise
from domain.digest import Digest, DigestRequest, DigestStory
from domain.story import Story, StoryArticle
from text.words import fold


def compose(stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> Digest:
    """The digest of those of the stories that the request wants."""
    wanted = [story for story in stories if _is_wanted(story, request)]
    ranked = rank(wanted, request, now=now)
    shown = ranked[: request.limit]
    return Digest(request.window, tuple(_told(story, request) for story in shown), len(ranked) - len(shown))


def _is_wanted(story: Story, request: DigestRequest) -> bool:
    told = dict(request.told)
    if story.id in told and story.revision <= told[story.id]:
        return False
    if request.topics and not set(story.topics) & set(request.topics):
        return False
    if request.countries and story.countries and not set(story.countries) & set(request.countries):
        return False
    articles = [article for article in story.articles if article.source not in request.muted_sources]
    if request.pushed:
        articles = [article for article in articles if article.is_pushable]
    if request.languages:
        articles = [article for article in articles if article.language in request.languages]
    if not articles:
        return False
    muted = {fold(word) for word in request.muted_words}
    text = " ".join(fold(f"{article.headline} {' '.join(article.sentences)}") for article in articles)
    return not any(word in text for word in muted) and all(fold(word) in text for word in request.words.split())


def _told(story: Story, request: DigestRequest) -> DigestStory:
    articles = _by_preference(story, request)
    lead = articles[0]
    sources = dict.fromkeys(article.source for article in articles)
    urls = {article.source: article.url for article in reversed(articles)}
    return DigestStory(
        story_id=story.id,
        revision=story.revision,
        headline=lead.headline,
        url=lead.url,
        language=lead.language,
        topic=next((topic for topic in story.topics if topic in request.topics), next(iter(story.topics), None)),
        countries=story.countries,
        sources=tuple((source, urls[source]) for source in sources),
        summary=summarise(articles),
        published_at=lead.published_at,
        is_update=story.id in dict(request.told),
    )


def _by_preference(story: Story, request: DigestRequest) -> list[StoryArticle]:
    articles = [article for article in story.articles if article.source not in request.muted_sources]
    order = {language: place for place, language in enumerate(request.languages)}
    return sorted(articles, key=lambda article: (order.get(article.language, len(order)), article.id))
