"""What one reader is shown of a story after opening it. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from digest.differences import differences
from digest.summaries import shown_summary
from domain.chat import Chat
from domain.digest import Digest, DigestStory, Window
from domain.story import Story, StoryArticle
from domain.view import Step, StoryView
from text.lexicon.lexicon import Lexicon
from text.phrases import NO_PHRASES, Phrases

RELATED = 3  # related stories that are shown
STEPS = 8  # the most stories of an affair that are shown, around the opened one, because a row has room for 8 buttons


def view_of(
    story: Story,
    chat: Chat,
    phrases: Phrases = NO_PHRASES,
    affair: Sequence[Story] = (),
    related: Sequence[Story] = (),
    lexicon: Lexicon | None = None,
) -> StoryView:
    """Return the story with all articles that the chat has not muted, those in preferred languages first.

    If all sources are muted, all are shown, because the reader asked for this story. `affair` has all stories of the
    affair in order, with this one. With a `lexicon`, places that outlets give differently are found as well.
    """
    brief = brief_view_of(story, chat, phrases)
    return replace(
        brief,
        differences=differences(brief.articles, lexicon),
        affair=_steps(story, affair, chat),
        related=_related(affair, related, chat),
    )


def brief_view_of(story: Story, chat: Chat, phrases: Phrases = NO_PHRASES) -> StoryView:
    """Return the story for a card in inline mode: without differences between outlets and without other stories."""
    articles = _seen(story, chat)
    return StoryView(story=story, articles=articles, summary=shown_summary(story, articles, phrases))


def _seen(story: Story, chat: Chat) -> tuple[StoryArticle, ...]:
    places = {language: place for place, language in enumerate(chat.languages)}

    def order(article: StoryArticle) -> tuple[int, int]:
        return places.get(article.language, len(places)), article.id

    heard = [article for article in story.articles if article.source not in chat.muted_sources]
    return tuple(sorted(heard or story.articles, key=order))


def _related(affair: Sequence[Story], related: Sequence[Story], chat: Chat) -> tuple[Step, ...]:
    """Return those of the `related` stories that are not in the affair and that the chat may read, in their order.

    The chat may read a story with an article that is in one of the chat's languages and not from a muted source.
    """
    known = {story.id for story in affair}
    readable = [
        story
        for story in related
        if story.id not in known
        and any(
            article.source not in chat.muted_sources and (not chat.languages or article.language in chat.languages)
            for article in story.articles
        )
    ]
    return tuple(_step(story, chat) for story in readable[:RELATED])


def _step(story: Story, chat: Chat) -> Step:
    told = _seen(story, chat)[0]
    return Step(story.id, story.articles[0].id, story.headline(told), told.url, _began(story))


def _began(story: Story) -> datetime:
    return min(article.published_at for article in story.articles)


def _steps(story: Story, affair: Sequence[Story], chat: Chat) -> tuple[Step, ...]:
    """Return up to STEPS successive stories of the affair, oldest first, with `story` as near the middle as possible.

    Each step has the headline of the article that suits the chat's languages and mutes best. The result is empty if
    `story` is the only one of its affair.
    """
    affair = sorted(affair, key=_began)
    place = next((place for place, one in enumerate(affair) if one.id == story.id), None)
    if place is None or len(affair) < 2:
        return ()
    first = max(0, min(place - STEPS // 2, len(affair) - STEPS))
    return tuple(_step(one, chat) for one in affair[first : first + STEPS])


def shown_digest(story: Story, now: datetime) -> Digest:
    """Return a digest that is never drawn, but used to record that a chat was shown the whole story."""
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
