"""The buttons under the answer to /latest, which choose one country and one topic.

A button for a country keeps the chosen topic, and a button for a topic keeps the chosen country.
"""

from collections.abc import Mapping, Sequence

from domain.chat import COUNTRIES
from render.buttons import Flow, data, rows
from render.digest import FLAGS, TOPIC_SIGNS
from render.message import Button
from render.screens.page import label

_NONE = "-"
_SHOWN = 6  # the most topics that are offered; the reader's own come first


def latest_rows(
    titles: Mapping[str, str], own: Sequence[str], topics: Sequence[str], countries: Sequence[str], *, words: str
) -> tuple[tuple[Button, ...], ...]:
    """Return a row with a button for each country, and rows with a button for each of a few topics.

    `titles` maps the key of each topic to its title in the reader's language; `own` are the keys of the chat's topics.
    `topics` and `countries` are what the news above was chosen by; their buttons are marked, and a press on a marked
    button ends that choice. If the news was found by `words` that the reader typed, there are no buttons.
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
    """Return the topic and the country that a button chooses, each as a tuple that is empty if it is unknown."""
    return ((topic,) if topic in titles else ()), ((country,) if country in COUNTRIES else ())


def _marked(text: str, is_chosen: bool) -> str:  # noqa: FBT001 - its only argument besides the text
    return f"✅ {text}" if is_chosen else text


def _wants(topic: str, country: str) -> str:
    return data(Flow.SETTINGS, "latest", topic, country)
