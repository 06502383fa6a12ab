"""A story as a reader opens it: the summary with its sources, differing figures, and all sources."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote as quoted

from domain.bookmark import BookmarkKind
from domain.digest import Tastes
from domain.ids import ArticleId
from domain.story import StoryArticle
from domain.tastes import MOST, outlet_key, topic_key
from domain.view import Step, StoryView
from render.buttons import Flow, choice, data, rows
from render.dates import age_html, clock_text, day_short, zone_of
from render.digest import TOPIC_SIGNS, difference_html, story_sign
from render.footer import Footer
from render.markup import bold, escape, italic, link, tidy
from render.message import TEXT_LIMIT, Button, OutgoingMessage, utf16_length
from render.screens.page import LANGUAGE_NAMES, label
from render.split import ENTITY_ROOM, entity_count, visible
from render.texts import Translator

SHELVES = {kind[0]: kind for kind in BookmarkKind}  # first letter of a kind of bookmark, as in buttons → the kind
_HEADLINE = 320  # the most UTF-16 units of a headline
_SENTENCE = 600
_SOURCE = 40
_STEP = 160
_DIFFERENCES = 5
_SHARED = 200  # the most characters of a headline that is shared
_ROOM = TEXT_LIMIT - 100  # UTF-16 units; the other 100 are for the line that says how many articles are left out


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a story was opened, as its buttons name it: under a message, or on a page of bookmarks."""

    shelf: BookmarkKind | None = None
    # The id of the message under which the story was opened, or 0 for the story's own message. With a `shelf`, the
    # number of the page of bookmarks.
    number: int = 0

    def __str__(self) -> str:
        return f"{self.shelf[0] if self.shelf else 'd'}{self.number}"


def origin_of(text: str) -> Origin:
    """Return the Origin that a value in callback data stands for.

    For an invalid value, it is the Origin of a story that was opened under its own message.
    """
    number = int(text[1:]) if text[1:].isascii() and text[1:].isdigit() and len(text) < 12 else 0
    return Origin(SHELVES.get(text[:1]), number)


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The data from which the screen of a story is drawn."""

    view: StoryView
    t: Translator
    zone: str
    now: datetime
    footer: Footer
    bot_name: str = ""  # without the @; "" if links to the bot cannot be made
    topic: str | None = None  # the title of the story's first topic, in the reader's language
    origin: Origin = field(default=Origin())
    is_saved: bool = False
    is_followed: bool = False
    tastes: Tastes = ()
    may_edit: bool = False

    @property
    def article_id(self) -> ArticleId:
        """The id by which buttons and links name the story: its first article's, which is valid even after a merge."""
        return self.view.story.articles[0].id


def story_screen(page: StoryPage) -> OutgoingMessage:
    view, t = page.view, page.t
    lead = view.articles[0]
    better = view.story.corrected.headline(lead.language)
    headline = tidy(better or lead.headline, _HEADLINE) or t("story-untitled")
    sign = story_sign(view.story.countries, next(iter(view.story.topics), None))
    top = [f"{sign}{link(bold(escape(headline)), lead.url)}"]
    if page.topic and view.story.topics:
        top.append(italic(f"{TOPIC_SIGNS.get(view.story.topics[0], '')} {escape(page.topic)}".strip()))
    if better is not None:
        top.append(italic(t.html("story-edited-headline")))
    if view.story.corrected.is_hidden:
        top.append(t.html("edit-is-hidden"))
    blocks = ["\n".join(top)]
    for sentence in view.summary:
        said = escape(tidy(sentence.text, _SENTENCE))
        if said:
            blocks.append(f"{said} — {link(escape(tidy(sentence.source, _SOURCE)), sentence.url)}")
    if view.differences:
        sources = [(article.source, article.url) for article in view.articles]
        shown = [difference_html(one.thing, one.given, sources, t) for one in view.differences[:_DIFFERENCES]]
        blocks.append("\n".join([t.html("story-differences"), *shown]))
    if view.affair:
        blocks.append("\n".join([t.html("story-affair"), *(_step(place, page) for place in range(len(view.affair)))]))
    if view.related:
        blocks.append("\n".join([t.html("story-related"), *(_related(step, page) for step in view.related)]))
    html = "\n\n".join(blocks)
    return OutgoingMessage(f"{html}\n\n{_sources(page, html)}", _buttons(page, headline))


def _sources(page: StoryPage, above: str) -> str:
    """Return lines with the number of outlets and with as many of the story's articles as fit below the text `above`.

    If some do not fit, the last line says how many.
    """
    articles = sorted(page.view.articles, key=lambda article: (article.published_at, article.id))
    heading = page.t.html("story-sources", count=len({article.source for article in articles}))
    lines = [heading]
    length = utf16_length(visible(above)) + utf16_length(visible(heading)) + 2
    entities = entity_count(above) + entity_count(heading)
    for place, article in enumerate(articles):
        line = _source(article, page)
        length, entities = length + utf16_length(visible(line)) + 1, entities + entity_count(line)
        if length > _ROOM or entities > ENTITY_ROOM:
            lines.append(page.t.html("story-sources-more", count=len(articles) - place))
            break
        lines.append(line)
    return "\n".join(lines)


