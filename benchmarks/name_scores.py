"""The scores of names: a found name is right if it shares a word with a labelled name of the same kind."""

import re
from collections.abc import Mapping, Sequence

from benchmarks.scores import Counts, Row

_KINDS = ("person", "place", "organisation")
_APOSTROPHES = re.compile("[ʻʼ‘’`´']")
_WORDS = re.compile(r"[^\W_]+")
# Two words count as forms of one word if they begin with at least this many equal letters, which must be at least this
# part of the shorter word.
_FEWEST, _SHARE = 3, 0.7
Spans = Sequence[Sequence[str]]  # the names of a sentence, each with kind, form in the text, and perhaps base form


def _words(name: str) -> list[str]:
    return _WORDS.findall(_APOSTROPHES.sub("", name.casefold().replace("ё", "е")))


def _is_same_word(one: str, other: str) -> bool:
    length = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    common = min(len(one), len(other)) if length is None else length
    return one == other or (common >= _FEWEST and common >= _SHARE * min(len(one), len(other)))


def _shares_word(one: str, other: str) -> bool:
    return any(_is_same_word(a, b) for a in _words(one) for b in _words(other))


def _is_whole(one: str, other: str) -> bool:
    mine, theirs = _words(one), _words(other)
    return len(mine) == len(theirs) and all(map(_is_same_word, mine, theirs))


def name_counts(gold: Mapping[str, Spans], rows: Mapping[str, Row]) -> list[Counts]:
    """Return the counts for each sentence; a found name is right if it shares a word with a labelled one of its kind.

    A name that a sentence repeats counts once; other labelled spans (positions, laws) are not scored.
    """
    counts = []
    for key, spans in gold.items():
        found = [(name["kind"], name["text"]) for name in rows.get(key, {}).get("names") or ()]
        wanted: list[tuple[str, str]] = []
        for kind, form, *_ in spans:
            if kind in _KINDS and not any(known == kind and _is_whole(other, form) for known, other in wanted):
                wanted.append((kind, form))
        others = [form for kind, form, *_ in spans if kind not in _KINDS]
        hits = [any(known == kind and _shares_word(text, form) for known, form in wanted) for kind, text in found]
        wrong = sum(
            not hit and not any(_shares_word(text, form) for form in others)
            for hit, (_, text) in zip(hits, found, strict=True)
        )
        missed = sum(
            not any(known == kind and _shares_word(text, form) for known, text in found) for kind, form in wanted
        )
        counts.append((sum(hits), wrong, missed))
    return counts
