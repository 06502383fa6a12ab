"""Finding numbers of people in articles: dead, injured, detained, missing, rescued, each for its period. Pure."""

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from domain.story import StoryArticle
from text.bounds import EARLIER, WHOLE, agree, bound_of, with_bound
from text.denials import refutes
from text.digits import is_footnote, is_mark, number
from text.languages import LANGUAGES, Language
from text.letters import APOSTROPHES, fold, straight
from text.periods import period_at

_REACH = 4  # words at most between a figure and the word that says what is counted
# A word that denies what happened ("nobody was killed") is looked for at most this many words before and after the word
# for what happened.
_DENIED_BEFORE, _DENIED_AFTER = 3, 2
_JOINED = 3  # words at most between a figure and the word that joins it with the next one
# A colon or dash before a figure joins the two, as in «погибших — 7, раненых — 12» (7 dead, 12 injured).
_BORDER = re.compile(r"[,;!?](?!\d)|[:—–](?!\s?\d)")
_BORDER_COUNTS = 2  # a comma or other punctuation mark between two words counts as this many words of distance
_READ = 4  # sentences that are read of each article
_LONGEST = 4  # digits; a longer figure is not a number of people
# A number; also a range (10-15) and what is no number at all (24/7, 07.11), which are then not taken for a count.
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:/]\d+)*)"
_TOKEN = re.compile(
    rf"{_NUMBER}(?:\s?[-–]\s?{_NUMBER}|—{_NUMBER})*"
    rf"|[^\W\d_]+(?:[-{APOSTROPHES}][^\W\d_]+)*"  # a word may have an apostrophe inside, such as o'ldi
)
_SPELT = {fold(word): value for language in LANGUAGES.values() for word, value in language.numbers.items()}
# Before one of these words, a figure is a date, an age, an amount or a number of houses, not of people.
_NOT_PEOPLE = tuple(
    {fold(word) for language in LANGUAGES.values() for word in language.not_people.split() if not word.endswith("=")}
)
_BEFORE_NUMBERS = frozenset(fold(word) for language in LANGUAGES.values() for word in language.before_numbers.split())
# What stands around a figure that counts no people: № 15, −15, $15, 15 %, 15 °C, 1️⃣, G7, COVID-19.
_NO_COUNT_BEFORE = re.compile(r"(?:[№#$€₽₸]\s?|(?<!\S)[-−–]|[^\W\d_][-‑–]?)$")
_NO_COUNT_AFTER = re.compile(r"\s?[%‰°$€₽₸]|\ufe0f?\u20e3")
# A word that is joined with a figure makes an ordinal or a name of it (3-й, 3-мектеп, 5-may), unless it is the ending
# of a numeral (5-ти, 7-ро, 12-си).
_JOINED_WORD = re.compile(r"[-‑](?!(?:е|ро|ти|х|ми|с[иыүу]|[иыуү]|si)(?!\w))[^\W\d_]")
_ITEM = re.compile(r"[\W_]{0,3}\d{1,2}[.)]\s")  # the number of an item in a list


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people in an article."""

    value: int
    bound: str  # "" if the number is exact; see text.bounds
    figure: str  # as the article writes it, with a sign such as ≥ if it is a bound
    told: frozenset[int]  # all numbers that the article gives for the same thing, for example the parts of a total

    def allows(self, other: "Count") -> bool:
        """Return whether another article's number does not contradict this one.

        It does not if both numbers may be right, or if this number's article gives the other number as well.

        "Twelve are injured, three of them children" allows "three children are injured".
        """
        return other.value in self.told or agree(self.value, self.bound, other.value, other.bound)


Counted = tuple[str, str]  # (key of `Language.counted` for what is counted, period)


def counts_of(article: StoryArticle) -> Mapping[Counted, Count]:
    """Return the numbers of people in the first sentences of an article.

    For each thing counted, the first mention is used.
    """
    first: dict[Counted, tuple[int, str, str]] = {}
    told: dict[str, set[int]] = {}
    for sentence in article.sentences[:_READ]:
        if refutes(sentence, article.language):
            continue
        found = list(_tokens(sentence))
        tokens = [token for _, token in found]
        folded = [fold(straight(token)) for token in tokens]
        values = {
            place: value
            for place, word in enumerate(folded)
            if (value := _SPELT.get(word, number(word, longest=_LONGEST))) is not None
        }
        if not values:
            continue
        borders = _borders(sentence, found)
        things = _things(tokens, values, borders, article.language)
        parts = _parts(tokens, values, things, borders, article.language)
        passed: list[int] = []  # positions of figures that were skipped, such as the 3 of "from 3 to 5"
        for place, value in values.items():
            near = _nearest(things, place, borders)
            if near is None or _is_no_count(tokens, folded, place, article.language):
                continue
            start, end = found[place][0], found[place][0] + len(tokens[place])
            if _is_marked(sentence, start, end):
                continue
            if _is_denied_itself(place, tokens, borders, article.language):
                passed.append(place)
                continue
            bound = bound_of(sentence, start, end, article.language)
            # "Of 12 passengers" gives a whole of which only a part is counted. But in "of 12 injured people" the word
            # after the figure says what happened to all twelve, so the figure is used.
            if bound == WHOLE and place + 1 in things:
                bound = ""
            if not bound and _JOINED_WORD.match(sentence, end):
                continue
            if bound in (EARLIER, WHOLE):
                passed.append(place)
                continue
            told.setdefault(things[near], set()).add(value)
            if place not in parts and abs(near - place) <= _REACH + _steps_over(passed, near, place):
                period = period_at(sentence, start, article.language)
                first.setdefault((things[near], period), (value, bound, with_bound(tokens[place], bound)))
    return {
        counted: Count(value, bound, figure, frozenset(told[counted[0]]))
        for counted, (value, bound, figure) in first.items()
    }


def _is_marked(sentence: str, start: int, end: int) -> bool:
    """Return whether signs show that the figure sentence[start:end] counts no people, or numbers an item of a list."""
    item = _ITEM.match(sentence)
    if item is not None and end < item.end():
        return True
    before = _NO_COUNT_BEFORE.search(sentence, max(0, start - 2), start)
    return before is not None or _NO_COUNT_AFTER.match(sentence, end) is not None


def _parts(
    tokens: Sequence[str], values: Collection[int], things: Mapping[int, str], borders: Sequence[int], language: str
) -> set[int]:
    """Return the positions of figures that are parts of a sum, as in "the driver and two passengers were killed"."""
    known = LANGUAGES.get(language)
    joining = frozenset(known.names.listing.split()) if known else frozenset[str]()
    parts: set[int] = set()
    for place in values:
        thing = _nearest(things, place, borders)
        if thing is None or place == 0 or tokens[place - 1].lower() not in joining:
            continue
        before = range(max(0, place - 2 - _JOINED), place - 1)
        # Figures joined by "and" make a sum, unless the first has a word of its own before "and", as in "three were
        # killed and two were injured".
        if thing < place or things.keys().isdisjoint(before):
            parts.add(place)
            parts.update(one for one in values if one in before and _nearest(things, one, borders) == thing)
    return parts


def _steps_over(passed: Sequence[int], thing: int, place: int) -> int:
    """Return how many words do not count as distance between the figure at `place` and the word at `thing`.

    If another figure between the two was skipped, it and the words after it do not count: in "killed rose from 3 to 5",
    the words "3" and "to" between "killed" and "5".
    """
    return place - passed[-1] if passed and thing < passed[-1] < place else 0


def _borders(sentence: str, found: Sequence[tuple[int, str]]) -> list[int]:
    """Return for each word how many punctuation marks that separate clauses come before it."""
    marks = [mark.start() for mark in _BORDER.finditer(sentence)]
    return [bisect(marks, start) for start, _ in found]


def _things(tokens: Sequence[str], values: Mapping[int, int], borders: Sequence[int], language: str) -> dict[int, str]:
    """Return position of a word → key of `Language.counted`, for the words that say what happened to people.

    Words that the sentence denies are left out, such as "killed" in "nobody was killed".
    """
    words = [straight(token).lower() for token in tokens]
    return {
        place: thing
        for place, word in enumerate(words)
        if (thing := _thing(word, language)) is not None and not _is_denied(place, words, values, borders, language)
    }


def _is_denied(
    place: int, words: Sequence[str], values: Mapping[int, int], borders: Sequence[int], language: str
) -> bool:
    """Return whether a clause denies what the word at this position says, as in "nobody was killed"."""
    known = LANGUAGES[language]
    before, after = (frozenset(denials.split()) for denials in known.denials)
    for denials, others in (
        (before, range(place - 1, max(-1, place - 1 - _DENIED_BEFORE), -1)),
        (after, range(place + 1, min(len(words), place + 1 + _DENIED_AFTER))),
    ):
        for other in others:
            if other in values or borders[other] != borders[place]:
                break
            if known.in_one_alphabet(words[other]) in denials:
                return True
    return False


def _is_denied_itself(place: int, tokens: Sequence[str], borders: Sequence[int], language: str) -> bool:
    """Return whether the figure at this position is denied, as in "not 5 but 3"."""
    known = LANGUAGES[language]
    sides = zip(known.denials, (place - 1, place + 1), strict=True)
    return any(
        known.in_one_alphabet(straight(tokens[other]).lower()) in denials.split()
        for denials, other in sides
        if 0 <= other < len(tokens) and borders[other] == borders[place]
    )


def _nearest(things: Mapping[int, str], place: int, borders: Sequence[int]) -> int | None:
    """Return the position of the word that says what the figure at `place` counts, preferably in the same clause."""

    def distance(other: int) -> tuple[int, bool]:
        return abs(other - place) + _BORDER_COUNTS * abs(borders[other] - borders[place]), other < place

    return min(things, key=distance, default=None)


@lru_cache(maxsize=20_000)
def _thing(word: str, language: str) -> str | None:
    """Return what happened to people according to a lower-case word, such as "dead"; None for other words."""
    known = LANGUAGES.get(language)
    if known is None:
        return None
    word = known.in_one_alphabet(word)
    for thing, forms in known.counted.items():
        if any(_says(word, form, known) for form in forms.split()):
            return thing
    return None


def _says(word: str, form: str, language: Language) -> bool:
    stem = form.rstrip("=")
    return word.startswith(stem) and (stem == form or language.endings.fullmatch(word[len(stem) :]) is not None)


def _tokens(sentence: str) -> Iterator[tuple[int, str]]:
    """Yield the words and numbers of a sentence with their positions; footnote marks and item marks (①) are skipped.

    A number that is followed by a power or a fraction is yielded together with it, so that it is not taken for a count.
    """
    for match in _TOKEN.finditer(sentence):
        if not match[0][0].isdecimal():
            word = "".join(letter for letter in match[0] if not is_mark(letter)).strip("-")
            if word:
                yield match.start(), word
            continue
        marks = "".join(takewhile(is_mark, sentence[match.end() :]))
        is_number = not marks or (is_footnote(marks) and match[0] != "10")
        yield match.start(), match[0] if is_number else match[0] + marks


def _is_no_count(tokens: Sequence[str], folded: Sequence[str], place: int, language: str) -> bool:
    if place > 0 and folded[place - 1] in _BEFORE_NUMBERS:
        return True
    following = place + 1
    return following < len(tokens) and (
        folded[following].startswith(_NOT_PEOPLE) or _is_of_things(straight(tokens[following]).lower(), language)
    )


@lru_cache(maxsize=20_000)
def _is_of_things(word: str, language: str) -> bool:
    """Return whether a lower-case word after a figure shows that the figure counts things and not people."""
    known = LANGUAGES.get(language)
    if known is None:
        return False
    word = known.in_one_alphabet(word)
    return any(_says(word, form, known) for form in known.not_people.split() if form.endswith("="))
