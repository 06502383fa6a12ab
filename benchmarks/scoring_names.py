"""The scores of names: whether a name that was found shares a word with one that is marked, of the same kind."""

import re
from collections.abc import Mapping, Sequence

from benchmarks.scoring import Counts, Row

_KINDS = ("person", "place", "organisation")
_APOSTROPHES = re.compile("[ʻʼ‘’`´']")
_WORDS = re.compile(r"[^\W_]+")
_FEWEST, _SHARE = 3, 0.7  # letters that forms of one word have in common, and their share of the shorter form
Spans = Sequence[Sequence[str]]  # kind, form in the text, and perhaps its base form


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
    """Return the counts of each sentence: names found that share a word with a marked one of their kind.

    A name counts once however often a sentence repeats it; other marked spans (posts, laws) are neither asked nor
    wrong.
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
