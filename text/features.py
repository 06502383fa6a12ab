"""Reads out of an article what stories are compared by (domain.features)."""

import re
from collections import Counter
from collections.abc import Sequence

from domain.article import Name
from domain.features import StoryFeatures
from text.concepts import concept
from text.letters import fold, words
from text.words import skeleton, stem

BODY_LENGTH = 600
REST_LENGTH = 2000
_LONGEST_TITLE = 300
_MOST_NAMES = 60
NAME_LENGTH = 5
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_MULTIPLIER = re.compile(r"[\s\u00a0-]*(\w+)")
_MULTIPLIERS = (
    (("тыс", "миң", "мың", "ming", "минг", "ҳазор", "хазор", "thousand"), 1e3),
    (("млн", "миллион", "million", "mln"), 1e6),
    (("млрд", "миллиард", "billion", "milliard", "mlrd"), 1e9),
)


def features(
    *, title: str | None, text: str, language: str, names: Sequence[Name] = (), countries: Sequence[str] = ()
) -> StoryFeatures:
    """Return what `stories` compares: of the first BODY_LENGTH and REST_LENGTH characters of the text."""
    title, opening = (title or "")[:_LONGEST_TITLE], text[:BODY_LENGTH]
    title_words, opening_words = words(title), words(opening)
    body = Counter(_stems(opening_words, language))
    title_stems = _stems(title_words, language)
    rest = set(_stems(words(text[BODY_LENGTH:REST_LENGTH]), language)) - body.keys() - set(title_stems)
    folded = [fold(word) for word in title_words]
    concepts = {concept(word) for word in folded} | {concept(fold(word)) for word in opening_words}
    return StoryFeatures(
        title=tuple(folded),
        stems=tuple(title_stems),
        body=dict(body),
        rest=tuple(sorted(rest)),
        numbers=tuple(sorted(set(_numbers(title)) | {n for n in _numbers(opening) if len(n) > 1})),
        names=tuple(sorted(_capitalised(f"{title}. {text[:REST_LENGTH]}"))[:_MOST_NAMES]),
        marks=tuple(sorted(_capitalised(title) | set(_numbers(title)))),
        places=tuple(sorted({*countries, *(name.key for name in names if name.kind == "place" and name.key)})),
        concepts=tuple(sorted(found for found in concepts if found)),
    )


def _stems(found: Sequence[str], language: str) -> list[str]:
    return [stem(word, language) for word in found if len(word) > 2 and not word[0].isdigit()]


def _capitalised(text: str) -> set[str]:
    """Skeletons of five letters of capitalised words, but for those that only open a sentence."""
    found = {
        skeleton(word)[:NAME_LENGTH]
        for sentence in _SENTENCE_END.split(text)
        for word in words(sentence)[1:]
        if word[0].isupper() and len(word) > 2
    }
    return found - {""}  # «Ььь» has no sound


def _numbers(text: str) -> list[str]:
    """Figures in plain digits: "1,5 тыс." is 1500, "12 000" is 12000."""
    found = []
    for match in _NUMBER.finditer(text):
        value = float(re.sub(r"[ \u00a0]", "", match[0]).replace(",", "."))
        after = _MULTIPLIER.match(text, match.end())
        if after:
            word = after[1].lower()
            value *= next((by for openers, by in _MULTIPLIERS if word.startswith(openers)), 1.0)
        if value < 1e15:
            found.append(f"{value:.6g}" if value < 1e6 else f"{value:.0f}")
    return found
