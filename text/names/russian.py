"""Finding names in Russian text: slovnet reads the beginning, and later sentences that seem to contain new names."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.article import Name
from text.lexicon.lexicon import Lexicon
from text.models import morphology, name_recogniser
from text.names.baseform import after_preposition, is_common_noun, person, phrase
from text.names.keys import known_key, organisation_key, person_key, place_key
from text.sentences import split

_READ = 1000  # characters at the beginning of a text that are read; after these, only sentences with new names are read
_READ_MORE = 800  # characters of later sentences that are read for new names
_AROUND = 120  # after the first _READ characters, a long sentence is read only this far on each side of a new name
_PLACES = ("place", "country", "region")  # kinds of things in the lexicon that are places
_KINDS = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CAPITALISED = re.compile(r"(?<![.!?…«\"(] )(?<!^)\b[А-ЯЁA-Z][\w-]{2,}", re.MULTILINE)
_FULL_NAME = re.compile(r"\b[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ][а-яё]{3,}\b")
_BRACKETS = re.compile(r"\s*\([^)]*\)$")


class _Mention(NamedTuple):
    kind: str
    words: tuple[str, ...]
    before: str  # the word before the name


def load_names() -> None:
    """Load the recogniser and the dictionary now; otherwise the first text would load them."""
    next(iter(name_recogniser().names(["Бишкек"])))
    morphology()


def russian_names(text: str, lexicon: Lexicon) -> tuple[Name, ...]:
    """Return the names in a text, each once, in the order of their first mention; the first line is the title."""
    mentions = list(_mentions(_passages(text)))
    known = frozenset(
        mention.words[-1].lower()
        for mention in mentions
        if mention.kind == "person" and _is_plainly_base(mention.words[-1])
    )
    people: dict[str, list[str]] = {}  # surname → full names with this surname
    based = [(mention, _base(mention, known)) for mention in mentions]
    for mention, base in based:
        if mention.kind == "person" and " " in base:
            people.setdefault(person_key(base), []).append(base)
    names: dict[tuple[str, str], Name] = {}
    for mention, base in based:
        name = _name(mention.kind, base, people, lexicon)
        if name is not None:
            names.setdefault((name.kind, name.text.casefold()), name)
    return tuple(names.values())


def _passages(text: str) -> list[str]:
    """Return the parts of a text in which names are looked for.

    These are its beginning, and then later sentences with names that have not occurred before: first those with a full
    name, then the others. Of a long later sentence, only the words around the new name are returned.
    """
    sentences = [sentence[:_READ] for sentence in split(text)]
    chosen: set[int] = set()
    seen: set[str] = set()
    length = 0
    for number, sentence in enumerate(sentences):
        if number and length >= _READ:
            break
        chosen.add(number)
        length += len(sentence)
        seen |= _stems(_CAPITALISED, sentence)
    passages = [sentences[number] for number in sorted(chosen)]
    budget = _READ_MORE
    for pattern in (_FULL_NAME, _CAPITALISED):
        for number, sentence in enumerate(sentences):
            if number in chosen or budget <= 0:
                continue
            for match in pattern.finditer(sentence):
                if not set(_prefixes(match[0])) - seen:
                    continue
                passage = _around(sentence, match)
                passages.append(passage)
                budget -= len(passage)
                seen |= _stems(_CAPITALISED, passage) | set(_prefixes(match[0]))
                if passage == sentence:
                    chosen.add(number)
                    break
    # Six sentences together, because the recogniser uses the sentences around a name, and is faster with several.
    return ["\n".join(passages[start : start + 6]) for start in range(0, len(passages), 6)]


def _stems(pattern: re.Pattern[str], sentence: str) -> set[str]:
    return {stem for found in pattern.findall(sentence) for stem in _prefixes(found)}


def _prefixes(words: str) -> list[str]:
    return [word[:5].lower() for word in words.split()]


def _around(sentence: str, match: re.Match[str]) -> str:
    """Return the sentence; if it is long, only the words around the name."""
    if len(sentence) <= _AROUND:
        return sentence
    start = sentence.rfind(" ", 0, max(1, match.start() - _AROUND // 2)) + 1
    end = sentence.find(" ", match.end() + _AROUND // 3)
    return sentence[start : end if end > 0 else None]


def _mentions(passages: list[str]) -> Iterator[_Mention]:
    for text, spans in zip(passages, name_recogniser().names(passages), strict=True):
        for span in spans:
            value = _BRACKETS.sub("", text[span.start : span.stop].strip(" .,:;«»\"“”'()-–—\n"))
            words = tuple(value.split())
            if not words or len(value) < 2 or not any(map(str.isalpha, value)) or len(words) > 8:
                continue
            lead = _WORD.findall(text[max(0, span.start - 30) : span.start].rpartition("\n")[2])
            yield _Mention(_KINDS[span.type], words, lead[-1] if lead else "")


def _is_plainly_base(word: str) -> bool:
    return word[-1:].lower() in "бвгджзйклмнпрстфхцчшщ" and not word.lower().endswith(
        ("ым", "им", "ом", "ем", "ой", "ей")
    )


def _base(mention: _Mention, known: frozenset[str]) -> str:
    if mention.kind == "person":
        words = mention.words
        while len(words) > 1 and is_common_noun(words[0]):
            words = words[1:]
        return person(words, before=mention.before if words == mention.words else "", known=known)
    return phrase(mention.words, mention.kind, is_oblique=after_preposition(mention.before))


def _name(kind: str, base: str, people: dict[str, list[str]], lexicon: Lexicon) -> Name | None:
    if kind == "person":
        key = person_key(base)
        full = people.get(key)
        if " " not in base:
            full = full or _of_her_or_him(base, people)
            base = max(full, key=len) if full and len(set(full)) == 1 else base
            key = person_key(base)
        return Name(base, kind, key)
    if kind == "place":
        return Name(base, kind, known_key(base, "ru", lexicon, _PLACES) or place_key(base))
    return Name(base, kind, known_key(base, "ru", lexicon, ("body",)) or organisation_key(base))


def _of_her_or_him(surname: str, people: dict[str, list[str]]) -> list[str] | None:
    """Return the full names that have this surname in the form of the other gender.

    «Токаева» alone is often the genitive of Токаев; in a text that has the full name of a man Токаев, it means him.
    """
    lower = surname.lower()
    candidates: Iterable[str] = (lower[:-1],) if lower.endswith("а") else (lower + "а",)
    return next((people[key] for form in candidates if (key := person_key(form)) in people), None)
