"""Names where no recogniser is: runs of capitalised words, told apart by their endings and neighbours."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from domain.article import Name
from text.languages import LANGUAGES, UPPER
from text.letters import APOSTROPHES, STRAIGHT
from text.names.keys import country_of, organisation_key, person_key, place_key
from text.places import COUNTRY_FORMS
from text.sentences import split
from text.sounds import sound

_READ = 4000  # characters
_KNOWN = [language.names for language in LANGUAGES.values()]


def _pooled(words: Iterable[str]) -> str:
    """Return the words of all languages as alternatives of a pattern, the longest first."""
    found = {word for each in words for word in each.split()}
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))


def _beginnings(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({word for each in words for word in each.split()}))


_NAME = rf"[{UPPER}][\w{APOSTROPHES}-]*"
_RUN = re.compile(rf"{_NAME}(?: (?:{_NAME}|{_pooled(known.joining for known in _KNOWN)}))*")
_QUOTES = "«»\"“”„‘’'"
_SURNAME = re.compile(rf"(?:{_pooled(known.surnames for known in _KNOWN)})$")
_AFTER_SURNAME = re.compile(rf"(?:{_pooled(known.after_surnames for known in _KNOWN)})$")
# What stays without its case must be a word of at least three letters.
_CASES = {
    code: re.compile(rf"(?:{_pooled([language.names.cases])})$")
    for code, language in LANGUAGES.items()
    if language.names.cases
}
_LOCATIVE = re.compile(rf"(?:{_pooled(known.locatives for known in _KNOWN)})$")
_KEEP = re.compile(rf"(?:{_pooled(known.ends_whole for known in _KNOWN)})$")
_ORGANISATION = _beginnings(known.organisations for known in _KNOWN)
_PLACE = _beginnings(known.places for known in _KNOWN)
# Offices whose name goes on, or begins, in small letters.
_OFFICE_LAST = re.compile(
    rf"[{UPPER}][\w{APOSTROPHES}-]+(?:,? (?![{UPPER}])[\w{APOSTROPHES}-]+){{0,4}}?"
    rf" (?:{_pooled(known.last_of_office for known in _KNOWN)})"
)
_WORD_SIGN = rf"[\w{APOSTROPHES}]"
_OFFICE_FIRST = re.compile(
    "|".join(rf"\b{known.office}" for known in _KNOWN if known.office).replace("{U}", UPPER).replace("{W}", _WORD_SIGN)
)
_NOT_NAMES = frozenset(_beginnings(known.opening for known in _KNOWN))


def plain_names(text: str, language: str) -> tuple[Name, ...]:
    """The names of a text in a language without a recogniser, each once, in the order they come."""
    text = text[:_READ]
    sentences = split(text)
    lower = Counter(re.findall(r"(?<![^\W_])[^\W\d_]+", " ".join(sentences)))
    inside = Counter(word for sentence in sentences for run, start, _ in _runs(sentence) if start for word in run)
    names: dict[str, Name] = {}
    surnames: dict[str, str] = {}
    for sentence in sentences:
        for office in (*_OFFICE_LAST.findall(sentence), *_OFFICE_FIRST.findall(sentence)):
            names.setdefault(organisation_key(office), Name(office, "organisation", organisation_key(office)))
        rest = _OFFICE_FIRST.sub(".", _OFFICE_LAST.sub(".", sentence))
        for run, start, following in _runs(rest):
            opened = _without_opening(run, lower, inside) if not start else run
            for words in _parts(opened, language):
                name = _read(words, following if words[-1] == run[-1] else "", language, is_inside=bool(start))
                if name is None or (name.kind == "person" and " " not in name.text and name.key in surnames):
                    continue  # nobody, or a surname alone after the full name
                key = name.key
                if name.kind == "person" and " " in name.text:
                    surnames[name.key] = name.text
                    names.pop(name.key, None)
                    key = f"{name.key} {name.text[:3].casefold()}"
                names.setdefault(key, name)
    return tuple(names.values())


def _parts(run: list[str], language: str) -> Iterator[list[str]]:
    """A run of capitalised words cut where one name ends and the next begins."""
    part: list[str] = []
    for number, word in enumerate(run):
        if part and _country_name(word, language):
            yield part
            part = []
        if part and _AFTER_SURNAME.search(word.casefold()):
            part.append(word)
            yield part
            part = []
            continue
        part.append(word)
        plain = _strip_case(word, language)
        is_end = (
            (plain != word and language != "tg") or _SURNAME.search(plain.casefold()) or _country_name(word, language)
        )
        if is_end and not (word == run[0] and len(word) < 3):
            following = next(iter(run[number + 1 : number + 2]), "").casefold()
            if _AFTER_SURNAME.search(following):
                continue
            is_first_name = _SURNAME.search(_strip_case(following, language)) and len(part) == 1
            if (
                is_first_name
                and not _SURNAME.search(plain.casefold())
                and not _is_town(plain)
                and not _is_country(plain)
            ):
                continue  # «Гүлзада Маматкулова»: her name ends like a case
            yield part
            part = []
    if part:
        yield part


def _country_name(word: str, language: str) -> bool:
    plain = _strip_case(word, language)
    return country_of(plain) is not None and _is_country(plain)


def _runs(sentence: str) -> Iterator[tuple[list[str], int, str]]:
    """Yield each run of capitalised words with its position and the word that follows."""
    opening = re.match(r"[\W_]*", sentence)
    first = opening.end() if opening else 0
    for match in _RUN.finditer(sentence):
        following = re.match(r"[»\"”]?\s+([^\W\d_]+)", sentence[match.end() : match.end() + 40])
        start = 0 if match.start() == first else match.start()
        yield match[0].split(), start, following[1].casefold() if following else ""


def _without_opening(run: list[str], lower: Counter[str], inside: Counter[str]) -> list[str]:
    """A run at a sentence's start without a first word that is capitalised only because it comes first."""
    word = run[0]
    if inside[word] or (word.isupper() and len(word) > 1):
        return run
    if lower[word.lower()] or len(run) == 1 or len(word) < 3:
        return run[1:]
    return run if _SURNAME.search(run[1].casefold()) or _SURNAME.search(word.casefold()) else run[1:]


