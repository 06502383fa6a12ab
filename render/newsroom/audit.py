"""The changes made by the newsroom: who, what, when, before and after."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.audit import MERGED, Change, KeptChange
from domain.ids import PersonId
from domain.roles import Role
from render.buttons import Flow, data
from render.dates import clock_text, day_short, zone_of
from render.markup import escape, tidy
from render.message import Button, OutgoingMessage
from render.newsroom.team import mention
from render.split import shorten_to_fit
from render.texts import Html, Translator

_SUBJECT, _VALUE = 80, 160  # UTF-16 units


def audit_page(
    changes: Sequence[KeptChange],
    names: Mapping[PersonId, str],
    topics: Mapping[str, str],
    t: Translator,
    *,
    zone: str,
    is_first: bool,
    has_more: bool,
) -> OutgoingMessage:
    """Return one page, newest first; `names` are the people's names from Telegram, by id, `topics` titles by key."""
    if not changes:
        return OutgoingMessage(t.html("audit-none"))
    blocks = [t.html("audit-title"), *(_entry(one, names, topics, t, zone) for one in changes)]
    turns = []
    if not is_first:
        turns.append(Button(t("audit-newest-button"), data(Flow.SETTINGS, "audit")))
    if has_more:
        turns.append(Button(t("audit-older-button"), data(Flow.SETTINGS, "audit", changes[-1].id)))
    return OutgoingMessage(shorten_to_fit(blocks), (tuple(turns),) if turns else ())


def _entry(kept: KeptChange, names: Mapping[PersonId, str], topics: Mapping[str, str], t: Translator, zone: str) -> str:
    change = kept.change
    who = t.html("audit-forgotten") if change.person is None else mention(change.person, names)
    what = Html(mention(change.about, names)) if change.about is not None else tidy(_subject(change, topics), _SUBJECT)
    lines = [f"{_moment(kept.made_at, t, zone)} · {who}", t.html(f"audit-{change.action}", what=what)]
    before, after = (_value(change, value, topics, t) for value in (change.before, change.after))
    if before or after:
        lines.append(f"{before or '—'} → {after or '—'}")
    return "\n".join(lines)


def _subject(change: Change, topics: Mapping[str, str]) -> str:
    """Return what was changed; of topics, which are kept by key, the title, or the key of one that is unknown."""
    if not change.action.startswith("topic-"):
        return change.subject
    return MERGED.join(topics.get(key, key) for key in change.subject.split(MERGED))


def _value(change: Change, value: str, topics: Mapping[str, str], t: Translator) -> str:
    if change.action == "role" and value in tuple(Role):
        value = t(f"role-{value}")
    if change.action == "story-topic":
        value = topics.get(value, value)
    return escape(tidy(value, _VALUE))


def _moment(moment: datetime, t: Translator, zone: str) -> str:
    local = moment.astimezone(zone_of(zone))
    return escape(f"{day_short(t, local.date())}, {clock_text(local)}")
