"""Linking a story to the earlier story that it develops: closed and reopened, detained and released, a rising toll.

Two stories are linked only if they report actions that follow one another, have a place or name in common that few
other stories have, have another subject in common, and their headlines do not name different people, places or things.
If in doubt, they are not linked and are told separately, which is better than taking one man's release for that of
another man who was arrested. The functions are pure and work on the live window.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log, sqrt

from domain.ids import StoryId
from stories.compared import Compared
from text.languages import LANGUAGES
from text.letters import fold
from text.shared_terms import CONCEPT, MOMENT, NAME, PLACE

Affairs = Mapping[StoryId, StoryId]  # story → the earlier story that it develops

AFFAIR_HOURS = 96.0  # hours at most between the beginnings of two stories of an affair
# Two stories may be linked only if the cosine of their terms, those for actions left out, is at least this. Unrelated
# stories have a lower one.
LINKS = 0.15
_CROWD = 40  # if a place or name occurs in more stories than this, it does not link any of them
_TITLES = 0.34  # an action or subject counts if at least this part of a story's headlines have it
_LONGEST_TOLL = 3  # the most digits of a number of victims
_RISE = 4  # a number of victims may rise by this factor; a higher number counts something else
_COUNTRY, _PERSON = PLACE + "country:", PLACE + "person:"


@dataclass(frozen=True, slots=True)
class Course:
    """Actions that follow one another in stages, such as an arrest, a trial and an appeal.

    Each stage is a set of concepts of the lexicon; a story is at the last stage of which its headlines name a concept.
    """

    stages: tuple[frozenset[str], ...]
    is_personal: bool = False  # whether these are actions done to a person, who must be the same in both stories


def _course(*stages: str, is_personal: bool = False) -> Course:
    return Course(tuple(frozenset(CONCEPT + name for name in stage.split()) for stage in stages), is_personal)


COURSES = (
    _course(
        "close closed-temporarily road-closed border-closed pass-closed school-closed suspend blocked",
        "opened reopened resumed restored road-reopened border-opened lifted-ban",
    ),
    _course("ban restricted introduced", "lifted-ban eased cancelled"),
    _course("water-outage blackout power-cut", "restored resumed"),
    _course("missing search-operation", "found-alive found-child-safe body-found rescue"),
    _course(
        "arrest search-raid wanted abduction",
        "house-arrest release released-on-bail jail-release sent-to-court pressing-charges",
        "trial-began verdict acquit verdict-reading life-sentence suspended-sentence",
        "appeal upheld-verdict overturned-verdict reduced-sentence",
        is_personal=True,
    ),
    _course(
        "bill-draft first-reading amendment",
        "second-reading voting reading-adopt adopted-law approved",
        "veto-sign signed-law decree-president law-in-force",
    ),
    _course("planned announced", "began opened commissioned", "ended"),
)
TOLL = frozenset(CONCEPT + name for name in ("death", "death-toll", "injured"))
_DEEDS = frozenset().union(*(stage for course in COURSES for stage in course.stages)) | TOLL


@dataclass(frozen=True, slots=True)
class _Told:
    """A story as it is compared with others: when it began, and what its articles and their titles mention."""

    id: StoryId
    began: float  # when the story began, in hours since 1970
    terms: Mapping[str, float]  # shared term → its mean weight over the articles
    titled: Mapping[str, float]  # shared term in titles → part of the articles whose title has it
    toll: int  # the highest number in those titles that speak of dead or injured people; 0 if there is none

    def stage(self, course: Course) -> int:
        """Return the index of the latest stage of which the story's headlines name an action; -1 if there is none."""
        for place in range(len(course.stages) - 1, -1, -1):
            if sum(self.titled.get(name, 0.0) for name in course.stages[place]) >= _TITLES:
                return place
        return -1

    def local(self) -> Iterator[str]:
        """Yield the places and names of the story, without countries."""
        return filter(_is_local, self.terms)


def _is_local(term: str) -> bool:
    return term.startswith((PLACE, NAME)) and not term.startswith(_COUNTRY)


def affairs(window: Sequence[tuple[Compared, StoryId]]) -> dict[StoryId, StoryId]:
    """Return story → the latest earlier story that it develops, for stories that develop one."""
    told = _told(window)
    held = Counter(term for story in told for term in story.terms)
    rarity = {term: log((1 + len(told)) / (1 + count)) + 1 for term, count in held.items()}
    doing = [story for story in told if not _DEEDS.isdisjoint(story.titled)]
    holders: defaultdict[str, list[_Told]] = defaultdict(list)
    for story in doing:
        for term in story.local():
            if held[term] <= _CROWD:
                holders[term].append(story)
    found: dict[StoryId, StoryId] = {}
    for newer in doing:
        near = {
            earlier.id: earlier
            for term in newer.local()
            for earlier in holders.get(term, ())
            if 0.0 < newer.began - earlier.began <= AFFAIR_HOURS
        }
        linked = [
            earlier
            for earlier in near.values()
            if _develops(newer, earlier) and _likeness(newer, earlier, rarity) >= LINKS
        ]
        if linked:
            found[newer.id] = max(linked, key=lambda earlier: (earlier.began, earlier.id)).id
    return found


