"""The statistics as one message."""

from collections.abc import Iterable, Mapping, Sequence

from domain.disclosure import LEAST
from domain.stats import LATELY, OF_NEWS, Report, Week
from render.buttons import Flow, data
from render.dates import day_short
from render.markup import bold, escape, tidy
from render.message import Button, OutgoingMessage
from render.screens.page import LANGUAGE_NAMES, country_names
from render.split import shorten_to_fit
from render.texts import Translator

_MOST = 8  # the most lines of a group of counts, such as the most languages that are listed
_FEW = 5  # the most names in one line
_NAME = 40  # the most UTF-16 units of a name
_PERIODS = (1, 4, 13)  # lengths in weeks of the periods for which the readers who joined and left are counted
NOT_SHOWN = "—"


def stats_message(report: Report, topics: Mapping[str, str], t: Translator) -> OutgoingMessage:
    """Draw the report; `topics` are titles in the reader's language."""
    countries = country_names(t)
    states = {state: t(f"stats-state-{state}") for state in report.counts["state"]}
    blocks = [
        f"{bold(t.html('stats-title'))}\n{t.html('stats-readers', kind=kind_of(report), count=report.readers)}",
        _group("stats-language", report.counts["language"], LANGUAGE_NAMES, t),
        _group("stats-country", report.counts["country"], countries, t),
        _group("stats-state", report.counts["state"], states, t),
        _block(t.html("stats-growth"), _turnover(report.weeks, t)),
        _block(t.html("stats-news", days=LATELY.days, more=len(report.days)), _news(report, t)),
        _block(t.html("stats-delivery", days=LATELY.days), _deliveries(report.counts["delivery"], t)),
        _block(t.html("stats-doings"), _doings(report, topics, t)),
        _block(t.html("stats-feeds", count=report.feeds.polled), _feeds(report, t)),
        t.html("stats-small", least=LEAST),
    ]
    return OutgoingMessage(shorten_to_fit([block for block in blocks if block]))


def captioned(report: Report, t: Translator, *, is_dark: bool) -> OutgoingMessage:
    """Draw the caption of the picture, with a button for the other colours."""
    other = "light" if is_dark else "dark"
    readers = t.html("stats-readers", kind=kind_of(report), count=report.readers)
    button = Button(t(f"stats-{other}-button"), data(Flow.SETTINGS, "stats", other))
    return OutgoingMessage(f"{bold(t.html('stats-picture'))}\n{readers}", ((button,),))


def kind_of(report: Report) -> str:
    """Return how the number of readers is shown: `exact`, `least` (at least), or `hidden` if it may not be shown."""
    return "exact" if report.is_exact else "least" if report.readers else "hidden"


def number(count: int | None) -> str:
    """Return a count with narrow spaces between thousands; for None, a count that may not be shown, return a dash."""
    return NOT_SHOWN if count is None else f"{count:,}".replace(",", "\u202f")


def _block(title: str, lines: Iterable[str]) -> str:
    """Return the lines under their title; "" if there are none."""
    found = list(lines)
    return "\n".join((bold(title), *found)) if found else ""


def _group(title: str, counts: Mapping[str, int | None], names: Mapping[str, str], t: Translator) -> str:
    lines = [f"{escape(names.get(key, key))}: {number(count)}" for key, count in list(counts.items())[:_MOST]]
    return _block(t.html(title), lines)


def _turnover(weeks: Sequence[Week], t: Translator) -> Iterable[str]:
    """Yield a line for each period that the given weeks cover: how many readers joined, left or blocked the bot."""
    for period in _PERIODS:
        part = weeks[-period:]
        if len(part) > _PERIODS[0] or period == _PERIODS[0]:
            sums = {name: sum(getattr(week, name) for week in part) for name in ("joined", "left", "blocked")}
            said = ", ".join(f"{t.html(f'stats-{name}')} {number(count)}" for name, count in sums.items())
            yield f"{escape(day_short(t, part[0].start))} – {escape(day_short(t, part[-1].end))}: {said}"
        if period >= len(weeks):
            return


def _news(report: Report, t: Translator) -> Iterable[str]:
    for name in OF_NEWS:
        daily = [getattr(day, name) for day in report.days]
        yield f"{t.html(f'stats-{name}')}: {number(sum(daily[-LATELY.days :]))} / {number(sum(daily))}"


def _deliveries(counts: Mapping[str, int | None], t: Translator) -> Iterable[str]:
    """Yield a line for each kind of post, with the numbers of its deliveries by outcome."""
    fates: dict[str, list[str]] = {}
    for key, count in counts.items():
        kind, _, state = key.partition(" ")
        fates.setdefault(kind, []).append(f"{t.html(f'stats-fate-{state}')} {number(count)}")
    return [f"{t.html(f'stats-kind-{kind}')}: {', '.join(found)}" for kind, found in fates.items()]


def _doings(report: Report, topics: Mapping[str, str], t: Translator) -> Iterable[str]:
    for group in ("opened", "saved", "followed", "muted", "liked"):
        if "" in report.counts[group]:
            yield f"{t.html(f'stats-{group}', days=LATELY.days)}: {number(report.counts[group][''])}"
    for group in ("muted_source", "liked_more"):
        shown = [
            f"{_name(key, topics) if group == 'liked_more' else tidy(key, _NAME)} {number(count)}"
            for key, count in report.counts[group].items()
            if count is not None
        ]
        if shown:
            yield f"{t.html('stats-' + group.replace('_', '-'))}: {_listed(shown)}"


def _feeds(report: Report, t: Translator) -> Iterable[str]:
    slow = [
        t("stats-slow-feed", name=tidy(name, _NAME), hours=round(delay.total_seconds() / 3600))
        for name, delay in report.feeds.slow
    ]
    for key, names in (("stats-silent", [tidy(one, _NAME) for one in report.feeds.silent]), ("stats-slow", slow)):
        if names:
            yield f"{t.html(key)}: {_listed(names)}"
    if report.feeds.polled and not (report.feeds.silent or slow):
        yield t.html("stats-feeds-well")


def _name(taste: str, topics: Mapping[str, str]) -> str:
    """Return the name of the topic or outlet that a key of domain.tastes stands for."""
    kind, _, name = taste.partition(":")
    return tidy(topics.get(name, name) if kind == "t" else name, _NAME)


def _listed(names: Sequence[str]) -> str:
    more = f" +{len(names) - _FEW}" if len(names) > _FEW else ""
    return escape(", ".join(names[:_FEW])) + more
