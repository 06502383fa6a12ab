"""The newsroom's messages: feeds, their health in words, and the results of adding or removing one."""

from collections.abc import Sequence
from datetime import datetime

from domain.channels import channel_of
from domain.feed import Feed, FeedField, Health, Outlet, Reason
from domain.teasers import wants_full_text
from render.buttons import Flow, data, fits
from render.counts import counts_lines
from render.dates import age_text
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage, utf16_length
from render.newsroom.feed import ALL, chosen, filter_rows, number_rows
from render.notice import reason_html
from render.split import messages_of, shorten_to_fit
from render.texts import Html, Translator

PAGE = 10  # feeds on a page
_SIGNS = {
    Health.OK: "🟢", Health.DEGRADED: "🟡", Health.STALE: "💤", Health.FAILING: "🔴", Health.BLOCKED: "⛔️",
    Health.GONE: "⚫️", Health.NO_PREVIEW: "🙈", Health.NOT_A_CHANNEL: "⚫️", Health.STRANGER: "⛔️", Health.CHANGED: "🚨",
}  # fmt: skip
_WORST_FIRST = (
    Health.CHANGED, Health.STRANGER, Health.GONE, Health.NOT_A_CHANNEL, Health.FAILING, Health.BLOCKED,
    Health.NO_PREVIEW, Health.STALE, Health.DEGRADED, Health.OK,
)  # fmt: skip
_OUTLETS = {
    Outlet.STATE: "outlet-state",
    Outlet.MINISTRY: "outlet-ministry",
    Outlet.EMERGENCY: "outlet-emergency",
    Outlet.WEATHER: "outlet-weather",
    Outlet.PRIVATE: "outlet-private",
    Outlet.ABROAD: "outlet-abroad",
    Outlet.UNCONFIRMED: "outlet-unconfirmed",
}
_TITLE = 60  # UTF-16 units
_URL = 200
_LONGEST_URL = 3900  # a longer one would not fit into one message with the command and the title
_MOST_BUTTONS = 50  # in one column; a keyboard holds a hundred
_REFUSED_SHOWN = 50  # refused lines of a file that are shown; `feeds import` in the terminal shows all
OPML_LIMIT = 5 * 2**20  # bytes; larger files are not read


def address_wanted(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("addfeed-usage"))


def added_message(feed: Feed, t: Translator) -> OutgoingMessage:
    """Say that the feed is added, with buttons for what it does not say of itself, and one for its screen."""
    asked = [name for name in (FeedField.COUNTRY, FeedField.LANGUAGE) if not getattr(feed, name)]
    unsure = tuple(Button(t(f"feed-{name}-button"), data(Flow.SETTINGS, "feed", feed.id, name)) for name in asked)
    opens = (Button(t("feed-open-button"), data(Flow.SETTINGS, "feed", feed.id)),)
    text = t.html("addfeed-added", title=tidy(feed.title, _TITLE), url=tidy(_shown(feed.url), _URL))
    return OutgoingMessage(text, (unsure, opens) if unsure else (opens,))


def already_message(feed: Feed, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("addfeed-already", title=tidy(feed.title, _TITLE), url=tidy(_shown(feed.url), _URL)))


def choices_messages(found: Sequence[tuple[str, str | None]], t: Translator) -> tuple[OutgoingMessage, ...]:
    """Return the feeds of a page, in as many messages as they need.

    Each feed has a button if its address fits into one, else the command to copy. An address that no message can hold
    is left out, because nobody could send it to us either.
    """
    blocks = [t.html("addfeed-choices")]
    buttons = []
    for url, title in found:
        label = tidy(title or "", _TITLE) or tidy(url, _TITLE)
        if fits(Flow.SETTINGS, "addfeed", url):
            buttons.append((Button(label, data(Flow.SETTINGS, "addfeed", url)),))
            blocks.append(f"• {escape(label)}\n{escape(tidy(url, _URL))}")
        elif utf16_length(url) <= _LONGEST_URL:
            blocks.append(f"• {escape(label)}\n<code>/addfeed {escape(url)}</code>")
    return messages_of(blocks, tuple(buttons[:_MOST_BUTTONS]))


def rejected_message(reason: Reason, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("addfeed-rejected", reason=Html(reason_html(reason, t))))


