"""From stories to a digest: filtered, ranked, summarised. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from digest.figures import disagreement
from digest.matching import answers, matchable, stored_query
from digest.rank import rank
from digest.summarise import content, summarise
from domain.digest import Digest, DigestRequest, DigestStory
from domain.story import Story, StoryArticle

_TOLD_SENTENCES = 8  # of each article told before, in which news may already have stood
_OLD_SHARE = 0.3  # of a sentence's words that must be new for it to be news


@dataclass(frozen=True, slots=True)
class _Wanted:
    story: Story
    articles: tuple[StoryArticle, ...]  # those this reader may see, the one that speaks for the story first
    is_followed: bool
    is_update: bool


def compose(stories: Sequence[Story], request: DigestRequest, *, now: datetime) -> Digest:
    """The digest of those of the stories that the request wants; followed ones first."""
    wanted = {found.story.id: found for found in (_wanted(story, request) for story in stories) if found is not None}
    ranked = [wanted[story.id] for story in rank([found.story for found in wanted.values()], request, now=now)]
    ranked.sort(key=lambda found: not found.is_followed)
    shown = ranked[: request.limit]
    return Digest(request.window, tuple(_shown(found, request) for found in shown), len(ranked) - len(shown))


def _wanted(story: Story, request: DigestRequest) -> _Wanted | None:
    articles = _readable(story, request)
    if not articles or _is_elsewhere(story, request):
        return None
    read = [matchable(article) for article in articles] if _needs_words(request) else []
    if any(answers(article, stored_query(word)) for word in request.muted_words for article in read):
        return None
    if request.words and not any(answers(article, stored_query(request.words)) for article in read):
        return None
    is_followed = any(answers(article, stored_query(query)) for query in request.follows for article in read)
    if request.topics and not is_followed and not set(story.topics) & set(request.topics):
        return None
    told = dict(request.told).get(story.id)
    if told is None:
        return _Wanted(story, articles, is_followed, is_update=False)
    news = _news(story, articles, told)
    return _Wanted(story, news, is_followed, is_update=True) if news else None


def _needs_words(request: DigestRequest) -> bool:
    return bool(request.muted_words or request.words or request.follows)


def _is_elsewhere(story: Story, request: DigestRequest) -> bool:
    return bool(request.countries and story.countries and not set(story.countries) & set(request.countries))


def _readable(story: Story, request: DigestRequest) -> tuple[StoryArticle, ...]:
    """The articles this reader may see, in the preferred language first, the earliest first."""
    order = {language: place for place, language in enumerate(request.languages)}
    articles = [
        article
        for article in story.articles
        if article.source not in request.muted_sources
        and (article.is_pushable or not request.pushed)
        and (article.language in order or not order)
    ]
    return tuple(sorted(articles, key=lambda article: (order.get(article.language, 0), article.id)))


def _news(story: Story, articles: Sequence[StoryArticle], told: int) -> tuple[StoryArticle, ...]:
    """Of a story told up to a revision: the later articles, with only the sentences that say something new.

    A revision is an article that joined with news, so the last ones are what came since.
    """
    since = story.revision - told
    if since <= 0:
        return ()
    later = {article.id for article in sorted(story.articles, key=lambda article: article.id)[-since:]}
    known: defaultdict[str, set[str]] = defaultdict(set)
    figures: set[str] = set()  # in any language
    for article in story.articles:
        if article.id not in later:
            for sentence in (article.headline, *article.sentences[:_TOLD_SENTENCES]):
                said = content(sentence, article.language)
                known[article.language] |= said
                figures.update(filter(str.isdigit, said))
    news = []
    for article in articles:
        fresh = tuple(
            sentence
            for sentence in article.sentences
            if article.id in later and _adds(content(sentence, article.language), known.get(article.language), figures)
        )
        if fresh:
            news.append(replace(article, sentences=fresh))
    return tuple(news)


def _adds(said: set[str], known: set[str] | None, figures: set[str]) -> bool:
    """Other figures are news whatever words stand around them: the toll has risen.

    In a language the story was not told in before (`known` None), all words are new and only figures tell.
    """
    if known is None:
        return any(word.isdigit() and word not in figures for word in said)
    new = said - known
    return any(map(str.isdigit, new)) or len(new) > _OLD_SHARE * len(said)


def _shown(found: _Wanted, request: DigestRequest) -> DigestStory:
    story, lead = found.story, found.articles[0]
    urls = {article.source: article.url for article in reversed(found.articles)}
    return DigestStory(
        story_id=story.id,
        revision=story.revision,
        headline=lead.headline,
        url=lead.url,
        language=lead.language,
        topic=next((topic for topic in story.topics if topic in request.topics), next(iter(story.topics), None)),
        countries=story.countries,
        sources=tuple((source, urls[source]) for source in dict.fromkeys(article.source for article in found.articles)),
        summary=summarise(found.articles),
        published_at=lead.published_at,
        is_update=found.is_update,
        is_followed=found.is_followed,
        disagreement=disagreement(found.articles),
    )
