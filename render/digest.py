"""A digest as messages: short, linked, sourced; split between stories, never within one."""

from collections.abc import Iterator

from domain.digest import Digest, DigestStory
from render.dates import clock_text, day_text, zone_of
from render.markup import bold, escape, link, tidy
from render.message import OutgoingMessage
from render.split import join_blocks
from render.texts import Html, Translator

FLAGS = {"kg": "🇰🇬", "kz": "🇰🇿", "uz": "🇺🇿", "tj": "🇹🇯", "tm": "🇹🇲", "world": "🌍"}
TOPIC_SIGNS = {
    "politics": "🏛", "human-rights": "⚖️", "law-and-crime": "🚔", "economy": "📈", "foreign-affairs": "🤝",
    "security": "🛡", "society": "👥", "health": "🩺", "education": "🎓", "culture": "🎭", "religion": "🕌",
    "technology": "💡", "science": "🔬", "sports": "⚽️", "environment": "🌿", "accidents": "🚨", "migration": "🧳",
    "media": "📰",
}  # fmt: skip
_HEADLINE = 320  # UTF-16 units
_SENTENCE = 600
_SUMMARY = 900
_SOURCE = 40
_FIGURE = 60
_SOURCES_SHOWN = 3


def render_digest(
    digest: Digest, t: Translator, *, zone: str, title_key: str = "digest-title", empty_key: str = "digest-empty"
) -> tuple[OutgoingMessage, ...]:
    """Title, stories, and how many were left out. An empty digest is one message that says so, and why."""
    moment = digest.window.end.astimezone(zone_of(zone))
    title = bold(t.html(title_key, date=day_text(t, moment.date()), time=clock_text(moment)))
    if not digest.stories:
        return (OutgoingMessage(f"{title}\n\n{t.html(empty_key)}"),)
    blocks = [title, *_sections(digest, t)]
    if digest.omitted:
        blocks.append(t.html("digest-omitted", count=digest.omitted))
    return tuple(OutgoingMessage(html) for html in join_blocks(blocks))


def _sections(digest: Digest, t: Translator) -> Iterator[str]:
    """The stories, with a heading over those that a follow brought and over the rest after them."""
    has_both = len({story.is_followed for story in digest.stories}) == 2
    shown: bool | None = None
    for story in digest.stories:
        html = story_html(story, t)
        if has_both and story.is_followed is not shown:
            shown = story.is_followed
            heading = t.html("digest-followed" if shown else "digest-others")
            html = f"{bold(heading)}\n\n{html}"
        yield html


def story_html(story: DigestStory, t: Translator) -> str:
    """One story: sign and linked headline, summary, disagreement, sources."""
    headline = tidy(story.headline, _HEADLINE) or t("story-untitled")
    signs = story_sign(story.countries, story.topic)
    update = "↻ " if story.is_update else ""
    lines = [f"{signs}{update}{link(bold(escape(headline)), story.url)}"]
    summary = _summary(story, headline)
    if summary:
        lines.append(escape(summary))
    if story.disagreement is not None:
        lines.append(t.html("digest-disagreement", figures=_figures(story)))
    lines.append(sources_html(story.sources, t))
    return "\n".join(line for line in lines if line)


def story_sign(countries: tuple[str, ...], topic: str | None) -> str:
    """One sign before a headline: the countries' flags, at most two, or else the topic's."""
    flags = "".join(FLAGS[country] for country in countries if country in FLAGS and country != "world")[: 2 * 2]
    sign = flags or TOPIC_SIGNS.get(topic or "", "") or ("🌍" if "world" in countries else "")
    return f"{sign} " if sign else ""


def sources_html(sources: tuple[tuple[str, str | None], ...], t: Translator) -> str:
    """The first publishers as links, then how many more."""
    shown = [link(escape(tidy(name, _SOURCE)), url) for name, url in sources[:_SOURCES_SHOWN] if tidy(name)]
    more = len(sources) - _SOURCES_SHOWN
    if more > 0:
        shown.append(t.html("digest-more-sources", count=more))
    return " · ".join(shown)


def _summary(story: DigestStory, headline: str) -> str:
    """Whole sentences while there is room; one that only repeats the headline is left out."""
    kept: list[str] = []
    length = 0
    for sentence in story.summary:
        text = tidy(sentence.text, _SENTENCE)
        length += len(text)
        if kept and length > _SUMMARY:
            break
        if text and text.rstrip(".!?…") != headline.rstrip(".!?…"):
            kept.append(text)
    return " ".join(kept)


def _figures(story: DigestStory) -> Html:
    assert story.disagreement is not None
    pairs = story.disagreement.figures[:4]
    return Html(
        "; ".join(f"{escape(tidy(source, _SOURCE))} — {escape(tidy(figure, _FIGURE))}" for source, figure in pairs)
    )
