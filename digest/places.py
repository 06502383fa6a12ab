"""Finding where a story's outlets place an event differently. Pure.

Two outlets differ if a sentence of one and a sentence of the other are alike except for the place, and neither place
lies in the other. An outlet that also names the other outlet's place does not contradict it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from digest.linked import linked
from digest.summarise import content
from domain.digest import Disagreement
from domain.story import StoryArticle
from text.figures import figures
from text.lexicon.lexicon import Lexicon
from text.mentions import named_words
from text.places import NamedPlace, are_apart, around, places_in

_READ = 4  # sentences of an article that are read, in addition to its headline
_ARTICLES = 16  # only this many articles of a story, the first ones, are compared, each with each
_ALIKE = 0.6  # two sentences are alike if they share this part of the shorter one's words, places not counted
_LEAST = 3  # a sentence with fewer words besides places is not compared
# A sentence with a figure of such a unit is not compared: its place may be just the point from which a distance is
# measured.
_DISTANCE = frozenset({"km", "m"})


@dataclass(frozen=True, slots=True)
class _Placed:
    article: StoryArticle
    words: frozenset[str]
    places: tuple[NamedPlace, ...]


def place_difference(articles: Sequence[StoryArticle], lexicon: Lexicon) -> Disagreement | None:
    """Return the places that outlets give differently for one event, each as written; None if they agree."""
    placed = [one for article in articles[:_ARTICLES] for one in _placed(article, lexicon)]
    # For each sentence that another outlet contradicts: Python's id of the sentence → the place where, according to the
    # sentence, the event happened.
    where: dict[int, NamedPlace] = {}
    pairs = []
    for one, other in combinations(placed, 2):
        pair = _differing(one, other, lexicon)
        if pair is not None:
            pairs.append((one, other))
            for said, place in zip((one, other), pair, strict=True):
                where.setdefault(id(said), place)
    told: dict[str, tuple[str, str | None]] = {}
    for said in linked(pairs):
        told.setdefault(said.article.source, (where[id(said)].told, said.article.url))
    if not told:
        return None
    return Disagreement(
        tuple((source, words) for source, (words, _) in told.items()), tuple(url for _, url in told.values())
    )


def _placed(article: StoryArticle, lexicon: Lexicon) -> Iterator[_Placed]:
    """Yield the sentences of an article that say where something happened, each with the places that it names."""
    for sentence in dict.fromkeys((article.headline, *article.sentences[:_READ])):
        named = named_words(sentence, article.language, lexicon)
        places = places_in(named, article.language)
        if not any(place.told for place in places):
            continue
        if any(figure.unit in _DISTANCE for _, figure in figures(named.plain, article.language)):
            continue
        of_places = {
            place
            for mention in named.mentions
            if mention.kind == "place"
            for place in range(mention.start, mention.start + mention.length)
        }
        rest = " ".join(word for place, word in enumerate(named.words) if place not in of_places)
        words = frozenset(content(rest, article.language))
        if len(words) >= _LEAST:
            yield _Placed(article, words, _innermost(places, lexicon))


def _innermost(places: Sequence[NamedPlace], lexicon: Lexicon) -> tuple[NamedPlace, ...]:
    """Return the places in which no other of them lies: a district, for example, but not its region."""
    outer = {one for place in places for one in around(place.id, lexicon) - {place.id}}
    return tuple(place for place in places if place.id not in outer)


def _differing(one: _Placed, other: _Placed, lexicon: Lexicon) -> tuple[NamedPlace, NamedPlace] | None:
    """Return the places at which two reports with similar words locate one event; None if they do not contradict."""
    if (
        one.article.source == other.article.source
        or one.article.language != other.article.language
        or len(one.words & other.words) < _ALIKE * min(len(one.words), len(other.words))
    ):
        return None
    ids, other_ids = ({place.id for place in said.places} for said in (one, other))
    mine = [place for place in one.places if place.id not in other_ids]
    theirs = [place for place in other.places if place.id not in ids]
    if len(mine) != 1 or len(theirs) != 1 or not (mine[0].told and theirs[0].told):
        return None
    if not are_apart(mine[0].id, theirs[0].id, lexicon):
        return None
    if _names(other.article, mine[0].id, lexicon) or _names(one.article, theirs[0].id, lexicon):
        return None
    return mine[0], theirs[0]


def _names(article: StoryArticle, place: str, lexicon: Lexicon) -> bool:
    """Return whether an article mentions the place, or a place inside it, anywhere."""
    return any(
        mention.id == place or place in around(mention.id, lexicon)
        for sentence in (article.headline, *article.sentences)
        for mention in named_words(sentence, article.language, lexicon).mentions
        if mention.kind == "place"
    )
