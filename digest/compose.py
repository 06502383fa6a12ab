"""Composing a digest: stories are filtered and ranked, news that was told before is left out. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from operator import itemgetter

from digest.figures import disagreement, newest_count_first
from digest.matching import answers, matchable, stored_query
from digest.news import news
from digest.rank import order
from digest.summaries import shown_summary
from domain.digest import Digest, DigestRequest, DigestStory, Earlier
from domain.ids import ArticleId, StoryId
from domain.story import Story, StoryArticle
from text.lexicon.lexicon import Lexicon
from text.phrases import NO_PHRASES, Phrases


@dataclass(frozen=True, slots=True)
class _Wanted:
    story: Story
    articles: tuple[StoryArticle, ...]  # the articles that this reader may see, the lead first
    ids: frozenset[ArticleId]  # ids of all the story's articles, even of those that the reader may not see
    earlier_ids: frozenset[ArticleId]  # ids of the articles of earlier stories of the same affair
    is_followed: bool


class Shortlist:
    """The stories that match a request, including those told before.

    Pinned stories come first, then followed ones, then the others; each of these groups has its best story first. All
    requests that differ only in what was told share one shortlist, and each story is composed once for them. A
    story that cannot be composed is left out of the digests, and its error is kept in `failed`.
    """

    def __init__(
        self,
        stories: Sequence[Story],
        request: DigestRequest,
        *,
        now: datetime,
        phrases: Phrases = NO_PHRASES,
        lexicon: Lexicon | None = None,
    ) -> None:
        self.failed: dict[StoryId, Exception] = {}  # story → the error because of which it is left out
        self._request = request
        self._now = now
        self._phrases = phrases  # used to recognise sentences that recall older news, which summaries avoid
        # (story, its articles that the reader was told, whether the reader was told of the affair) → what is shown
        self._shown: dict[tuple[StoryId, frozenset[ArticleId], bool], DigestStory | None] = {}
        ranked = []
        by_id = {story.id: story for story in stories}
        for story in stories:
            try:
                found = _wanted(story, request, None if request.own_language_only else lexicon, by_id)
                if found is not None:
                    is_pinned = story.corrected.is_pinned(now)
                    ranked.append((not is_pinned, not found.is_followed, *order(story, request, now=now), found))
            except Exception as error:  # noqa: BLE001 - the builder logs it
                self.failed[story.id] = error
        # An affair is told once, by its newest story, which shows the story that it develops.
        developed = {found.story.develops for *_, found in ranked}
        ordered = sorted(ranked, key=itemgetter(0, 1, 2, 3))
        self._ranked = [found for *_, found in ordered if found.story.id not in developed]
        self._plain = _by_itself(self._ranked, request, now) if request.tastes else []

    def digest(self, told: frozenset[ArticleId]) -> Digest:
        """Return the digest for readers who were told these articles.

        Stories that have no news for them are left out.
        """
        shown: list[DigestStory] = []
        left = 0
        for found in self._ranked:
            known = told & found.ids
            has_room = len(shown) < self._request.limit
            story = self._story(found, told) if has_room or known else None
            if story is not None and has_room:
                shown.append(story)
            elif story is not None or not (has_room or known):
                left += 1
        if self._request.tastes:
            shown = keep_topics(shown, list(self._untasted(told)))
        return Digest(self._request.window, _in_sections(shown), left)

    def stories(self) -> frozenset[StoryId]:
        """Return the ids of the stories on the shortlist."""
        return frozenset(found.story.id for found in self._ranked)

    def _untasted(self, told: frozenset[ArticleId]) -> Iterator[DigestStory]:
        """Yield the stories that the digest would have if the reader had no tastes."""
        shown = (story for found in self._plain if (story := self._story(found, told)) is not None)
        return islice(shown, self._request.limit)

    def _story(self, found: _Wanted, told: frozenset[ArticleId]) -> DigestStory | None:
        known = told & found.ids
        is_update = bool(known) or not told.isdisjoint(found.earlier_ids)
        key = (found.story.id, known, is_update)
        if key not in self._shown:
            self._shown[key] = None
            try:
                articles = news(found.story, found.articles, known) if known else found.articles
                if articles:
                    # A story told before is summarised again, from its new sentences only.
                    story = replace(found.story, summaries=()) if known else found.story
                    self._shown[key] = self._draw(replace(found, story=story), articles, is_update=is_update)
            except Exception as error:  # noqa: BLE001 - the builder logs it
                self.failed[found.story.id] = error
        return self._shown[key]

    def _draw(self, found: _Wanted, articles: Sequence[StoryArticle], *, is_update: bool) -> DigestStory:
        articles = newest_count_first(articles)
        story, lead = found.story, articles[0]
        urls = {article.source: article.url for article in reversed(articles)}
        wanted = [topic for topic in story.topics if topic in self._request.topics]
        return DigestStory(
            story_id=story.id,
            headline=story.headline(lead),
            url=lead.url,
            language=lead.language,
            topic=next(iter(wanted or story.topics), None),
            countries=story.countries,
            sources=tuple((source, urls[source]) for source in dict.fromkeys(article.source for article in articles)),
            summary=shown_summary(story, articles, self._phrases),
            published_at=lead.published_at,
            is_update=is_update,
            is_followed=found.is_followed,
            is_pinned=story.corrected.is_pinned(self._now),
            is_edited=story.corrected.headline(lead.language) is not None,
            disagreement=disagreement(articles),
            articles=tuple(article.id for article in found.articles),
            earlier=_before(story, self._request, lead.language),
        )


def _before(story: Story, request: DigestRequest, language: str) -> Earlier | None:
    """Return the earlier story that `story` develops, shown by an article that the reader may see; else None."""
    articles = readable(story.earlier, request)
    if not articles:
        return None
    told = next((article for article in articles if article.language == language), articles[0])
    return Earlier(story.earlier_corrected.headline(told.language) or told.headline, told.url)


def compose(
    stories: Sequence[Story],
    request: DigestRequest,
    *,
    now: datetime,
    phrases: Phrases = NO_PHRASES,
    lexicon: Lexicon | None = None,
) -> Digest:
    """Return the digest of the given stories that match the request: pinned ones first, then followed ones.

    With a lexicon, follows and the request's words match articles in other languages as well.
    """
    return Shortlist(stories, request, now=now, phrases=phrases, lexicon=lexicon).digest(request.told)


def keep_topics(shown: Sequence[DigestStory], untasted: Sequence[DigestStory]) -> list[DigestStory]:
    """Return the stories `shown`, with a story of each topic that the reader's tastes have pushed out of the digest.

    `untasted` are the stories that the digest would have without tastes. The best story of a missing topic replaces the
    last story of a topic that has several; if there is none such, the topic stays out.
    """
    kept = list(shown)
    for story in untasted:
        topics = [one.topic for one in kept]
        if story.topic in topics:
            continue
        spare = [
            place
            for place, one in enumerate(kept)
            if topics.count(one.topic) > 1 and not one.is_followed and not one.is_pinned
        ]
        if spare:
            del kept[spare[-1]]
            kept.append(story)
    return kept


def _by_itself(ranked: Sequence[_Wanted], request: DigestRequest, now: datetime) -> list[_Wanted]:
    """Return the stories in the order that they would have if the reader had no tastes."""
    plain = replace(request, tastes=())

    def place(found: _Wanted) -> tuple[bool, bool, float, int]:
        return not found.story.corrected.is_pinned(now), not found.is_followed, *order(found.story, plain, now=now)

    return sorted(ranked, key=place)


def _in_sections(stories: Sequence[DigestStory]) -> tuple[DigestStory, ...]:
    """Return the stories in sections: pinned, followed, then one for each topic, in the order of their best stories."""
    places: dict[tuple[bool, bool, str | None], int] = {}
    sections = [
        (not story.is_pinned, not story.is_followed, None if story.is_pinned or story.is_followed else story.topic)
        for story in stories
    ]
    for section in sections:
        places.setdefault(section, len(places))
    ordered = sorted(zip(sections, stories, strict=True), key=lambda pair: places[pair[0]])
    return tuple(story for _, story in ordered)


def _wanted(
    story: Story, request: DigestRequest, lexicon: Lexicon | None, stories: Mapping[StoryId, Story]
) -> _Wanted | None:
    articles = readable(story.articles, request)
    if not articles or _is_elsewhere(story, request):
        return None
    read = [matchable(article, lexicon) for article in articles] if _needs_words(request) else []
    if any(answers(article, stored_query(word)) for word in request.muted_words for article in read):
        return None
    if request.words and not any(answers(article, stored_query(request.words, lexicon)) for article in read):
        return None
    is_followed = any(answers(article, stored_query(query, lexicon)) for query in request.follows for article in read)
    if request.topics and not is_followed and not set(story.topics) & set(request.topics):
        return None
    return _Wanted(
        story, articles, frozenset(article.id for article in story.articles), _earlier_ids(story, stories), is_followed
    )


def _earlier_ids(story: Story, stories: Mapping[StoryId, Story]) -> frozenset[ArticleId]:
    """Return the ids of the articles of the story that this one develops, of the story before that, and so on.

    Only the earlier stories that are in `stories` are followed further back.
    """
    ids: set[ArticleId] = set()
    seen = {story.id}
    current: Story | None = story
    while current is not None:
        ids.update(article.id for article in current.earlier)
        current = None if current.develops in seen or current.develops is None else stories.get(current.develops)
        if current is not None:
            seen.add(current.id)
    return frozenset(ids)


def _needs_words(request: DigestRequest) -> bool:
    return bool(request.muted_words or request.words or request.follows)


def _is_elsewhere(story: Story, request: DigestRequest) -> bool:
    return bool(request.countries and story.countries and not set(story.countries) & set(request.countries))


def readable(told: Sequence[StoryArticle], request: DigestRequest) -> tuple[StoryArticle, ...]:
    """Return the articles that the reader may see, sorted by the reader's preference of languages, and then by age."""
    order = {language: place for place, language in enumerate(request.languages)}
    articles = [
        article
        for article in told
        if article.source not in request.muted_sources
        and (article.is_pushable or not request.pushed)
        and (article.language in order or not order)
    ]
    return tuple(sorted(articles, key=lambda article: (order.get(article.language, 0), article.id)))