def feeds_page(
    feeds: Sequence[Feed], page: int, t: Translator, *, now: datetime, zone: str, given_up: int = 0, wanted: str = ALL
) -> OutgoingMessage:
    """Return one page of the list of feeds, the least healthy ones first."""
    if not feeds:
        return OutgoingMessage(t.html("feeds-none"))
    filters = filter_rows(feeds, wanted)
    feeds = chosen(feeds, wanted)
    if not feeds:
        return OutgoingMessage(t.html("feeds-none-so"), filters)
    ordered = sorted(feeds, key=lambda feed: (_WORST_FIRST.index(feed.state.health), feed.id))
    last = (len(ordered) - 1) // PAGE
    page = min(max(page, 0), last)
    healthy = sum(feed.state.health is Health.OK for feed in feeds)
    blocks = [t.html("feeds-title", count=len(feeds), healthy=healthy, page=page + 1, pages=last + 1)]
    if given_up:
        blocks.append(t.html("feeds-given-up", count=given_up))
    blocks += [_feed(feed, t, now, zone) for feed in ordered[page * PAGE : (page + 1) * PAGE]]
    turns = []
    if page > 0:
        turns.append(Button("←", data(Flow.SETTINGS, "feeds", page - 1, wanted)))
    if page < last:
        turns.append(Button("→", data(Flow.SETTINGS, "feeds", page + 1, wanted)))
    numbers = number_rows(ordered[page * PAGE : (page + 1) * PAGE])
    return OutgoingMessage(shorten_to_fit(blocks), (*numbers, *((tuple(turns),) if turns else ()), *filters))


def listed_feed(feed: Feed, t: Translator, *, now: datetime, zone: str) -> str:
    """Return a feed as the list shows it, as HTML."""
    return _feed(feed, t, now, zone)


def remove_question(feed: Feed, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(
        t.html("removefeed-question", title=tidy(feed.title, _TITLE), url=tidy(_shown(feed.url), _URL)),
        ((Button(t("removefeed-yes-button"), data(Flow.SETTINGS, "removefeed", feed.id)),),),
    )


def no_such_feed(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("removefeed-usage"))


def _shown(url: str) -> str:
    """Return the address as people know it; for a channel, its name."""
    channel = channel_of(url)
    return f"@{channel}" if channel else url


def _feed(feed: Feed, t: Translator, now: datetime, zone: str) -> str:
    state = feed.state
    sign = "⏸" if feed.is_paused else _SIGNS[state.health]
    lines = [
        f"{sign} {feed.id}. {bold(escape(tidy(feed.title, _TITLE) or feed.host))}",
        escape(" · ".join((tidy(_shown(feed.url), _URL), *((t(_OUTLETS[feed.outlet]),) if feed.outlet else ())))),
    ]
    if state.reason is not None:
        lines.append(reason_html(state.reason, t))
    if state.last_success_at is None:
        lines.append(t.html("feeds-never"))
    else:
        lines.append(t.html("feeds-success", age=age_text(t, state.last_success_at, now, zone)))
    if state.last_read is not None:
        lines += counts_lines(state.last_read, t)
    if wants_full_text(feed, state.last_read):
        lines.append(t.html("feeds-teasers", command=f"feeds full-text {tidy(feed.url, _URL)}"))
    return "\n".join(lines)


def opml_messages(
    new: int, known: int, duplicates: int, refused: Sequence[tuple[int, str, Reason]], t: Translator, *, is_done: bool
) -> tuple[OutgoingMessage, ...]:
    """Return what an import has changed or would change, and each line that it cannot use."""
    blocks = [t.html("opml-done" if is_done else "opml-plan", count=new)]
    if known or duplicates:
        blocks.append(t.html("opml-known", known=known, duplicates=duplicates))
    if refused:
        blocks.append(t.html("opml-refused", count=len(refused)))
        blocks += [
            t.html("opml-refused-line", line=line, what=tidy(what, _URL), reason=Html(reason_html(reason, t)))
            for line, what, reason in refused[:_REFUSED_SHOWN]
        ]
    if len(refused) > _REFUSED_SHOWN:
        blocks.append(t.html("opml-refused-more", count=len(refused) - _REFUSED_SHOWN))
    if not is_done and new:
        blocks.append(t.html("opml-confirm"))
    return messages_of(blocks)


def opml_too_large(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("feed-error-opml-too-large"))
