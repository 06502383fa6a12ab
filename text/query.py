"""Parsing search queries: words, which must all match, "a phrase", -word, OR, and fields.

The fields are topic: country: lang: source: -source: since: until:, most of them in every language of the bot (тема:
өлкө: тіл: nashr: кишвар:). No query is an error: what is not understood is searched for as words.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from text.across import asked_elsewhere
from text.languages import LANGUAGES
from text.layout import other_layout
from text.letters import fold, name_key, plain_letters, words
from text.lexicon.lexicon import Lexicon
from text.mentions import spelt
from text.truncation import shortened
from text.words import lemmas_among, search_forms

LONGEST = 300  # characters of a query; what follows is ignored
_QUOTES = str.maketrans("«»“”„", '"' * 5)  # quotation marks that phones type in place of "
MOST_TERMS = 24
_TOKEN = re.compile(r'-?(?:[^\W\d_]+:)?"[^"]*"|\S+')
_FIELD = re.compile(r'(-?)([^\W\d_]+):"?([^"]+)"?')
# Field of a query → the names that may be typed for it, in all languages in which the bot explains the fields.
_NAMES = {
    "topic": "topic тема тақырып mavzu мавзӯъ мавзу",
    "country": "country страна өлкө ел mamlakat кишвар",
    "lang": "lang language язык тил тіл til забон",
    "source": "source источник издание басылма басылым nashr нашрия",
    "since": "since с от",
    "until": "until до по",
}
_FIELDS = {name_key(name): field for field, names in _NAMES.items() for name in names.split()}
_COUNTRIES = {
    "kg": "kg", "кыргызстан": "kg", "киргизия": "kg", "kyrgyzstan": "kg",
    "kz": "kz", "казахстан": "kz", "kazakhstan": "kz",
    "uz": "uz", "узбекистан": "uz", "uzbekistan": "uz",
    "tj": "tj", "таджикистан": "tj", "tajikistan": "tj",
    "tm": "tm", "туркменистан": "tm", "туркмения": "tm", "turkmenistan": "tm",
    "world": "world", "мир": "world",
}  # fmt: skip
_LANGUAGES = {
    name_key(name): language.code
    for language in LANGUAGES.values()
    for name in (language.code, language.name, *language.called.split())
}
_TOPICS = {
    "политика": "politics", "права": "human-rights", "экономика": "economy", "безопасность": "security",
    "общество": "society", "здоровье": "health", "образование": "education", "культура": "culture",
    "религия": "religion", "технологии": "technology", "наука": "science", "спорт": "sports", "экология": "environment",
    "происшествия": "accidents", "миграция": "migration", "медиа": "media", "сми": "media",
}  # fmt: skip
_TOPICS |= {name_key(key): key for key in (*_TOPICS.values(), "law-and-crime", "foreign-affairs")}
_SPAN = re.compile(r"(\d{1,4})([hdwчдн])")
_SPANS = {"h": 1, "ч": 1, "d": 24, "д": 24, "w": 168, "н": 168}  # letter after a number → its length in hours
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)  # no feed has news from before this date
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to search for: any of `alternatives`, best first, or a `phrase` of consecutive folded words.

    Of the alternatives, the first is the word itself; then come its lemmas, whose number is `lemmas`; the others may
    only be related words. `elsewhere` are terms that name the same thing in other words or languages; articles found
    only by them come last.
    """

    alternatives: tuple[str, ...]
    phrase: tuple[str, ...] = ()
    is_excluded: bool = False
    lemmas: int = 0
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    groups: tuple[tuple[Term, ...], ...]  # an article must match every group, by any of the group's terms
    words: tuple[str, ...]  # the words that are not excluded, as typed
    topics: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # publishers' names as typed
    muted_sources: tuple[str, ...] = ()  # publishers' names that were typed after a minus
    since: datetime | None = None
    until: datetime | None = None
    asks_elsewhere: bool = False  # whether the same is also searched for in other words or other languages
    corrected: str | None = None  # the query in another keyboard layout; None if it was searched for as it was typed


