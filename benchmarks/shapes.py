"""Making a labelled set worse, by missing titles, shorter texts or fewer articles, to see how its figures change."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from text.sentences import split

Row = Mapping[str, Any]
_SENTENCES, _WORDS = 3, 60


def _untitled(items: Sequence[Row]) -> list[Row]:
    """Return the articles without titles, as posts are: each title becomes the first sentence of the text."""
    return [item | {"title": None, "text": f"{_ended(item)}{item.get('text') or ''}"} for item in map(dict, items)]


def _ended(item: Row) -> str:
    title = (item.get("title") or "").strip()
    return f"{title}{'' if title.endswith(('.', '!', '?', '…')) else '.'} " if title else ""


def _short(items: Sequence[Row]) -> list[Row]:
    return [item | {"text": " ".join(split(item.get("text") or "")[:_SENTENCES])} for item in map(dict, items)]


def _cut(items: Sequence[Row]) -> list[Row]:
    return [item | {"text": " ".join((item.get("text") or "").split()[:_WORDS])} for item in map(dict, items)]


def _missing(items: Sequence[Row]) -> list[Row]:
    """Return the articles, but without every second article of the outlet that has most of them."""
    by_source: defaultdict[str, list[str]] = defaultdict(list)
    for item in items:
        by_source[item.get("source") or ""].append(item["id"])
    most = max(sorted(by_source), key=lambda source: len(by_source[source]))
    left_out = set(by_source[most][1::2])
    return [item for item in items if item["id"] not in left_out]


SHAPES: Mapping[str, Callable[[Sequence[Row]], list[Row]]] = {
    "untitled": _untitled,
    "3_sentences": _short,
    "60_words": _cut,
    "outlet_halved": _missing,
}