def _told(window: Sequence[tuple[Compared, StoryId]]) -> list[_Told]:
    members: defaultdict[StoryId, list[Compared]] = defaultdict(list)
    for article, story_id in window:
        members[story_id].append(article)
    return [_story(story_id, articles) for story_id, articles in sorted(members.items())]


def _story(story_id: StoryId, articles: Sequence[Compared]) -> _Told:
    terms: defaultdict[str, float] = defaultdict(float)
    titled: defaultdict[str, float] = defaultdict(float)
    toll = 0
    for article in articles:
        for term, weight in article.shared.items():
            terms[term] += weight / len(articles)
        for term in article.titled:
            titled[term] += 1.0 / len(articles)
        if not TOLL.isdisjoint(article.titled):
            toll = max((toll, *_numbers(article)))
    return _Told(story_id, min(article.hours for article in articles), dict(terms), dict(titled), toll)


def _numbers(article: Compared) -> Iterator[int]:
    """Yield the numbers in a title that may count people, in digits and in words."""
    words = _spelt(article.language)
    yield from (int(mark) for mark in article.marks if mark.isdecimal() and len(mark) <= _LONGEST_TOLL)
    yield from (words[word] for word in article.title if word in words)


@cache
def _spelt(language: str) -> Mapping[str, int]:
    known = LANGUAGES.get(language)
    if known is None:
        return {}
    return {fold(word.removesuffix("=")): value for word, value in (*known.counting.items(), *known.numbers.items())}


def _counts(term: str) -> bool:
    """Return whether a term says what a story is about, rather than what was done or when."""
    return term not in _DEEDS and not term.startswith(MOMENT)


def _likeness(one: _Told, other: _Told, rarity: Mapping[str, float]) -> float:
    """Return the cosine of the terms of two stories, weighted by rarity; actions, tolls and times are not counted."""
    both = one.terms.keys() & other.terms.keys()
    product = sum(one.terms[term] * other.terms[term] * rarity[term] ** 2 for term in both if _counts(term))
    return product / sqrt(_square(one, rarity) * _square(other, rarity)) if product else 0.0


def _square(story: _Told, rarity: Mapping[str, float]) -> float:
    return sum((weight * rarity[term]) ** 2 for term, weight in story.terms.items() if _counts(term))


def _develops(newer: _Told, earlier: _Told) -> bool:
    follows = [course.is_personal for course in COURSES if 0 <= earlier.stage(course) < newer.stage(course)]
    rises = 0 < earlier.toll < newer.toll <= _RISE * earlier.toll
    if not follows and not rises:
        return False
    both = newer.terms.keys() & earlier.terms.keys()
    if not any(term.startswith(CONCEPT) and term not in _DEEDS for term in both):
        return False
    titled = newer.titled.keys() | earlier.titled.keys()
    if _are_apart(newer, earlier, PLACE) or not any(_is_local(term) for term in both & titled):
        return False
    if rises and all(term in earlier.terms for term in newer.titled if term.startswith(PLACE)):
        return True
    return any(
        _is_one_person(newer, earlier) if is_personal else _is_one_thing(newer, earlier) for is_personal in follows
    )


def _is_one_person(one: _Told, other: _Told) -> bool:
    named = {term for term in one.titled.keys() | other.titled.keys() if term.startswith((NAME, _PERSON))}
    both = named & one.terms.keys() & other.terms.keys()
    return bool(both) and not _are_apart(one, other, NAME) and not _are_apart(one, other, _PERSON)


def _is_one_thing(newer: _Told, earlier: _Told) -> bool:
    """Return whether two stories may be about one thing, such as a road.

    Either one story mentions everything that the other's headlines are about, or the newer story mentions all places in
    the headlines of the earlier one. A new cycle path in Osh is not the road from Bishkek to Osh that was closed,
    though both stories mention a road.
    """
    mine, theirs = _headlined(newer, CONCEPT), _headlined(earlier, CONCEPT)
    return (
        mine <= earlier.terms.keys() or theirs <= newer.terms.keys() or _headlined(earlier, PLACE) <= newer.terms.keys()
    )


def _headlined(story: _Told, kind: str) -> set[str]:
    """Return the terms of `kind` in a story's headlines, without actions and countries.

    A term is returned only if at least the part _TITLES of the headlines have it.
    """
    return {
        term
        for term, share in story.titled.items()
        if share >= _TITLES and term.startswith(kind) and term not in _DEEDS and not term.startswith(_COUNTRY)
    }


def _are_apart(one: _Told, other: _Told, kind: str) -> bool:
    """Return whether the headlines of each story name something of this kind that the other story does not mention."""
    mine = {term for term in one.titled if term.startswith(kind) and not term.startswith(_COUNTRY)}
    theirs = {term for term in other.titled if term.startswith(kind) and not term.startswith(_COUNTRY)}
    return not (mine <= other.terms.keys() or theirs <= one.terms.keys())
