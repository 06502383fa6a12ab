"""The buttons under the latest news: each asks for a country or topic; the present choice of the other stays."""

from collections.abc import Mapping, Sequence

from domain.chat import COUNTRIES
from render.buttons import Flow, data, rows
from render.digest import FLAGS, TOPIC_SIGNS
from render.message import Button
from render.screens.page import label

_NONE = "-"
_SHOWN = 6  # topics that are offered; the reader's own come first


def latest_rows(
    titles: Mapping[str, str], own: Sequence[str], topics: Sequence[str], countries: Sequence[str], *, words: str
) -> tuple[tuple[Button, ...], ...]:
    """Return the buttons; `titles` are topics in the reader's language, `own` the chat's topics.

    Chosen ones are marked; pressing one again ends the choice. Under news for typed words there are no buttons.
    """
    if words:
        return ()
    topic = topics[0] if topics else _NONE
    country = countries[0] if countries else _NONE
    places = [
        Button(_marked(FLAGS[code], code == country), _wants(topic, _NONE if code == country else code))
        for code in COUNTRIES
    ]
    shown = list(dict.fromkeys(key for key in (*topics, *own, *titles) if key in titles))[:_SHOWN]
    names = [
        Button(
            _marked(label(f"{TOPIC_SIGNS.get(key, '')} {titles[key]}".strip()), key == topic),
            _wants(_NONE if key == topic else key, country),
        )
        for key in shown
    ]
    return (tuple(places), *rows(names, 2))


def chosen(topic: str, country: str, titles: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the topics and countries that a button asks for, without unknown ones."""
    return ((topic,) if topic in titles else ()), ((country,) if country in COUNTRIES else ())


def _marked(text: str, is_chosen: bool) -> str:  # noqa: FBT001 - its only argument besides the text
    return f"✅ {text}" if is_chosen else text


def _wants(topic: str, country: str) -> str:
    return data(Flow.SETTINGS, "latest", topic, country)
