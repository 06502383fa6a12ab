"""Drawing a digest as messages: short, with links and sources; split between stories, never inside one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from domain.chat import NORMAL_LOOK, Layout, Look
from domain.digest import Digest, DigestStory, Disagreement, Earlier, SummarySentence
from domain.faults import place_of
from render.dates import age_html, clock_text, day_short, day_text, zone_of
from render.footer import Footer, Rest, end_rows, story_rows
from render.markup import bold, escape, is_web_address, italic, link, quote, tidy
from render.message import OutgoingMessage
from render.split import packed
from render.texts import Html, Translator
from text.denials import denies

FLAGS = {"kg": "🇰🇬", "kz": "🇰🇿", "uz": "🇺🇿", "tj": "🇹🇯", "tm": "🇹🇲", "world": "🌍"}
TOPIC_SIGNS = {
    "politics": "🏛", "human-rights": "⚖️", "law-and-crime": "🚔", "economy": "📈", "foreign-affairs": "🤝",
    "security": "🛡", "society": "👥", "health": "🩺", "education": "🎓", "culture": "🎭", "religion": "🕌",
    "technology": "💡", "science": "🔬", "sports": "⚽️", "environment": "🌿", "accidents": "🚨", "migration": "🧳",
    "media": "📰",
}  # fmt: skip
_EARLIER = 160
_HEADLINE = 320  # the most UTF-16 units of a headline
_SENTENCE = 600
_SUMMARY = 900
_SOURCE = 40
_FIGURE = 60
_FIGURES_SHOWN = 4
# At most this many of a story's sources are named, the first ones; all sources of sentences in its summary are named
# even if they are more.
_SOURCES_SHOWN = 3
log = structlog.get_logger(__name__)

NO_TOPICS: Mapping[str, str] = {}
Source = tuple[str, str | None]  # a publisher's name, and the address of its article


def render_digest(
    digest: Digest,
    t: Translator,
    *,
    zone: str,
    title_key: str = "digest-title",
    empty_key: str = "digest-empty",
    topics: Mapping[str, str] = NO_TOPICS,
    footer: Footer = Footer.NONE,
    rest: Rest | None = None,
    seen: int = 0,
    look: Look = NORMAL_LOOK,
    kept: Collection[int] | None = None,
) -> tuple[OutgoingMessage, ...]:
    """Return the messages: title, stories, and how many were left out; if there is no story, a message that says why.

    `topics` are the titles of topics in the reader's language, for the headings of sections. With a `footer`, each
    message has buttons for its stories, and the last one also those for the whole digest. `rest` says what the button
    for more brings (None: no such button); `seen` is how many of the left-out stories one person of a group has already
    got in messages that only that person sees. All messages but the first are silent. A story that is not in `kept` was
    hidden while the digest was being sent: a line stands in its place, and all other stories stay in their messages.
    """
    moment = digest.window.end.astimezone(zone_of(zone))
    title = bold(t.html(title_key, date=day_text(t, moment.date()), time=clock_text(moment)))
    if not digest.stories:
        return (OutgoingMessage(f"{title}\n\n{t.html(empty_key)}"),)
    drawn = list(_drawn(digest, t, topics, zone, look.layout))
    left = digest.omitted + len(digest.stories) - len(drawn)
    is_numbered = footer is not Footer.NONE and len(drawn) > 1
    gap = "\n" if look.layout is Layout.HEADLINES else "\n\n"
    blocks = [title, *(_numbered(block, n if is_numbered else None, gap) for n, block in enumerate(drawn, 1))]
    if gap == "\n" and not (drawn and drawn[0].heading):
        blocks[0] += "\n"
    if left and (footer is Footer.NONE or rest is None):
        blocks.append(t.html("digest-omitted", count=left))
    parts = packed(blocks, gap)
    gone = {place for place, block in enumerate(drawn, 1) if kept is not None and block.story.story_id not in kept}
    blocks = [t.html("digest-taken-back") if place in gone else block for place, block in enumerate(blocks)]
    messages = []
    for part in parts:
        # Block 0 is the title, block n the nth story; after the stories there may be a line with the number left out.
        numbered = [(place, drawn[place - 1].story) for place in part if 0 < place <= len(drawn) and place not in gone]
        buttons = story_rows(numbered, t, is_only=not is_numbered) if footer is not Footer.NONE else ()
        if footer is not Footer.NONE and part is parts[-1]:
            buttons += end_rows(footer, digest, left, rest, t, seen=seen)
        is_first = part is parts[0]
        messages.append(
            OutgoingMessage(
                gap.join(blocks[place] for place in part).strip(),
                buttons,
                is_silent=not is_first,
                preview_url=_previewed(drawn) if is_first and look.has_picture else None,
            )
        )
    return tuple(messages)


@dataclass(frozen=True, slots=True)
class _Block:
    story: DigestStory
    heading: str | None  # the heading of a section, if the section begins with this story
    html: str


def _numbered(block: _Block, number: int | None, gap: str) -> str:
    html = block.html if number is None else f"{number}. {block.html}"
    if block.heading is None:
        return html
    return f"{bold(block.heading)}{gap}{html}" if gap == "\n\n" else f"\n{bold(block.heading)}{gap}{html}"


def _previewed(drawn: Sequence[_Block]) -> str | None:
    """Return the address of the page of the first story that has one."""
    return next((block.story.url for block in drawn if block.story.url and is_web_address(block.story.url)), None)


def _drawn(digest: Digest, t: Translator, topics: Mapping[str, str], zone: str, layout: Layout) -> Iterator[_Block]:
    """Yield the stories; if there are several sections, each begins with a heading.

    A story that cannot be drawn is left out, and the others are not affected.
    """
    has_sections = len({_heading(story, t, topics) for story in digest.stories}) > 1
    shown = ""
    for story in digest.stories:
        try:
            html = story_html(story, t, zone=zone, now=digest.window.end, layout=layout)
        except Exception as error:  # noqa: BLE001 - the story is logged and left out
            log.error("a story could not be rendered", story=story.story_id, error=place_of(error))
            continue
        heading = _heading(story, t, topics)
        begins = has_sections and heading != shown
        shown = heading
        yield _Block(story, heading if begins else None, html)


def _heading(story: DigestStory, t: Translator, topics: Mapping[str, str]) -> str:
    """Return the heading of a story's section: followed stories, a topic, or the other stories."""
    if story.is_pinned:
        return t.html("digest-pinned")
    if story.is_followed:
        return t.html("digest-followed")
    if story.topic is None or story.topic not in topics:
        return t.html("digest-others")
    return f"{TOPIC_SIGNS.get(story.topic, '')} {escape(topics[story.topic])}".strip()


