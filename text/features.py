"""Reads out of an article what stories are compared by (domain.features)."""

import re
from collections import Counter
from collections.abc import Sequence

from domain.features import StoryFeatures
from text.figures import figures
from text.letters import fold, words
from text.named import TEXT_LENGTH, TITLE_LENGTH, NamedInArticle
from text.shared import shared_terms
from text.sounds import skeleton
from text.words import stem

BODY_LENGTH = 600
_MOST_NAMES = 60
NAME_LENGTH = 5
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def features(*, title: str | None, text: str, language: str, named: NamedInArticle) -> StoryFeatures:
    """Return what `stories` compares: of the first BODY_LENGTH and TEXT_LENGTH characters of the text.

    `named` is what the article names by the lexicon.
    """
    title, opening = (title or "")[:TITLE_LENGTH], text[:BODY_LENGTH]
    title_words, opening_words = words(title), words(opening)
    body = Counter(_stems(opening_words, language))
    title_stems = _stems(title_words, language)
    rest = set(_stems(words(text[BODY_LENGTH:TEXT_LENGTH]), language)) - body.keys() - set(title_stems)
    folded = [fold(word) for word in title_words]
    titled = shared_terms(title, named.title)
    return StoryFeatures(
        title=tuple(folded),
        stems=tuple(title_stems),
        body=dict(body),
        rest=tuple(sorted(rest)),
        numbers=tuple(sorted(set(figures(title)) | {n for n in figures(opening) if len(n) > 1})),
        names=tuple(sorted(_capitalised(f"{title}. {text[:TEXT_LENGTH]}"))[:_MOST_NAMES]),
        marks=tuple(sorted(_capitalised(title) | set(figures(title)))),
        titled=tuple(sorted(titled)),
        told=tuple(sorted(shared_terms(text[:TEXT_LENGTH], named.text) - titled)),
    )


def _stems(found: Sequence[str], language: str) -> list[str]:
    return [stem(word, language) for word in found if len(word) > 2 and not word[0].isdigit()]


def _capitalised(text: str) -> set[str]:
    """Return five-letter skeletons of the capitalised words, without words capitalised only to open a sentence."""
    found = {
        skeleton(word)[:NAME_LENGTH]
        for sentence in _SENTENCE_END.split(text)
        for word in words(sentence)[1:]
        if word[0].isupper() and len(word) > 2
    }
    return found - {""}  # «Ььь» has no sound
