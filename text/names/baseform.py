"""The base form of Russian names: «Касым-Жомарта Токаева» → «Касым-Жомарт Токаев».

The base form of a person's name follows from its endings, because no dictionary has the names of the region. If an
ending is ambiguous (a man's genitive or a woman's nominative), other mentions and the word before the name decide.
Names of places and organisations are phrases, which pymorphy3 puts into the nominative.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from text.cache_sizes import WORDS
from text.languages.russian_people import PREPOSITIONS, SURNAME_ENDS, Reading, readings
from text.models import parses_of


def after_preposition(before: str) -> bool:
    return before.lower() in PREPOSITIONS


@lru_cache(maxsize=WORDS)
def is_common_noun(word: str) -> bool:
    """Return whether a word is never part of a person's name, for example «мать» or «инспектор»."""
    found = parses_of(word)
    is_name = any(grammeme in parse.tag for parse in found for grammeme in ("Name", "Surn", "Patr"))
    return not is_name and bool(found[0].is_known) and found[0].tag.POS == "NOUN"


def person(words: Sequence[str], *, before: str = "", known: frozenset[str] = frozenset()) -> str:
    """Return the base form of a person's name.

    `before` is the word before the name. `known` are lower-case surnames that occur in their base form elsewhere in the
    text.
    """
    best, best_score = " ".join(words), -1.0
    for gender in ("m", "f"):
        for is_base in (True, False):
            chosen = [_pick(word, gender, is_base=is_base) for word in words]
            if any(reading is None for reading in chosen):
                continue
            parts = [reading for reading in chosen if reading is not None]
            if not is_base and all(reading.gender == "x" for reading in parts):
                continue
            score = _score(parts, gender, before, known, is_base=is_base)
            if score > best_score:
                best, best_score = " ".join(reading.base for reading in parts), score
    return best


def _pick(word: str, gender: str, *, is_base: bool) -> Reading | None:
    for reading in readings(word):
        if reading.gender == "x" or (reading.gender == gender and reading.is_base == is_base):
            return reading
    return None


def _score(parts: list[Reading], gender: str, before: str, known: frozenset[str], *, is_base: bool) -> float:
    score = 1.0 + 0.3 * (gender == "m") + 0.2 * is_base
    score += 3.0 * (parts[-1].base.lower() in known)
    if len(parts) > 1:
        score += 2.0 * _first_name_score(parts[0].base.lower(), gender)
        if gender == "f" and parts[0].base[-1].lower() not in "аяь" and parts[-1].base.lower().endswith(SURNAME_ENDS):
            score -= 3.0  # no woman's surname ends in -ов
        if gender == "m" and parts[-1].base.lower().endswith(("ова", "ева", "ина")):
            score -= 3.0
    elif gender == "f" and parts[-1].base.lower().endswith(SURNAME_ENDS):
        score -= 3.0
    if gender == "m" and is_base and parts[-1].base[-1].lower() in "ая":
        score -= 0.6  # a man's genitive in -а is more frequent than nominatives such as Сорока and Никита
    case, owner = _context(before)
    if case is not None:
        score += 1.5 if case == is_base else -0.5
    if owner is not None:
        score += 0.7 if owner == gender else -0.4
    return score


@lru_cache(maxsize=WORDS)
def _first_name_score(name: str, gender: str) -> float:
    """Return 1 if the dictionary has the word as a first name of that gender, −1 if of the other only, else 0."""
    genders = {
        str(parse.tag.gender)
        for parse in parses_of(name)
        if "Name" in parse.tag and parse.normal_form == name and parse.is_known and "nomn" in parse.tag
    }
    wanted, other = ("masc", "femn") if gender == "m" else ("femn", "masc")
    return 1.0 if wanted in genders else -1.0 if other in genders else 0.0