def story_html(story: DigestStory, t: Translator, *, zone: str, now: datetime, layout: Layout = Layout.NORMAL) -> str:
    """Return a story: sign and linked headline, collapsed summary, differing figures, sources and age.

    The short layout has one sentence and no earlier story; the headline layout has only the outlet and the age after
    the headline.
    """
    headline = tidy(story.headline, _HEADLINE) or t("story-untitled")
    signs = story_sign(story.countries, story.topic)
    update = "↻ " if story.is_update else ""
    lines = [f"{signs}{update}{link(bold(escape(headline)), story.url)}"]
    if story.is_edited:
        lines.append(italic(t.html("story-edited-headline")))
    age = age_html(t, story.published_at, now, zone)
    if layout is Layout.HEADLINES:
        return " · ".join((*lines, *_first_source(story), age))
    summary = _summary(story, headline)
    if layout is Layout.SHORT:
        summary = summary[:1]
    if summary:
        told = escape(" ".join(text for text, _ in summary))
        lines.append(told if layout is Layout.SHORT else quote(told))
    if story.disagreement is not None:
        lines.append(disagreement_html(story.disagreement, story.sources, t))
    lines += [
        _step(step, t, zone) for step in story.course if layout is Layout.NORMAL and tidy(step.headline, _EARLIER)
    ]
    if (
        layout is Layout.NORMAL
        and not story.course
        and story.earlier is not None
        and tidy(story.earlier.headline, _EARLIER)
    ):
        before = link(escape(tidy(story.earlier.headline, _EARLIER)), story.earlier.url)
        lines.append(t.html("digest-earlier", headline=Html(before)))
    quoted = [(sentence.source, sentence.url) for _, sentence in summary]
    origin = (sources_html(story.sources, t, quoted=quoted), age)
    lines.append(" · ".join(part for part in origin if part))
    return "\n".join(lines)


def _step(step: Earlier, t: Translator, zone: str) -> str:
    """Return the line about an earlier story of the affair, with the story's day if that is known."""
    told = link(escape(tidy(step.headline, _EARLIER)), step.url)
    if step.at is None:
        return t.html("digest-earlier", headline=Html(told))
    return f"⏪ {escape(day_short(t, step.at.astimezone(zone_of(zone)).date()))}: {told}"


def _first_source(story: DigestStory) -> tuple[str, ...]:
    return tuple(link(escape(tidy(name, _SOURCE)), url) for name, url in story.sources[:1] if tidy(name))


