"""Service phrases of catalogue/phrases.toml, folded and compiled; finds which phrase opens a sentence.

A folded phrase is compared with folded text.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, fields
from functools import lru_cache

from text.languages import UPPER
from text.letters import APOSTROPHES, STRAIGHT

_MAY_DIFFER = re.compile(f"[,{APOSTROPHES}]")  # characters that may differ between a text and a phrase
WORD = re.compile(r"[^\W_]+")
# The beginning of a sentence: at a line's start or after a sentence's end; opening marks and bullets may come before
# it.
START = re.compile(r"(?:(?:^|(?<=[.!?…»”\"\])➡►▶→|]))[\W_]{0,8})([^\W_]+)")
_PLACE = rf"[{UPPER}][\w{APOSTROPHES}-]+(?: [{UPPER}][\w{APOSTROPHES}-]+){{0,2}}"
_DATE = r"\d{1,2}[ .-]{0,2}(?:[^\W\d_]{3,10}\.?|\d\d)(?:[ .]{1,2}\d{2,4})?(?: ?(?:года|г|ж|й)\b\.?)?"


@dataclass(frozen=True, slots=True, eq=False)  # loaded once, and hashed with each text
class Phrases:
    """The phrases that an operator can edit, by kind; each tuple holds all languages, in upper or lower case."""

    related: tuple[str, ...] = ()  # opens a link to another article; removed with the title after it
    credits: tuple[str, ...] = ()  # comes before a colon or slash; removed with the name after it
    lines: tuple[str, ...] = ()  # opens a service line or sentence
    anywhere: tuple[str, ...] = ()  # occurs anywhere in a service line or sentence
    sharing: tuple[str, ...] = ()  # a line of these words only is removed
    agencies: tuple[str, ...] = ()  # names of agencies in datelines
    recalls: tuple[str, ...] = ()  # opens a reminder of older news: kept in the text, avoided in summaries


NO_PHRASES = Phrases()
PHRASE_KINDS = tuple(field.name for field in fields(Phrases))


@dataclass(frozen=True, slots=True)
class Rules:
    """The phrases in compiled form, made once for all texts."""

    openers: dict[str, tuple[tuple[str, str], ...]]  # first word → (folded phrase, kind), longest first
    anywhere: tuple[str, ...]
    sharing: frozenset[str]
    credit: re.Pattern[str] | None
    dateline: re.Pattern[str]


def is_recall(sentence: str, phrases: Phrases) -> bool:
    """Return whether a sentence reminds readers of older news («Напомним, …»)."""
    found = opener_at(sentence, START.match(sentence), rules_of(phrases))
    return found is not None and found[1] == "recalls"


@lru_cache(maxsize=4)
def rules_of(phrases: Phrases) -> Rules:
    """Return the compiled phrases; cached, since a process has one set of phrases, or few."""
    openers: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind in ("related", "lines", "recalls"):
        for phrase in getattr(phrases, kind):
            folded = " ".join(phrase.casefold().replace(",", "").split()).translate(STRAIGHT)
            first = WORD.search(folded)
            if first:
                openers[first[0]].append((folded[first.start() :], kind))
    credit_words = sorted({re.escape(phrase) for phrase in phrases.credits}, key=len, reverse=True)
    agencies = "|".join(sorted((re.escape(name) for name in phrases.agencies), key=len, reverse=True)) or r"(?!)"
    return Rules(
        openers={word: tuple(sorted(found, key=lambda item: -len(item[0]))) for word, found in openers.items()},
        anywhere=tuple(phrase.casefold() for phrase in phrases.anywhere),
        sharing=frozenset(word for phrase in phrases.sharing for word in WORD.findall(phrase.casefold())),
        credit=re.compile(rf"(?<!\w)(?:{'|'.join(credit_words)})(?!\w)", re.IGNORECASE) if credit_words else None,
        dateline=re.compile(
            rf"\A(?:"
            # БИШКЕК, 12 янв — Sputnik. / Tashkent, Uzbekistan (UzDaily) -- / АСТАНА. КАЗИНФОРМ – / /Кабар/.
            rf"(?:{_PLACE}(?:, ?{_PLACE})?[,.]?[ ]*(?:[—–-][ ]*)?)?(?:{_DATE}[,.]?[ ]*)?"
            rf"(?:[—–-]+[ ]*)?[/(\[«]*(?:(?:ИА|НИАТ|МИА|IA) )?[«\"]?(?i:{agencies})[»\"]?"
            rf"(?:[/)\]]+[ ]*[—–:.,-]*|[ ]*[—–]+|[ ]+-+|[.:](?=[ ]+[{UPPER}\d«“\"]))"
            # БИШКЕК, 12 янв —
            rf"|[{UPPER}]{{3}}[{UPPER} -]*, {_DATE}[,.]?[ ]*[—–-]+"
            rf")[ ]*(?=\S)",
        ),
    )


def opener_at(line: str, match: re.Match[str] | None, rules: Rules) -> tuple[int, str] | None:
    """Return the end and the kind of the phrase that opens the sentence at the match, or None."""
    if match is None:
        return None
    for phrase, kind in rules.openers.get(match[1].casefold(), ()):
        end = _end_of(phrase, line, match.start(1))
        if end is not None and not line[end : end + 1].isalnum():
            return end, kind
    return None


def _end_of(phrase: str, line: str, position: int) -> int | None:
    """Return the end of the folded phrase if it is at the position, else None; ignores commas, apostrophes and case."""
    there = line[position : position + len(phrase)]
    if there.casefold() == phrase:
        return position + len(phrase)
    if not _MAY_DIFFER.search(there):
        return None
    for letter in phrase:
        if line[position : position + 1] == ",":
            position += 1
        found = line[position : position + 1]
        if ("'" if found in APOSTROPHES else found.casefold()) != letter or not found:
            return None
        position += 1
    return position
