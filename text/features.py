"""Computing the features of an article by which stories are compared (domain.features)."""

import re
from collections import Counter
from collections.abc import Sequence

from domain.features import StoryFeatures
from text.figures import figures
from text.headline import is_label
from text.letters import fold, words
from text.mentions import TEXT_LENGTH, TITLE_LENGTH, NamedInArticle
from text.sentences import split
from text.shared_terms import shared_terms
from text.sounds import skeleton
from text.words import stem

BODY_LENGTH = 600
_MOST_NAMES = 60
NAME_LENGTH = 5
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def features(*, title: str | None, text: str, language: str, named: NamedInArticle) -> StoryFeatures:
    """Return the features of an article; the first BODY_LENGTH and TEXT_LENGTH characters of its text are used.

    `named` are the things of the lexicon that the article names.
    """
    title, opening = (title or "")[:TITLE_LENGTH], text[:BODY_LENGTH]
    title_named = named.title
    if not title.strip():
        title = _first_said(opening)
        title_named = named.text.opening(opening[: opening.find(title) + len(title)])
    title_words, opening_words = words(title), words(opening)
    body = Counter(_stems(opening_words, language))
    title_stems = _stems(title_words, language)
    rest = set(_stems(words(text[BODY_LENGTH:TEXT_LENGTH]), language)) - body.keys() - set(title_stems)
    folded = [fold(word) for word in title_words]
    titled_figures = [figure for _, figure in figures(title_named.plain, language)]
    told_figures = figures(named.text.plain, language)
    titled = shared_terms(title_named, titled_figures)
    known = {figure.value for figure in titled_figures}
    return StoryFeatures(
        title=tuple(folded),
        stems=tuple(title_stems),
        body=dict(body),
        rest=tuple(sorted(rest)),
        numbers=tuple(
            sorted(known | {found.value for at, found in told_figures if at < BODY_LENGTH and len(found.value) > 1})
        ),
        names=tuple(sorted(_capitalised(f"{title}. {text[:TEXT_LENGTH]}"))[:_MOST_NAMES]),
        marks=tuple(sorted(_capitalised(title) | known)),
        titled=tuple(sorted(titled)),
        told=tuple(sorted(shared_terms(named.text, (figure for _, figure in told_figures)) - titled)),
    )


def _first_said(text: str) -> str:
    """Return the first sentence that is more than a label (headline.is_label), which stands in for a missing title."""
    sentences = split(text)
    return next((sentence for sentence in sentences if not is_label(sentence)), "")[:TITLE_LENGTH]


def _stems(found: Sequence[str], language: str) -> list[str]:
    return [stem(word, language) for word in found if len(word) > 2 and not word[0].isdigit()]


def _capitalised(text: str) -> set[str]:
    """Return the sounds (text.sounds.skeleton) of the capitalised words, cut to NAME_LENGTH letters.

    The first word of a sentence is left out, because it is always capitalised.
    """
    found = {
        skeleton(word)[:NAME_LENGTH]
        for sentence in _SENTENCE_END.split(text)
        for word in words(sentence)[1:]
        if word[0].isupper() and len(word) > 2
    }
    return found - {""}  # some words, such as «Ььь», have an empty sound
