"""Draws the results of inline mode: what the person who searches sees of a story, and the card that they pass on.

Whoever reads the card sees nothing of who sent it but that: no zone, no settings, no history.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from domain.faults import place_of
from domain.view import StoryView
from render.dates import age_text, clock_text, day_short
from render.digest import Source, sources_html, story_sign
from render.links import payload_of
from render.markup import bold, escape, link, tidy
from render.message import Button, OutgoingMessage
from render.split import shorten_to_fit
from render.texts import Translator

ID_LIMIT = 64  # bytes: https://core.telegram.org/bots/api#inlinequeryresultarticle
BEGIN = "inline"  # the start parameter of a button that leads to a plain start
_HEADLINE = 320  # UTF-16 units
_TITLE = 120
_DESCRIBED = 160
_SENTENCE = 600
_SENTENCES = 3  # of a card: it stands in somebody else's conversation
_SOURCE = 40
_NAMED = 3  # outlets in a result's description
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class InlineCard:
    """One result: its line in the list, and the message that choosing it sends."""

    id: str  # at most 64 bytes, of no other result of the page
    title: str
    description: str
    message: OutgoingMessage


@dataclass(frozen=True, slots=True)
class InlinePage:
    """The answer to an inline query."""

    cards: tuple[InlineCard, ...] = ()
    next_offset: str = ""  # what Telegram asks the next page with; empty after the last one
    cache_seconds: int = 0
    button: tuple[str, str] | None = None  # above the results: its text, and its /start parameter


def inline_page(
    views: Sequence[StoryView], t: Translator, *, typed: str, zone: str, now: datetime, bot_name: str,
    next_offset: str = "", cache_seconds: int, is_new: bool,
) -> InlinePage:  # fmt: skip
    """Return a page of results; one that cannot be drawn costs the others nothing.

    `is_new` says that the person has not begun with the bot, which a button above the results offers then. Where there
    are no results the button leads to a search in the bot.
    """
    cards = []
    for view in views:
        try:
            cards.append(_card(view, t, zone=zone, now=now, bot_name=bot_name))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is about this story
            log.error("a result could not be rendered", story=view.story.id, error=place_of(error))
    button = (t("inline-begin-button"), BEGIN) if is_new else None
    if not views and not next_offset:
        button = (t("inline-nothing-button"), payload_of(typed) or BEGIN)
    return InlinePage(tuple(cards), next_offset, cache_seconds, button)


def hurried_page(t: Translator) -> InlinePage:
    """Return the answer to somebody who asks too often."""
    return InlinePage(button=(t("inline-too-fast-button"), BEGIN))


def failed_page(t: Translator) -> InlinePage:
    """Return the answer where something went wrong."""
    return InlinePage(button=(t("inline-failed-button"), BEGIN))


def _card(view: StoryView, t: Translator, *, zone: str, now: datetime, bot_name: str) -> InlineCard:
    lead, article_id = view.articles[0], view.story.articles[0].id
    headline = tidy(lead.headline, _HEADLINE) or t("story-untitled")
    names = list(dict.fromkeys(shown for one in view.articles if (shown := tidy(one.source, _SOURCE))))
    said = next((sentence.text for sentence in view.summary if tidy(sentence.text)), "")
    # The list is seen by the person who searches alone, so it may tell the time by their clock.
    facts = " · ".join((*names[:_NAMED], age_text(t, lead.published_at, now, zone)))
    described = f"{facts}\n{tidy(said, _DESCRIBED)}".strip()
    address = f"https://t.me/{bot_name}?start=s_{article_id}"
    buttons = ((Button(t("inline-open-button"), url=address),),) if bot_name else ()
    return InlineCard(
        id=str(article_id),
        title=tidy(headline, _TITLE),
        description=described,
        message=OutgoingMessage(_card_html(view, headline, t), buttons),
    )


def _card_html(view: StoryView, headline: str, t: Translator) -> str:
    lead, story = view.articles[0], view.story
    sign = story_sign(story.countries, next(iter(story.topics), None))
    blocks = [f"{sign}{link(bold(escape(headline)), lead.url)}"]
    quoted: list[Source] = []
    for sentence in view.summary[:_SENTENCES]:
        if text := tidy(sentence.text, _SENTENCE):
            blocks.append(f"{escape(text)} — {link(escape(tidy(sentence.source, _SOURCE)), sentence.url)}")
            quoted.append((sentence.source, sentence.url))
    first: dict[str, str | None] = {}
    for article in view.articles:
        first.setdefault(article.source, article.url)
    sources = sources_html(tuple(first.items()), t, quoted=quoted)
    blocks.append(" · ".join(part for part in (sources, _moment(lead.published_at, t)) if part))
    return shorten_to_fit(blocks)


def _moment(moment: datetime, t: Translator) -> str:
    """Return a moment that each reader's client shows by its own clock; clients that cannot show it in UTC.

    The sender's zone would tell strangers where the sender is.
    """
    utc = moment.astimezone(UTC)
    shown = escape(f"{day_short(t, utc.date())}, {clock_text(utc)} UTC")
    return f'<tg-time unix="{max(0, int(moment.timestamp()))}" format="dt">{shown}</tg-time>'