def story_sign(countries: tuple[str, ...], topic: str | None) -> str:
    """Return the sign before a headline: the flags of at most two countries, or else the sign of the topic."""
    flags = "".join(FLAGS[country] for country in countries if country in FLAGS and country != "world")[: 2 * 2]
    sign = flags or TOPIC_SIGNS.get(topic or "", "") or ("🌍" if "world" in countries else "")
    return f"{sign} " if sign else ""


def sources_html(sources: Sequence[Source], t: Translator, *, quoted: Sequence[Source] = ()) -> str:
    """Return links to the first publishers and to all `quoted` ones, then the number of the others.

    The link of a quoted publisher leads to the quoted article; if two of its articles are quoted, there are two links.
    """
    said: dict[str, list[str | None]] = {}
    for name, url in quoted:
        links = said.setdefault(name, [])
        if url is not None and url not in links:
            links.append(url)
    named = [(name, url) for name, url in sources if tidy(name)]
    room = _SOURCES_SHOWN - sum(name in said for name, _ in named)
    shown: list[Source] = []
    for name, url in named:
        if name in said:
            shown += [(name, to) for to in said[name] or [url]]
        elif room > 0:
            room -= 1
            shown.append((name, url))
    parts = [link(escape(tidy(name, _SOURCE)), url) for name, url in shown]
    more = len({name for name, _ in named}) - len({name for name, _ in shown})
    if more > 0:
        parts.append(t.html("digest-more-sources", count=more))
    return " · ".join(parts)


def _summary(story: DigestStory, headline: str) -> list[tuple[str, SummarySentence]]:
    """Return as many whole sentences of the summary as there is room for; one that repeats the headline is left out."""
    kept: list[tuple[str, SummarySentence]] = []
    length = 0
    for sentence in story.summary:
        text = tidy(sentence.text, _SENTENCE)
        length += len(text)
        if kept and length > _SUMMARY:
            break
        if text and not _repeats(text, headline, story.language):
            kept.append((text, sentence))
    return kept


def disagreement_html(disagreement: Disagreement, sources: Sequence[Source], t: Translator) -> str:
    """Return the line about numbers that outlets give differently; if some are outdated, these come after the
    newest.
    """
    now = [pair for pair in disagreement.figures if pair[0] not in disagreement.outdated]
    before = [pair for pair in disagreement.figures if pair[0] in disagreement.outdated]
    figures = _figures(now, disagreement, sources)
    if not before:
        return t.html("digest-disagreement", figures=figures)
    return t.html("digest-newer-figures", figures=figures, before=_figures(before, disagreement, sources))


def difference_html(thing: str, given: Disagreement, sources: Sequence[Source], t: Translator) -> str:
    """Return the line with the figures that outlets give for one thing; outdated ones come last, marked as earlier."""
    now = [pair for pair in given.figures if pair[0] not in given.outdated]
    before = [pair for pair in given.figures if pair[0] in given.outdated]
    line = f"• {t.html(f'difference-{thing}')}: {_figures(now, given, sources)}"
    return f"{line}; {t.html('difference-before', figures=_figures(before, given, sources))}" if before else line


def _repeats(sentence: str, headline: str, language: str) -> bool:
    """Return whether a sentence says only what the headline says; one more word may open it, such as «Сегодня» (today).

    Any other words may be what the headline lacks: who says so, when, or the verb of a headline that was cut.
    """
    told, said = ("".join(filter(str.isalnum, text.casefold())) for text in (headline, sentence))
    if told == said:
        return True
    opening = "".join(filter(str.isalnum, sentence.casefold().partition(" ")[0]))
    is_longer_by_a_word = bool(told) and opening.isalpha() and said == opening + told
    return is_longer_by_a_word and denies(sentence, language) == denies(headline, language)


def _figures(pairs: Sequence[tuple[str, str]], disagreement: Disagreement, sources: Sequence[Source]) -> Html:
    """Return which outlets give which figure, with links, at most _FIGURES_SHOWN of them.

    If there are more, each figure is shown with its first outlet, and further outlets only where room is left.
    """
    urls = dict(sources) | dict(zip((source for source, _ in disagreement.figures), disagreement.urls, strict=False))
    first: dict[str, str] = {}
    for source, figure in pairs:
        first.setdefault(figure.casefold(), source)
    ordered = sorted(pairs, key=lambda pair: first[pair[1].casefold()] != pair[0])[:_FIGURES_SHOWN]
    return Html(
        "; ".join(
            f"{link(escape(tidy(source, _SOURCE)), urls.get(source))} — {escape(tidy(figure, _FIGURE))}"
            for source, figure in pairs
            if (source, figure) in ordered
        )
    )
