"""The service phrases of catalogue/phrases.toml, folded and compiled; finds the phrase with which a sentence begins.

Both phrase and text are folded before they are compared.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, fields
from functools import lru_cache

from text.languages import UPPER
from text.letters import APOSTROPHES, STRAIGHT

_MAY_DIFFER = re.compile(f"[,{APOSTROPHES}]")  # characters that are ignored when a text is compared with a phrase
WORD = re.compile(r"[^\W_]+")
# The beginning of a sentence, which is the start of a line or follows the end of a sentence. Opening quotation marks
# and bullets may come first.
START = re.compile(r"(?:(?:^|(?<=[.!?…»”\"\])➡►▶→|]))[\W_]{0,8})([^\W_]+)")
_PLACE = rf"[{UPPER}][\w{APOSTROPHES}-]+(?: [{UPPER}][\w{APOSTROPHES}-]+){{0,2}}"
_DATE = r"\d{1,2}[ .-]{0,2}(?:[^\W\d_]{3,10}\.?|\d\d)(?:[ .]{1,2}\d{2,4})?(?: ?(?:года|г|ж|й)\b\.?)?"


# eq=False: compared and hashed by identity, which is quick, because the rules of phrases are looked up for each text.
@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The phrases that an operator can edit, by kind; each tuple has those of all languages, in upper or lower case."""

    related: tuple[str, ...] = ()  # words before a link to another article; removed with that article's title
    credits: tuple[str, ...] = ()  # words before a colon or slash and a name; removed with the name
    lines: tuple[str, ...] = ()  # beginnings of service lines and sentences
    anywhere: tuple[str, ...] = ()  # words that occur anywhere in service lines and sentences
    sharing: tuple[str, ...] = ()  # words of share buttons; a line that has no other words is removed
    agencies: tuple[str, ...] = ()  # names of agencies in datelines
    # Beginnings of sentences that recall older news, which stay in the text but are avoided in summaries.
    recalls: tuple[str, ...] = ()


NO_PHRASES = Phrases()
PHRASE_KINDS = tuple(field.name for field in fields(Phrases))


@dataclass(frozen=True, slots=True)
class Rules:
    """The phrases in compiled form, made once for all texts."""

    openers: dict[str, tuple[tuple[str, str], ...]]  # first word → (folded phrase, kind), the longest first
    anywhere: tuple[str, ...]
    sharing: frozenset[str]
    credit: re.Pattern[str] | None
    dateline: re.Pattern[str]


def is_recall(sentence: str, phrases: Phrases) -> bool:
    """Return whether a sentence only recalls older news, like «Напомним, …» (Let us recall)."""
    found = opener_at(sentence, START.match(sentence), rules_of(phrases))
    return found is not None and found[1] == "recalls"


@lru_cache(maxsize=4)
def rules_of(phrases: Phrases) -> Rules:
    """Return the compiled phrases; cached, because a process uses one set of phrases or a few."""
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
            # Datelines with an agency: БИШКЕК, 12 янв — Sputnik. / Tashkent, Uzbekistan (UzDaily) -- / /Кабар/.
            rf"(?:{_PLACE}(?:, ?{_PLACE})?[,.]?[ ]*(?:[—–-][ ]*)?)?(?:{_DATE}[,.]?[ ]*)?"
            rf"(?:[—–-]+[ ]*)?[/(\[«]*(?:(?:ИА|НИАТ|МИА|IA) )?[«\"]?(?i:{agencies})[»\"]?"
            rf"(?:[/)\]]+[ ]*[—–:.,-]*|[ ]*[—–]+|[ ]+-+|[.:](?=[ ]+[{UPPER}\d«“\"]))"
            # A dateline without an agency: БИШКЕК, 12 янв — or БИШКЕК, 12 янв.
            rf"|[{UPPER}]{{3}}[{UPPER} -]*, {_DATE}"
            rf"(?:[,.]?[ ]*[—–-]+|(?:\.|(?<=\.))(?=[ ]+[{UPPER}\d«“\"]))"
            rf")[ ]*(?=\S)",
        ),
    )


def opener_at(line: str, match: re.Match[str] | None, rules: Rules) -> tuple[int, str] | None:
    """Return (end, kind) of the service phrase with which the sentence at the match begins; None if it has none."""
    if match is None:
        return None
    for phrase, kind in rules.openers.get(match[1].casefold(), ()):
        end = _end_of(phrase, line, match.start(1))
        if end is not None and not line[end : end + 1].isalnum():
            return end, kind
    return None


def _end_of(phrase: str, line: str, position: int) -> int | None:
    """Return where a folded phrase that begins at `position` ends in the line; None if other words are there.

    Commas, kinds of apostrophes, upper and lower case are ignored.
    """
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