def _read(words: list[str], following: str, language: str, *, is_inside: bool) -> Name | None:
    words = [word.strip(_QUOTES + "-") for word in words]
    words = [word for word in words if word]
    while words and words[0].casefold() in _NOT_NAMES:
        words = words[1:]
    if not words or len(words) > 6 or not words[-1][0].isalpha():
        return None
    plain = _strip_case(words[-1], language)
    base = " ".join([*words[:-1], plain])
    folded = [word.casefold().translate(STRAIGHT) for word in words]
    if any(word.startswith(_ORGANISATION) for word in folded):
        return Name(base, "organisation", organisation_key(base))
    is_surname = _SURNAME.search(plain.casefold()) is not None and len(plain) > 4
    if following.startswith(_ORGANISATION) and not is_surname:
        base = f"{base} {_strip_case(following, language)}"
        return Name(base, "organisation", organisation_key(base))
    if country_of(base) and folded[-1] != words[-1]:
        return Name(base, "place", place_key(base)) if _is_country(base) else None
    if following.startswith(_PLACE) or any(word.startswith(_PLACE) for word in folded):
        return Name(base, "place", place_key(base))
    if len(words) == 1 and re.fullmatch(rf"[{UPPER}]{{2,7}}", plain):
        return Name(plain, "organisation", organisation_key(plain))
    if is_surname:
        return Name(base, "person", person_key(base))
    if len(words) in (2, 3) and all(len(word) > 2 and not word.isupper() for word in words):
        return Name(base, "person", person_key(base))
    if _is_town(plain):
        return Name(base, "place", place_key(base))
    if len(words) == 1 and is_inside and len(plain) > 3 and _LOCATIVE.search(words[0]) and plain != words[0]:
        return Name(plain, "place", place_key(plain))
    return None


def _strip_case(word: str, language: str) -> str:
    pattern = _CASES.get(language)
    if pattern is None or _KEEP.search(word.casefold()):
        return word
    for _ in range(2):
        shorter = pattern.sub("", word)
        if (
            shorter == word
            or len(shorter) < 3
            or (not re.search(r"[аеёиоуыэюяәіүұөўӯӣaeiou]", shorter, re.I) and not shorter.isupper())
        ):
            break
        word = shorter.rstrip(f"-{APOSTROPHES}")
        if _KEEP.search(word.casefold()) or _SURNAME.search(word.casefold()) or _is_town(word):
            break
    return word


def _is_country(base: str) -> bool:
    """A country, not its people: «Кыргызстан», not «Кыргыз»."""
    folded = base.casefold()
    return folded.split()[0].endswith(("стан", "stan", "ston", "стон")) or " " in folded


_TOWNS = frozenset(
    sound(form.rstrip("+")) for _, towns in COUNTRY_FORMS.values() for form in towns.split() if len(form) > 3
)


def _is_town(word: str) -> bool:
    return len(word) > 3 and sound(word) in _TOWNS
