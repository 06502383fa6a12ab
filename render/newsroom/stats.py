"""Counts of readers, deliveries and news, as one message."""

from collections.abc import Mapping

from domain.stats import LEAST
from render.markup import bold, escape
from render.message import OutgoingMessage
from render.screens.page import LANGUAGE_NAMES, country_names
from render.texts import Translator

_MOST = 8  # lines of a group


def stats_message(counts: Mapping[str, Mapping[str, int | None]], days: int, t: Translator) -> OutgoingMessage:
    """Draw the groups that have something to count; a count that is not shown is a small one."""
    names = {"language": LANGUAGE_NAMES, "country": country_names(t)}
    blocks = [bold(t.html("stats-title", days=days))]
    for group in ("state", "language", "country", "delivery"):
        lines = [
            f"{escape(_name(group, key, names, t))}: {_number(count)}"
            for key, count in list(counts.get(group, {}).items())[:_MOST]
        ]
        if lines:
            blocks.append("\n".join((bold(t.html(f"stats-{group}")), *lines)))
    single = [
        f"{t.html(f'stats-{group}')}: {_number(by_key[''])}"
        for group, by_key in counts.items()
        if group not in ("state", "language", "country", "delivery") and "" in by_key
    ]
    if single:
        blocks.append("\n".join(single))
    return OutgoingMessage("\n\n".join((*blocks, t.html("stats-small", least=LEAST))))


def _name(group: str, key: str, names: Mapping[str, Mapping[str, str]], t: Translator) -> str:
    if group == "state":
        return t(f"stats-state-{key}")
    if group == "delivery":
        kind, _, state = key.partition(" ")
        return f"{t(f'stats-kind-{kind}')}, {t(f'stats-fate-{state}')}"
    return names[group].get(key, key)


def _number(count: int | None) -> str:
    return f"&lt; {LEAST}" if count is None else f"{count}"
