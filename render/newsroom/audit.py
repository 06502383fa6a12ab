"""The changes made by the newsroom: who, what, when, before and after."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.audit import MERGED, Change, KeptChange
from domain.chat import COUNTRIES
from domain.feed import FeedField, Outlet
from domain.ids import PersonId
from domain.roles import Role
from render.buttons import Flow, data
from render.dates import clock_text, day_short, zone_of
from render.markup import escape, tidy
from render.message import Button, OutgoingMessage
from render.newsroom.team import mention
from render.screens.page import LANGUAGE_NAMES
from render.split import shorten_to_fit
from render.texts import Html, Translator

_SUBJECT, _VALUE = 80, 160  # the most UTF-16 units of a change's subject, and of a value
_FIELDS = frozenset(map(str, FeedField)) - {FeedField.REMOVED}


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
    """Draw one page of changes, newest first; `names` are people's names by id, `topics` titles by key."""
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
    name, before, after = _feed_field(change, t) or ("", change.before, change.after)
    before, after = (_value(change, value, topics, t) for value in (before, after))
    if before or after:
        lines.append(f"{escape(name)}{before or '—'} → {after or '—'}")
    return "\n".join(lines)


def _feed_field(change: Change, t: Translator) -> tuple[str, str, str] | None:
    """Return (label of the changed field, value before, value after) for a change of a feed, in the reader's language.

    The values of such a change are stored with the name of the field, as in `language: ky`. Return None for every
    other change.
    """
    field, stands, before = change.before.partition(":")
    known, stands_too, after = change.after.partition(":")
    if change.action != "feed-edited" or not (stands and stands_too) or field != known or field not in _FIELDS:
        return None
    values = [_field_value(FeedField(field), value.strip(), t) for value in (before, after)]
    name = t(f"feed-field-{field.replace('_', '-')}")
    return f"{name}: ", values[0], values[1]


def _field_value(field: FeedField, value: str, t: Translator) -> str:
    match field:
        case FeedField.COUNTRY if value in COUNTRIES:
            return t(f"country-{value}")
        case FeedField.LANGUAGE:
            return LANGUAGE_NAMES.get(value, value)
        case FeedField.OUTLET if value in tuple(Outlet):
            return t(f"outlet-{value}")
        case FeedField.FULL_TEXT | FeedField.PAUSED | FeedField.DUE:
            return t("feed-yes" if value == "True" else "feed-no")
        case _:
            return value


def _subject(change: Change, topics: Mapping[str, str]) -> str:
    """Return the name of what was changed; a topic's name is its title, or its key if the topic is unknown."""
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
