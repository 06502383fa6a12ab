"""Results of inline mode: what the searching person sees of a story, and the card that they send.

Readers of the card learn nothing else about the sender: no zone, no settings, no history.
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
from render.markup import bold, escape, italic, link, tidy
from render.message import Button, OutgoingMessage
from render.split import shorten_to_fit
from render.texts import Translator

ID_LIMIT = 64  # the most bytes of a result's id: https://core.telegram.org/bots/api#inlinequeryresultarticle
BEGIN = "inline"  # the start parameter of a button that only opens the bot
_HEADLINE = 320  # the most UTF-16 units of a headline
_TITLE = 120
_DESCRIBED = 160
_SENTENCE = 600
_SENTENCES = 3  # the most sentences on a card; it is short, because it stands in somebody's conversation
_SOURCE = 40
_NAMED = 3  # the most outlets that a result's description names
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class InlineCard:
    """One result: its line in the list, and the message that is sent when it is chosen."""

    id: str  # at most 64 bytes, different from the other results of its page
    title: str
    description: str
    message: OutgoingMessage


@dataclass(frozen=True, slots=True)
class InlinePage:
    """The answer to an inline query: the results, a button above them, and how Telegram asks for the next page."""

    cards: tuple[InlineCard, ...] = ()
    next_offset: str = ""  # the value by which Telegram requests the next page; "" on the last page
    cache_seconds: int = 0
    button: tuple[str, str] | None = None  # the text and the /start parameter of a button above the results


def inline_page(
    views: Sequence[StoryView], t: Translator, *, typed: str, zone: str, now: datetime, bot_name: str,
    next_offset: str = "", cache_seconds: int, is_new: bool,
) -> InlinePage:  # fmt: skip
    """Return a page of results; a result that cannot be drawn does not affect the others.

    `is_new` says that the person has not started the bot yet; then a button above the results offers that. If there are
    no results, the button leads to a search in the bot.
    """
    cards = []
    for view in views:
        try:
            cards.append(_card(view, t, zone=zone, now=now, bot_name=bot_name))
        except Exception as error:  # noqa: BLE001 - the result is logged and left out
            log.error("a result could not be rendered", story=view.story.id, error=place_of(error))
    button = (t("inline-begin-button"), BEGIN) if is_new else None
    if not views and not next_offset:
        button = (t("inline-nothing-button"), payload_of(typed) or BEGIN)
    return InlinePage(tuple(cards), next_offset, cache_seconds, button)


def hurried_page(t: Translator) -> InlinePage:
    """Return the answer to a person who asks too often."""
    return InlinePage(button=(t("inline-too-fast-button"), BEGIN))


def failed_page(t: Translator) -> InlinePage:
    """Return the answer if something went wrong."""
    return InlinePage(button=(t("inline-failed-button"), BEGIN))


def _card(view: StoryView, t: Translator, *, zone: str, now: datetime, bot_name: str) -> InlineCard:
    lead, article_id = view.articles[0], view.story.articles[0].id
    edited = view.story.corrected.headline(lead.language)
    headline = tidy(edited or lead.headline, _HEADLINE) or t("story-untitled")
    names = list(dict.fromkeys(shown for one in view.articles if (shown := tidy(one.source, _SOURCE))))
    said = next((sentence.text for sentence in view.summary if tidy(sentence.text)), "")
    # Only the searching person sees the list, so it may show times in that person's zone.
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
    if story.corrected.headline(lead.language) is not None:
        blocks.append(italic(t.html("story-edited-headline")))
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
    """Return the HTML of a moment, which Telegram's apps show in each reader's own zone; other apps show it in UTC.

    The zone of the person who sends the card is not used, because it would tell strangers where that person is.
    """
    utc = moment.astimezone(UTC)
    shown = escape(f"{day_short(t, utc.date())}, {clock_text(utc)} UTC")
    return f'<tg-time unix="{max(0, int(moment.timestamp()))}" format="dt">{shown}</tg-time>'