class _Parser:
    def __init__(self, now: datetime | None, topics: Mapping[str, str]) -> None:
        self._now = now
        self._topics = topics
        self.groups: list[tuple[Term, ...]] = []
        self.asked: list[str] = []
        self.fields: dict[str, list[str]] = {"topic": [], "country": [], "lang": [], "source": [], "muted": []}
        self.since: datetime | None = None
        self.until: datetime | None = None
        self._joins = False
        # For each single word: number of its group, number of its term, the word as typed.
        self._places: list[tuple[int, int, str]] = []

    def read(self, token: str) -> None:
        if token in ("OR", "ИЛИ", "|"):
            self._joins = bool(self.groups)
        elif not self._read_field(token):
            self._read_words(token)

    def _read_field(self, token: str) -> bool:
        match = _FIELD.fullmatch(token)
        name = _FIELDS.get(name_key(match[2])) if match else None
        if match is None or name is None:
            return False
        if match[1] and name != "source":
            return False
        value = match[3].strip().lower()
        if name in ("since", "until"):
            moment = _moment(value, self._now)
            if moment is None:
                return False
            if name == "since":
                self.since = moment
            else:
                self.until = moment
            return True
        known = {"topic": self._topics, "country": _COUNTRIES, "lang": _LANGUAGES}.get(name)
        found = match[3].strip() if known is None else known.get(name_key(value))
        if not found:
            return False
        self.fields["muted" if match[1] else name].append(found)
        return True

    def _read_words(self, token: str) -> None:
        is_excluded = token.startswith("-") and len(token) > 1
        found = words(token)
        if '"' in token and len(found) > 1:
            terms = [Term((), tuple(part for word in found for part in fold(word).split("-")), is_excluded)]
        else:
            forms = map(search_forms, found)
            terms = [Term(form, (), is_excluded, lemmas_among(form)) for form in forms]
        if not is_excluded:
            self.asked += found
        spellings = spelt(token)
        for number, term in enumerate(terms):
            # An excluded term cannot be an alternative, because a OR -b would match nearly every article.
            can_join = self._joins and not term.is_excluded and not self.groups[-1][0].is_excluded
            if can_join:
                self.groups[-1] = (*self.groups[-1], term)
            else:
                self.groups.append((term,))
            self._joins = False
            if not term.phrase:
                word = spellings[number] if len(spellings) == len(found) else found[number]
                self._places.append((len(self.groups) - 1, len(self.groups[-1]) - 1, word))

    def look_elsewhere(self, lexicon: Lexicon) -> None:
        """Add to the parsed words the index terms by which they are found in other words and languages."""
        wanted = [group for group in self.groups if not group[0].is_excluded]
        asked = asked_elsewhere([word for *_, word in self._places], lexicon, is_alone=len(wanted) < 2)
        for (group, place, _), terms in zip(self._places, asked, strict=True):
            known = self.groups[group]
            self.groups[group] = (*known[:place], replace(known[place], elsewhere=terms), *known[place + 1 :])


def parse(
    query: str,
    *,
    now: datetime | None = None,
    topics: Mapping[str, str] | None = None,
    lexicon: Lexicon | None = None,
) -> ParsedQuery:
    """Parse a typed query. No query is an error: what is not understood is searched for as words.

    `now` is the moment from which spans such as since:7d count; without it only dates are understood. `topics` maps
    further names of topics, such as their titles in the form of text.letters.name_key, to the topics' keys. With a
    `lexicon`, a search also finds what other words or other languages call the same.
    """
    typed = shortened(plain_letters(query.replace("\0", " ").translate(_QUOTES)), LONGEST)
    meant = other_layout(typed)
    parser = _Parser(now, _TOPICS | dict(topics or {}))
    for token in _TOKEN.findall(meant or typed)[: 2 * MOST_TERMS]:
        parser.read(token)
    if lexicon is not None:
        parser.look_elsewhere(lexicon)
    fields = {name: tuple(dict.fromkeys(values)) for name, values in parser.fields.items()}
    return ParsedQuery(
        groups=tuple(parser.groups[:MOST_TERMS]),
        words=tuple(parser.asked[:MOST_TERMS]),
        topics=fields["topic"],
        countries=fields["country"],
        languages=fields["lang"],
        sources=fields["source"],
        muted_sources=fields["muted"],
        since=parser.since,
        until=parser.until,
        asks_elsewhere=any(term.elsewhere for group in parser.groups for term in group if not term.is_excluded),
        corrected=meant,
    )


def _moment(value: str, now: datetime | None) -> datetime | None:
    span = _SPAN.fullmatch(value)
    if span:
        hours = timedelta(hours=int(span[1]) * _SPANS[span[2]])
        return max(_EARLIEST, now - min(hours, now - _EARLIEST)) if now else None
    for form in _DATES:
        try:
            return max(_EARLIEST, datetime.strptime(value, form).replace(tzinfo=UTC))
        except ValueError:
            continue
    return None
