"""What stories are compared by, read out of an article once and kept with its annotation.

The keys of the dict (plain JSON values):

    title    list of stems of the headline, without stop words and numbers, in order
    body     {stem: count} over headline and the first BODY_LENGTH characters of the text
    numbers  list of figures as digits, multipliers applied (тыс., млн, миң, мың, ming)
    names    list of skeletons of capitalised words: a name's sound in Latin letters, the same over scripts
    places   list of the countries it is about
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from domain.article import Name
from text.words import prefix, skeleton, stem, words

BODY_LENGTH = 600
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def features(
    *, title: str | None, text: str, language: str, names: Sequence[Name] = (), countries: Sequence[str] = ()
) -> dict[str, Any]:
    """See the module: what `digest.stories` compares."""
    title, opening = title or "", text[:BODY_LENGTH]
    title_stems = _stems(title, language)
    body = Counter(title_stems * 3 + _stems(opening, language))
    capitalised = {
        prefix(skeleton(word))
        for sentence in re.split(r"(?<=[.!?])\s+", f"{title}. {opening}")
        for word in words(sentence)[1:]
        if word[0].isupper() and len(word) > 3
    }
    return {
        "title": title_stems,
        "body": dict(body),
        "numbers": sorted({number.replace(",", ".") for number in _NUMBER.findall(f"{title} {opening}")}),
        "names": sorted(capitalised | {name.key for name in names if name.key}),
        "places": list(countries),
    }


def _stems(text: str, language: str) -> list[str]:
    return [stem(word, language) for word in words(text) if len(word) > 2 and not word[0].isdigit()]
