"""The question after 👍 and 👎 under a digest: which topic or outlet the reader wants more or less of."""

from collections.abc import Mapping, Sequence

from domain.digest import Tastes
from domain.tastes import MOST, outlet_key, topic_key
from render.buttons import Flow, data, rows
from render.digest import TOPIC_SIGNS
from render.footer import outlet_code
from render.message import Button, OutgoingMessage
from render.screens.page import label
from render.texts import Translator


def rating_question(
    topics: Sequence[str],
    outlets: Sequence[str],
    t: Translator,
    *,
    titles: Mapping[str, str],
    tastes: Tastes,
    is_more: bool,
) -> OutgoingMessage:
    """Ask of which topic or outlet the reader wants to see more (`is_more`) or less.

    A press on a topic or outlet stores one step more or less than `tastes` has for it; the button's data has that new
    number of steps. `titles` are those of topics in the reader's language.
    """
    step, sign = (1, "▲") if is_more else (-1, "▼")
    known = dict(tastes)

    def wanted(key: str) -> int:
        return MOST + max(-MOST, min(MOST, known.get(key, 0) + step))

    of_topics = [
        Button(
            label(f"{TOPIC_SIGNS.get(topic, '')} {titles[topic]} {sign}".strip()),
            data(Flow.SETTINGS, "prefer", "t", topic, wanted(topic_key(topic))),
        )
        for topic in topics
    ]
    of_outlets = [
        Button(
            label(f"{outlet} {sign}"),
            data(Flow.SETTINGS, "prefer", "o", outlet_code(outlet), wanted(outlet_key(outlet))),
        )
        for outlet in outlets
    ]
    close = Button(t("story-close-button"), data(Flow.SETTINGS, "close"))
    key = "rating-more" if is_more else "rating-less"
    return OutgoingMessage(t.html(key), (*rows(of_topics, 2), *rows(of_outlets, 2), (close,)))
