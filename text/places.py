"""Where a sentence says that something happens, and whether two places lie apart, so that neither is in the other."""

import re
from dataclasses import dataclass

from text.languages import LANGUAGES
from text.languages.language import PlaceWords
from text.lexicon.lexicon import Lexicon, Mention
from text.lexicon.rows import Rule
from text.mentions import NamedWords


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place of the lexicon that a sentence names."""

    id: str
    # The words by which the sentence says that something happens there, "in Osh region"; "" if it does not.
    told: str = ""


def places_in(named: NamedWords, language: str) -> tuple[NamedPlace, ...]:
    """Return the places of the lexicon that a sentence names, in order."""
    known = LANGUAGES[language].places if language in LANGUAGES else PlaceWords()
    return tuple(
        NamedPlace(mention.id, _told(mention, named.words, known))
        for mention in named.mentions
        if mention.kind == "place" and is_meant(mention, named.words[mention.start])
    )


def is_meant(mention: Mention, word: str) -> bool:
    """Return whether words are meant as a name; short words without a capital are usually common words."""
    return mention.form.words[0].rule is Rule.BEGINNING or word[0].isupper()


def are_apart(one: str, other: str, lexicon: Lexicon) -> bool:
    """Return whether neither place contains the other or overlaps it; a town is not apart from its region.

    A place of which the lexicon does not say where it lies, such as a river, is not apart from any other.
    """
    around_one, around_other = around(one, lexicon), around(other, lexicon)
    return bool(around_one and around_other) and one not in around_other and other not in around_one


def around(place: str, lexicon: Lexicon) -> frozenset[str]:
    """Return the ids of a place and of everything in which it lies; empty if its country is not known."""
    found, waiting = {place}, [place]
    while waiting:
        row = lexicon.rows.get(waiting.pop())
        outer = set(row.lies_in) - found if row else set()
        found |= outer
        waiting += outer
    return frozenset(found) if any(one.startswith("country:") for one in found) else frozenset()


def _told(mention: Mention, words: tuple[str, ...], known: PlaceWords) -> str:
    areas = tuple(known.areas.split())
    if not areas:
        return ""
    start, end = mention.start, mention.start + mention.length
    # After a name with an ending, the next word does not belong to it: in «Чүйдө айыл чарба…», айыл is not a village.
    while (known.inside or mention.is_bare) and end < len(words) and words[end].lower().startswith(areas):
        end += 1
    while start > 0 and words[start - 1].lower().startswith(areas):
        start -= 1
    if known.inside:
        is_inside = start > 0 and words[start - 1].lower() in known.inside.split()
        return " ".join(words[start - 1 : end]) if is_inside else ""
    # A name without an ending, such as Караганда, may look like a locative.
    has_ending = end > mention.start + mention.length or not mention.is_bare
    is_inside = has_ending and re.search(f"(?:{known.ending})$", words[end - 1].lower()) is not None
    return " ".join(words[start:end]) if is_inside else ""