@lru_cache(maxsize=WORDS)
def _context(before: str) -> tuple[bool | None, str | None]:
    """Return what the word before a name shows: (whether the name is in its base form, its gender "m" or "f").

    Each of the two is None if the word does not show it.
    """
    word = before.lower()
    if not word:
        return None, None
    if word in PREPOSITIONS:
        return False, None
    parse = parses_of(word)[0]
    if parse.tag.POS == "NOUN" and "anim" in parse.tag and parse.score > 0.4:
        gender = {"masc": "m", "femn": "f"}.get(str(parse.tag.gender))
        if "nomn" in parse.tag:
            # A masculine title also stands before women's names: «министр Айгуль Токтомушева».
            return True, gender if gender == "f" else None
        return False, gender if gender == "f" or not word.endswith(("ра", "та", "ру", "ту")) else "m"
    return None, None


_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")


@lru_cache(maxsize=WORDS)
def phrase(words: tuple[str, ...], kind: str, *, is_oblique: bool = False) -> str:
    """Return the name of a place or organisation with its main noun, and the adjectives before it, in the nominative.

    `is_oblique` says that the name is not in the nominative, because a preposition stands before it, as in «из Таласа»
    (from Talas).
    """
    if len(words) == 1 and (words[0].isupper() or not words[0][-1:].isalpha()):
        return words[0]
    parses = [_parses(word, kind) for word in words[:5]]
    if is_oblique:
        parses = [[parse for parse in found if "nomn" not in parse.tag] or found for found in parses]
    head = next((number for number, found in enumerate(parses) if _noun(found) is not None), None)
    if head is None:
        return " ".join(words)
    noun = _noun(parses[head])
    number = "plur" if "plur" in noun.tag else "sing"
    changed = noun.inflect({"nomn", number})
    if changed is None:
        return " ".join(words)
    result = list(words)
    result[head] = _like(words[head], str(changed.word))
    for position in range(head):
        adjective = next((parse for parse in parses[position] if parse.tag.POS in ("ADJF", "PRTF")), None)
        if adjective is None:
            return " ".join(words)
        # Nouns such as «сирота» (orphan) have no gender of their own; then the gender of the adjective counts.
        gender = noun.tag.gender or adjective.tag.gender
        wanted = {"nomn", number} | ({str(gender)} if gender and number == "sing" else set())
        agreed = adjective.inflect(wanted)
        if agreed is not None:
            result[position] = _like(words[position], str(agreed.word))
    return " ".join(result)


def _parses(word: str, kind: str) -> list[Any]:
    if not word[0].isalpha() or word.isupper() or not ("а" <= word[0].lower() <= "я"):
        return []
    found = list(parses_of(word))
    if kind == "place":
        named = [parse for parse in found if "Geox" in parse.tag]
        found = named + [parse for parse in found if "Geox" not in parse.tag]
    adjectives = [parse for parse in found if parse.tag.POS in ("ADJF", "PRTF")]
    # An adjective is preferred to a noun that the dictionary only guesses: «Мангистауской» is a form of «мангистауский»
    # (of Mangystau), and not of the name of a village.
    return (
        adjectives
        if adjectives and word.lower().endswith(("ой", "ого", "ому", "ую", "ая", "ий", "ый", "ые", "ых"))
        else found
    )


def _noun(parses: list[Any]) -> Any:
    return next((parse for parse in parses[:3] if parse.tag.POS == "NOUN"), None)


def _like(original: str, changed: str) -> str:
    """Return `changed` with capitals where `original` has them, for each part of a hyphenated name («Нур-Султан»)."""
    parts = changed.split("-")
    models = original.split("-")
    if len(parts) != len(models):
        return changed[:1].upper() + changed[1:] if original[:1].isupper() else changed
    return "-".join(
        part.upper()
        if model.isupper() and len(model) > 1
        else part[:1].upper() + part[1:]
        if model[:1].isupper()
        else part
        for part, model in zip(parts, models, strict=True)
    )
