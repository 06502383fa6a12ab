"""Which countries an article is about: those it names, whose people, places and offices it names; its source's last."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from domain.article import Name
from text.letters import APOSTROPHES, STRAIGHT
from text.places import COUNTRY_FORMS, WORLD_FORMS

WORLD = "world"
_READ = 6000  # characters
_WORDS = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}-][^\W\d_]+)*")
_NAMED = 2.0  # a country or its people
_IMPLIED = 1.0  # its cities, regions, offices
_IN_TITLE = 3.0


def countries(
    title: str | None, text: str, language: str, names: Sequence[Name] = (), source_country: str | None = None
) -> tuple[str, ...]:
    """Return which of kg, kz, uz, tj, tm and world an article is about, the most important first.

    An article that names no place gets the country of its source; one about other parts of the world gets `world`.
    """
    scores: Counter[str] = Counter()
    _count(title or "", _IN_TITLE, scores)
    _count(text[:_READ], 1.0, scores)
    del language, names  # the beginnings cover the languages; a name's place is among them
    if not scores:
        return (source_country,) if source_country else ()
    local = Counter({country: score for country, score in scores.items() if country != WORLD})
    if not local:
        return (WORLD,)
    best = max(local.values())
    found = [country for country, score in local.most_common() if score >= max(0.2 * best, 2.0)]
    if not found:
        found = [local.most_common(1)[0][0]]
    if scores[WORLD] > 2 * best:
        # One mention in a text about elsewhere: world first, and the country only where it weighs something.
        return (WORLD, *(country for country in found if local[country] >= 0.25 * scores[WORLD]))
    return tuple(found)


def _count(text: str, weight: float, scores: Counter[str]) -> None:
    forms = _forms()
    for word in _WORDS.findall(text.translate(STRAIGHT)):
        folded = word.casefold()
        for length in range(min(len(folded), 14), 1, -1):
            found = forms.get(folded[:length])
            if found is None:
                continue
            country, value, is_whole = found
            if is_whole and len(folded) > length + 4:
                continue
            if not word[0].isupper() and value == _IMPLIED and country != WORLD and not is_whole:
                pass  # «казахстанский», «алматинец»: adjectives are not capitalised in Russian
            if is_whole and not word[0].isupper():
                continue
            scores[country] += weight * value  # type: ignore[assignment]
            break


@cache
def _forms() -> dict[str, tuple[str, float, bool]]:
    """Return beginning → (country, weight, whether only a short ending may follow)."""
    forms: dict[str, tuple[str, float, bool]] = {}
    for country, groups in COUNTRY_FORMS.items():
        for value, group in zip((_NAMED, _IMPLIED), groups, strict=True):
            for form in group.split():
                forms[form.rstrip("+")] = (country, value, form.endswith("+"))
    for form in WORLD_FORMS.split():
        forms.setdefault(form.rstrip("+"), (WORLD, _IMPLIED, form.endswith("+")))
    return forms
