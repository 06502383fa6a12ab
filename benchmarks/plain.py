"""A plain pipeline, which `quality` runs on the same articles as the bot's own, to compare the two.

Stories by average link over TF-IDF cosines (character 4-grams of headlines; stems of texts, with the title counted
three times), summaries by first sentences, languages by py3langid limited to the six.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.scores import Row
from stories.linkage import average_link
from stories.sparse import TermMatrix, sublinear
from text.letters import words
from text.words import stem

# Each threshold is the best for the labelled sets, so that the baseline is not too weak.
_HEADLINES_JOIN = 0.12
_TEXTS_JOIN = 0.26
_SENTENCE = re.compile(r"(?<=[.!?])\s*(?=[A-ZА-ЯЁ«\"])")


def stories(items: Sequence[Row]) -> list[int]:
    has_text = any(item.get("text") for item in items)
    matrix = TermMatrix([_terms(item, has_text=has_text) for item in items])
    cut = _TEXTS_JOIN if has_text else _HEADLINES_JOIN
    edges = [
        (row, int(other), float(cosines[other]) / cut)
        for row in range(len(items))
        for cosines in [matrix.products(row)]
        for other in np.flatnonzero(cosines[:row] >= 0.05)
    ]
    return average_link(len(items), edges, caution=0.0)


def _terms(item: Row, *, has_text: bool) -> dict[str, float]:
    title = item.get("title") or ""
    if has_text:
        text = f"{title} {title} {title} {(item.get('text') or '')[:600]}"
        return sublinear(Counter(stem(word, "ru") for word in words(text)))
    padded = [f" {word} " for word in title.lower().split()]
    return sublinear(Counter(word[start : start + 4] for word in padded for start in range(max(1, len(word) - 3))))


def lead(item: Row, sentences: int) -> str:
    return " ".join(_SENTENCE.split(item.get("text") or "")[:sentences])


def language(text: str, known: Any) -> str:
    return str(known.classify(text)[0])


def language_model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["ru", "ky", "kk", "uz", "tg", "en"])
    return identifier
