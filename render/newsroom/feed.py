"""Draws one feed for the newsroom, with what can be changed about it; also the filters of the list of feeds."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.channels import channel_of
from domain.chat import COUNTRIES
from domain.feed import Feed, FeedField, Health, KeptPoll, Outlet, PollCounts, Reason
from render.buttons import Flow, data, rows
from render.counts import left_out_words
from render.dates import clock_text, day_short, zone_of
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage
from render.notice import reason_html
from render.prompt import prompt
from render.screens.page import LANGUAGE_NAMES
from render.split import shorten_to_fit
from render.texts import Translator

SHOWN_POLLS = 3  # last polls on a feed's screen; all kept polls have a screen of their own
UNKNOWN = "none"  # in place of a language's code, for feeds whose language is not known
ALL, FAILING, SILENT, PAUSED = "all", "failing", "silent", "paused"
FLAGS = {"kg": "🇰🇬", "kz": "🇰🇿", "uz": "🇺🇿", "tj": "🇹🇯", "tm": "🇹🇲", "world": "🌏"}
_SIGNS = {ALL: "∗", FAILING: "🔴", SILENT: "💤", PAUSED: "⏸"}
_WELL = (Health.OK, Health.DEGRADED, Health.STALE)
_NAME = 60  # the most UTF-16 units of a name


def chosen(feeds: Sequence[Feed], wanted: str) -> list[Feed]:
    """Return the feeds that match the filter `wanted`: failing, silent, paused, a country (c-kg) or a language (l-ru).

    c-world stands for feeds without a country, l-none for feeds without a language. For any other filter all feeds
    are returned.
    """
    kind, _, code = wanted.partition("-")
    if wanted == FAILING:
        return [feed for feed in feeds if feed.state.health not in _WELL and not feed.is_paused]
    if wanted == SILENT:
        return [feed for feed in feeds if feed.state.health is Health.STALE and not feed.is_paused]
    if wanted == PAUSED:
        return [feed for feed in feeds if feed.is_paused]
    if kind == "c" and code:
        return [feed for feed in feeds if (feed.country or "world") == code]
    if kind == "l" and code:
        return [feed for feed in feeds if (feed.language or UNKNOWN) == code]
    return list(feeds)


def filter_rows(feeds: Sequence[Feed], wanted: str) -> tuple[tuple[Button, ...], ...]:
    """Return a button for each filter that matches any of the feeds, labelled with the number of these feeds."""
    languages = sorted({feed.language for feed in feeds if feed.language})
    labels = [
        _SIGNS | {},
        {f"c-{country}": FLAGS[country] for country in COUNTRIES},
        {f"l-{language}": language for language in languages[:7]} | {f"l-{UNKNOWN}": "❔"},
    ]
    lines = []
    for line in labels:
        counted = {name: (label, len(chosen(feeds, name))) for name, label in line.items()}
        lines.append(
            tuple(
                Button(f"{'✅' if name == wanted else ''}{label} {count}", data(Flow.SETTINGS, "feeds", 0, name))
                for name, (label, count) in counted.items()
                if count
            )
        )
    return tuple(line for line in lines if line)


def number_rows(feeds: Sequence[Feed]) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons that open the listed feeds."""
    return rows((Button(str(feed.id), data(Flow.SETTINGS, "feed", feed.id)) for feed in feeds), 5)


def feed_screen(
    feed: Feed,
    listed: str,
    t: Translator,
    *,
    now: datetime,
    zone: str,
    may_remove: bool,
    polls: Sequence[KeptPoll] = (),
    said: str = "",
) -> OutgoingMessage:
    """Draw a feed with its last polls, newest first.

    `listed` is the feed's line of the list of feeds; `said` is an answer to the last press, shown at the top. Both are
    HTML.
    """
    unknown = t("feed-unknown")
    about = t.html(
        "feed-about",
        source=tidy(feed.source, _NAME),
        country=t(f"country-{feed.country}") if feed.country in COUNTRIES else unknown,
        language=LANGUAGE_NAMES.get(feed.language or "", feed.language or unknown),
        outlet=t(f"outlet-{feed.outlet}") if feed.outlet else unknown,
        full=t("feed-yes" if feed.full_text else "feed-no"),
    )
    blocks = [*([said] if said else []), listed, about]
    if feed.is_paused:
        blocks.append(t.html("feed-paused"))
    else:
        blocks.append(t.html("feed-next", time=clock_text(feed.state.next_poll_at.astimezone(zone_of(zone)))))
    if feed.state.typical_gap is not None:
        blocks.append(gap_html(feed.state.typical_gap, t))
    if polls:
        lines = [poll_html(poll, t, now=now, zone=zone) for poll in polls[:SHOWN_POLLS]]
        blocks.append("\n".join([t.html("feed-polls"), *lines]))
    pause = ("feed-resume-button", "off") if feed.is_paused else ("feed-pause-button", "on")
    full = f"{'✅ ' if feed.full_text else ''}{t('feed-full-button')}"
    buttons = [
        (
            *(() if feed.is_paused else (Button(t("feed-due-button"), data(Flow.SETTINGS, "poll", feed.id)),)),
            Button(t(pause[0]), _data(feed, FeedField.PAUSED, pause[1])),
        ),
        *((_polls_row(feed, t),) if len(polls) > SHOWN_POLLS else ()),
        tuple(Button(t(f"feed-{name}-button"), _data(feed, name)) for name in (FeedField.TITLE, FeedField.SOURCE)),
        tuple(
            Button(t(f"feed-{name}-button"), _data(feed, name))
            for name in (FeedField.COUNTRY, FeedField.LANGUAGE, FeedField.OUTLET)
        ),
        (
            Button(full, _data(feed, FeedField.FULL_TEXT, "off" if feed.full_text else "on")),
            Button(t("feed-address-button"), data(Flow.SETTINGS, "move", feed.id)),
        ),
    ]
    if may_remove:
        buttons.append((Button(t("feed-remove-button"), data(Flow.SETTINGS, "removefeed", feed.id)),))
    return OutgoingMessage(shorten_to_fit(blocks), (*buttons, (_back(t),)))


