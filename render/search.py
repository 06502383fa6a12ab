"""The results of a search as stories. The first line is the query, which the buttons for other pages need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.faults import place_of
from domain.ids import ArticleId
from domain.story import Story, StoryArticle
from render.buttons import Flow, data, fits, rows
from render.dates import age_text
from render.digest import sources_html, story_sign
from render.footer import open_rows
from render.markup import bold, escape, italic, link, tidy
from render.message import Button, OutgoingMessage
from render.screens.page import LANGUAGE_NAMES
from render.split import shorten_to_fit
from render.texts import Translator

LONGEST_QUERY = 200  # the most UTF-16 units of a query
QUERY_SIGN = "🔎 "  # stands at the beginning of the line with the query
_HEADLINE = 250
_SENTENCE = 300
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What one page of search results shows."""

    query: str
    stories: Sequence[Story] = ()
    best: Sequence[ArticleId] = ()  # for each story, the id of its article that matched best
    previous: str | None = None  # the cursor of the previous page; None on the first page
    next: str | None = None  # the cursor of the next page; None on the last page
    corrected: str | None = None  # the query in another keyboard layout, if that layout was searched for
    nearest: Sequence[str] = ()  # indexed words that are similar to those that were not found
    by_word: int | None = None  # how many of the stories, from the first, have the words themselves; None: all
    can_be_opened: bool = True  # whether there are buttons to open stories; False in a channel, where only admins press
    can_be_followed: bool = True  # whether the query can become a follow; False if it has no words, such as since:7d


def query_of(text: str | None) -> str:
    """Return the query in the first line of a message with results; "" for any other message."""
    line = (text or "").partition("\n")[0]
    return line.removeprefix(QUERY_SIGN).strip() if line.startswith(QUERY_SIGN) else ""


def search_usage(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("search-usage"))


def results(found: SearchResults, t: Translator, *, zone: str, now: datetime) -> OutgoingMessage:
    """Draw a page of results; its stories have numbers, by which buttons open them in new messages."""
    heading = f"{QUERY_SIGN}{bold(escape(tidy(found.query, LONGEST_QUERY)))}"
    if found.corrected:
        heading += f"\n{t.html('search-corrected', words=tidy(found.corrected, LONGEST_QUERY))}"
    follow = Button(t("search-follow-button"), data(Flow.SETTINGS, "keep", "on"))
    keep = ((follow,),) if found.can_be_followed else ()
    if not found.stories:
        lines = [heading, t.html("search-nothing")]
        words = [shown for word in found.nearest if (shown := tidy(word, 60))]
        if words:
            lines.append(t.html("search-nearest", words=", ".join(words)))
        near = [Button(word, data(Flow.SETTINGS, "find", word)) for word in words if fits(Flow.SETTINGS, "find", word)]
        return OutgoingMessage("\n\n".join(lines), (*rows(near, 3), *keep))
    blocks = [heading]
    by_word = len(found.stories) if found.by_word is None else found.by_word
    drawn: list[ArticleId] = []
    is_numbered = found.can_be_opened and len(found.stories) > 1
    for place, (story, article_id) in enumerate(zip(found.stories, found.best, strict=False)):
        if place == by_word:
            blocks.append(t.html("search-elsewhere"))
        try:
            html = _story(story, article_id, t, zone=zone, now=now, names_language=place >= by_word)
        except Exception as error:  # noqa: BLE001 - the story is logged and left out
            log.error("a story that was found could not be rendered", story=story.id, error=place_of(error))
            continue
        drawn.append(article_id)
        blocks.append(f"{len(drawn)}. {html}" if is_numbered else html)
    opening = open_rows(list(enumerate(drawn, 1)), t, is_only=not is_numbered) if found.can_be_opened else ()
    turns = []
    if found.previous is not None:
        turns.append(Button("←", data(Flow.SETTINGS, "search", found.previous)))
    if found.next is not None:
        turns.append(Button("→", data(Flow.SETTINGS, "search", found.next)))
    return OutgoingMessage(shorten_to_fit(blocks), (*opening, *((tuple(turns),) if turns else ()), *keep))


def _story(
    story: Story, article_id: ArticleId, t: Translator, *, zone: str, now: datetime, names_language: bool = False
) -> str:
    best = next((article for article in story.articles if article.id == article_id), story.articles[0])
    headline = tidy(story.headline(best), _HEADLINE) or t("story-untitled")
    sign = story_sign(story.countries, story.topics[0] if story.topics else None)
    lines = [f"{sign}{link(bold(escape(headline)), best.url)}"]
    if story.corrected.headline(best.language) is not None:
        lines.append(italic(t.html("story-edited-headline")))
    if best.sentences:
        lines.append(escape(tidy(best.sentences[0], _SENTENCE)))
    sources = sources_html(_sources(story, best), t)
    language = f" · {LANGUAGE_NAMES[best.language]}" if names_language and best.language in LANGUAGE_NAMES else ""
    lines.append(f"{sources}{language} · {escape(age_text(t, best.published_at, now, zone))}")
    return "\n".join(lines)


def _sources(story: Story, best: StoryArticle) -> tuple[tuple[str, str | None], ...]:
    """Return (publisher, address of its first article in the story) for each publisher.

    The publisher of the best match comes first, with the address of that match.
    """
    named: dict[str, str | None] = {best.source: best.url}
    for article in story.articles:
        named.setdefault(article.source, article.url)
    return tuple(named.items())