def _step(place: int, page: StoryPage) -> str:
    """Return a line of the affair: a story's number, headline and age; the opened story is not a link."""
    step = page.view.affair[place]
    headline = escape(tidy(step.headline, _STEP) or page.t("story-untitled"))
    is_opened = step.story_id == page.view.story.id
    told = bold(headline) if is_opened else link(headline, step.url)
    sign = "▸" if is_opened else f"{place + 1}."
    return f"{sign} {told} · {age_html(page.t, step.began_at, page.now, page.zone)}"


def _related(step: Step, page: StoryPage) -> str:
    headline = escape(tidy(step.headline, _STEP) or page.t("story-untitled"))
    return f"• {link(headline, step.url)} · {age_html(page.t, step.began_at, page.now, page.zone)}"


def _steps_row(page: StoryPage) -> tuple[Button, ...]:
    """Return a button for each other story of the affair; a press shows that story in place of this one."""
    return tuple(
        Button(f"⏱ {place + 1}", data(Flow.SETTINGS, "story", step.article_id, str(page.origin)))
        for place, step in enumerate(page.view.affair)
        if step.story_id != page.view.story.id
    )


def _related_rows(page: StoryPage) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that open related stories in this message, each with its headline."""
    return tuple(
        (
            Button(
                label(f"🔗 {tidy(step.headline) or page.t('story-untitled')}"),
                data(Flow.SETTINGS, "story", step.article_id, str(page.origin)),
            ),
        )
        for step in page.view.related
    )


def _source(article: StoryArticle, page: StoryPage) -> str:
    local = article.published_at.astimezone(zone_of(page.zone))
    shown = f"{day_short(page.t, local.date())}, {clock_text(local)}"
    seconds = max(0, int(article.published_at.timestamp()))
    moment = f'<tg-time unix="{seconds}" format="dt">{escape(shown)}</tg-time>'
    name = link(escape(tidy(article.source, _SOURCE)) or "…", article.url)
    kind = f" · {page.t.html(f'outlet-{article.outlet}')}" if article.outlet else ""
    return f"{moment} · {name}{kind} · {escape(LANGUAGE_NAMES.get(article.language, article.language))}"


def _buttons(page: StoryPage, headline: str) -> tuple[tuple[Button, ...], ...]:
    t, own = page.t, (str(page.article_id), str(page.origin))
    share: tuple[Button, ...] = ()
    if page.bot_name:
        share = (Button(t("story-share-button"), url=share_url(page.bot_name, page.article_id, headline)),)
    if page.footer is not Footer.OWN:
        return (share,) if share else ()
    back = Button(t("story-close-button"), data(Flow.SETTINGS, "close"))
    if page.origin.shelf is not None:
        back = Button(t("button-back"), data(Flow.SETTINGS, "shelf", page.origin.shelf[0], page.origin.number))
    return (
        (
            choice(t("story-save-button"), Flow.SETTINGS, "save", *own, is_chosen=page.is_saved),
            choice(t("story-follow-button"), Flow.SETTINGS, "watch", *own, is_chosen=page.is_followed),
        ),
        _taste_row(page),
        *rows(_steps_row(page), 4),
        *_related_rows(page),
        *(((Button(t("edit-button"), data(Flow.SETTINGS, "edit", *own)),),) if page.may_edit else ()),
        (*share, back),
    )


def _taste_row(page: StoryPage) -> tuple[Button, ...]:
    """Return the buttons for more stories like this, for less of its topic, and for less of its outlet.

    The data of each button has the steps of the topic and of the outlet that the reader will have after the press.
    """
    story, outlet = page.view.story, page.view.articles[0].source
    steps = dict(page.tastes)
    topic = next(iter(story.topics), None)
    of_topic = steps.get(topic_key(topic), 0) if topic else 0
    of_outlet = steps.get(outlet_key(outlet), 0)

    def wants(text: str, topic_steps: int, outlet_steps: int) -> Button:
        values = [max(0, min(2 * MOST, MOST + value)) for value in (topic_steps, outlet_steps)]
        return Button(text, data(Flow.SETTINGS, "taste", page.article_id, str(page.origin), *values))

    more = wants("👍", of_topic + 1 if topic else 0, of_outlet + 1)
    less_outlet = wants(f"👎 {label(outlet)}", of_topic, of_outlet - 1)
    if topic is None or page.topic is None:
        return more, less_outlet
    return more, wants(f"👎 {label(page.topic)}", of_topic - 1, of_outlet), less_outlet


def share_url(bot_name: str, article_id: ArticleId, headline: str) -> str:
    """Return the address with which a reader chooses a chat and shares the story there."""
    address = f"https://t.me/{bot_name}?start=s_{article_id}"
    return f"https://t.me/share/url?url={quoted(address, safe='')}&text={quoted(tidy(headline, _SHARED), safe='')}"