def choices(feed: Feed, field: FeedField, t: Translator) -> OutgoingMessage:
    """Draw the screen on which the feed's country, language or outlet, as `field` says, is chosen."""
    names = {
        FeedField.COUNTRY: {code: t(f"country-{code}") for code in COUNTRIES if code != "world"},
        FeedField.LANGUAGE: dict(LANGUAGE_NAMES),
        FeedField.OUTLET: {str(one): t(f"outlet-{one}") for one in Outlet},
    }[field]
    buttons = [Button(name, _data(feed, field, code)) for code, name in names.items()]
    none = Button(t("feed-none-button"), _data(feed, field, "none"))
    title = f"<b>{escape(tidy(feed.title, _NAME))}</b>\n{t.html(f'feed-{field}-button')}"
    back = Button(t("button-back"), data(Flow.SETTINGS, "feed", feed.id))
    return OutgoingMessage(title, (*rows(buttons, 2), (none, back)))


def ask_name(feed: Feed, field: FeedField, t: Translator, *, bot_name: str) -> OutgoingMessage:
    now = feed.title if field is FeedField.TITLE else feed.source
    text = t.html(f"feed-ask-{field}", title=tidy(now, _NAME))
    return prompt(text, "feed", feed.id, str(field), bot_name=bot_name, hint=tidy(now, _NAME) or "…")


def removed(feed: Feed, t: Translator) -> OutgoingMessage:
    undo = Button(t("pause-undo-button"), data(Flow.SETTINGS, "removefeed", feed.id, "undo"))
    return OutgoingMessage(t.html("removefeed-done", title=tidy(feed.title, _NAME)), ((undo, _back(t)),))


def restored(feed: Feed, t: Translator) -> OutgoingMessage:
    return OutgoingMessage(t.html("feed-restored", title=tidy(feed.title, _NAME)), ((_back(t),),))


def polls_screen(feed: Feed, polls: Sequence[KeptPoll], t: Translator, *, now: datetime, zone: str) -> OutgoingMessage:
    """Draw all kept polls of a feed, newest first."""
    title = bold(escape(tidy(feed.title, _NAME) or feed.host))
    lines = [poll_html(poll, t, now=now, zone=zone) for poll in polls]
    back = Button(t("button-back"), data(Flow.SETTINGS, "feed", feed.id))
    return OutgoingMessage(shorten_to_fit([title, "\n".join([t.html("feed-polls"), *lines])]), ((back,),))


def poll_html(poll: KeptPoll, t: Translator, *, now: datetime, zone: str) -> str:
    """Return in one line when a poll was and what it brought."""
    local, today = poll.polled_at.astimezone(zone_of(zone)), now.astimezone(zone_of(zone)).date()
    moment = clock_text(local) if local.date() == today else f"{day_short(t, local.date())}, {clock_text(local)}"
    return f"{escape(moment)} · {result_html(poll.reason, poll.counts, t)}"


def result_html(reason: Reason | None, counts: PollCounts | None, t: Translator) -> str:
    """Return what a poll brought: the reason for its failure, that nothing was new, or the counts."""
    if reason is not None:
        return f"⚠️ {reason_html(reason, t)}"
    lost = left_out_words(counts.left_out, t) if counts else ""
    if counts is None or not (counts.new or counts.edited or lost):
        return t.html("poll-nothing")
    brought = t.html("poll-brought", new=counts.new, edited=counts.edited)
    return f"{brought} {t.html('feeds-left-out', reasons=lost)}" if lost else brought


def gap_html(gap: timedelta, t: Translator) -> str:
    """Return the sentence that says how often a feed has something new: about every `gap`."""
    minutes = max(1, round(gap.total_seconds() / 60))
    if minutes < 90:
        return t.html("feed-gap-minutes", count=minutes)
    hours = round(minutes / 60)
    return t.html("feed-gap", hours=hours) if hours < 48 else t.html("feed-gap-days", count=round(hours / 24))


def address_shown(url: str) -> str:
    """Return the address as people know it; for a channel, its name."""
    channel = channel_of(url)
    return f"@{channel}" if channel else url


def _polls_row(feed: Feed, t: Translator) -> tuple[Button, ...]:
    return (Button(t("feed-polls-button"), data(Flow.SETTINGS, "poll", feed.id, "all")),)


def _back(t: Translator) -> Button:
    return Button(t("feed-list-button"), data(Flow.SETTINGS, "feeds", 0))


def _data(feed: Feed, *values: str) -> str:
    return data(Flow.SETTINGS, "feed", feed.id, *map(str, values))
