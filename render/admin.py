"""The newsroom's messages about feeds: their health in words, and the results of adding or removing one."""

from collections.abc import Sequence
from datetime import datetime

from domain.feed import Feed, Health, Outlet
from domain.teasers import wants_full_text
from render.buttons import Flow, data
from render.counts import counts_lines
from render.dates import age_text
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage
from render.newsroom.feed import ALL, address_shown, chosen, filter_rows, number_rows
from render.notice import reason_html
from render.split import shorten_to_fit
from render.texts import Translator

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
_TITLE = 60  # the most UTF-16 units of a title
_URL = 200


def address_wanted(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("addfeed-usage"))


def feeds_page(
    feeds: Sequence[Feed],
    page: int,
    t: Translator,
    *,
    now: datetime,
    zone: str,
    given_up: int = 0,
    wanted: str = ALL,
    suggested: int = 0,
    may_export: bool = False,
) -> OutgoingMessage:
    """Draw one page of the list of feeds, the least healthy ones first.

    `given_up` is the number of articles that cannot be read, `suggested` that of sources suggested by readers.
    """
    actions: tuple[tuple[Button, ...], ...] = ()
    if suggested:
        label = t("suggested-button", count=suggested)
        actions += ((Button(label, data(Flow.SETTINGS, "suggested", "list", 0)),),)
    if not feeds:
        return OutgoingMessage(t.html("feeds-none"), actions)
    if may_export:
        actions += ((Button(t("opml-export-button"), data(Flow.SETTINGS, "opml", "export")),),)
    filters = (*filter_rows(feeds, wanted), *actions)
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
    """Return a feed as HTML, in the form in which the list shows it."""
    return _feed(feed, t, now, zone)


def remove_question(feed: Feed, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(
        t.html("removefeed-question", title=tidy(feed.title, _TITLE), url=tidy(address_shown(feed.url), _URL)),
        ((Button(t("removefeed-yes-button"), data(Flow.SETTINGS, "removefeed", feed.id)),),),
    )


def no_such_feed(t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("removefeed-usage"))


def _feed(feed: Feed, t: Translator, now: datetime, zone: str) -> str:
    state = feed.state
    sign = "⏸" if feed.is_paused else _SIGNS[state.health]
    lines = [
        f"{sign} {feed.id}. {bold(escape(tidy(feed.title, _TITLE) or feed.host))}",
        escape(
            " · ".join((tidy(address_shown(feed.url), _URL), *((t(_OUTLETS[feed.outlet]),) if feed.outlet else ())))
        ),
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
