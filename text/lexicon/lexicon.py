"""Finding the things of the lexicon that are named in a text."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from text.cache_sizes import PARTS, WORDS
from text.languages import LANGUAGES
from text.letters import fold
from text.lexicon.rows import (
    MIDDLING_REST,
    Form,
    FormWord,
    LexiconRow,
    Rule,
    first_letters,
    is_lone_word,
    kind_of,
    read_form,
)
from text.sounds import skeleton

# A form is also recognised when it is typed with the letters of another language, such as окмот for өкмөт (government),
# but not if it has fewer letters than this.
_LEAST_KNOWN = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing of the lexicon, and the words of a text that name it."""

    id: str
    form: Form  # the form, from the thing's row, that the words match
    start: int  # position of the first word of the mention
    length: int  # number of words in the mention
    is_bare: bool = False  # whether the words are exactly the form, without endings

    @property
    def kind(self) -> str:
        return kind_of(self.id)


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    form: Form


@dataclass(frozen=True, slots=True)
class _Begun:
    """The entries of the lexicon whose form begins with a certain word of a text, or is only that word."""

    alone: tuple[_Entry, ...]  # forms of one word, the longest first
    # First letter of the second word → forms of several words, those with the most words first.
    together: Mapping[str, tuple[_Entry, ...]]


# Stands for a word that begins no form of the lexicon. Most words are such; they all share this object to save memory.
_NOTHING = _Begun((), {})


class Lexicon:
    """The rows of the lexicon, prepared for finding them in texts; everything that reads texts shares one lexicon."""

    def __init__(self, rows: Iterable[LexiconRow]) -> None:
        self.rows = {row.id: row for row in rows}
        # Language → first letters of forms → ids and forms in turn, separated by spaces. As objects, 60,000 forms would
        # take 45 MB, and each process that reads an object gets its own copy of that memory page.
        self._by_language: dict[str, dict[str, str]] = {}
        for row in self.rows.values():
            for language, cell in row.written.items():
                begun = self._by_language.setdefault(language, {})
                for written in cell.split():
                    letters = first_letters(written)
                    before = begun.get(letters)
                    begun[letters] = f"{before} {row.id} {written}" if before else f"{row.id} {written}"
        self._longest = {language: max(map(len, begun), default=0) for language, begun in self._by_language.items()}
        self._begun = lru_cache(maxsize=WORDS)(self._begun_by)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages for which the rows have forms."""
        return tuple(self._by_language)

    def some_words(self, language: str, *, most: int) -> list[str]:
        """Return the first form in a language of at most `most` rows, which are spread evenly over the lexicon.

        The forms are plain words, without the signs that say how they are compared.
        """
        cells = [row.written[language] for row in self.rows.values() if language in row.written]
        chosen = cells[:: max(1, -(-len(cells) // most))]
        return [" ".join(word.letters for word in read_form(cell.split()[0]).words) for cell in chosen]

    def mentions(self, words: Sequence[str], language: str, *, strictly: bool = False) -> list[Mention]:
        """Return what the words name, in order; `words` are in lower case, in any alphabet of the language.

        Use `strictly` for words that are not from a text, such as those of a query: after a short form, only endings
        that do not make a new word are then allowed.
        """
        if language in LANGUAGES:
            words = list(map(LANGUAGES[language].in_one_alphabet, words))
        found: list[Mention] = []
        following = 0
        for place, word in enumerate(words):
            if place < following or (begun := self._begun(word, language, strictly)) is _NOTHING:
                continue
            taken = []
            if begun.together and place + 1 < len(words):
                taken = self._together(begun.together.get(words[place + 1][:1], ()), words, place, language)
            if not taken:
                taken = [_mention(entry, words, place) for entry in begun.alone]
            found += taken
            following = place + max((mention.length for mention in taken), default=1)
        sure = {mention.id for mention in found if not mention.form.gate}
        return [mention for mention in found if not mention.form.gate or not sure.isdisjoint(mention.form.gate)]

    def parts(self, words: Sequence[str], mentions: Iterable[Mention], language: str) -> list[Mention]:
        """Return mentions of the single words inside longer mentions, such as "fall" in "fall of an avalanche".

        `mentions` must have been found in these `words`.
        """
        found = []
        for mention in mentions:
            for place in range(mention.start, mention.start + mention.length) if mention.length > 1 else ():
                word = LANGUAGES[language].in_one_alphabet(words[place])
                alone = self._begun(word, language, False).alone  # noqa: FBT003 - positional for the cache
                found += [Mention(entry.id, entry.form, place, 1) for entry in alone if not entry.form.gate]
        return found

    def sounding_as(self, word: str) -> tuple[str, ...]:
        """Return the things that a lower-case word names if it is written with the letters of another language.

        For example, people type zaminlarza for the Tajik заминларза (earthquake), and окмот for the Kyrgyz өкмөт
        (government).
        """
        found = self._by_sound.get(skeleton(word), ()) if word.isascii() else self._by_folded.get(word, ())
        return tuple(sorted(found))

    def prepare(self) -> None:
        """Build the index that `sounding_as` needs; otherwise its first call does, which takes half a second."""
        self.sounding_as("")
        self.sounding_as("ә")

    @cached_property
    def _by_sound(self) -> Mapping[str, set[str]]:
        return self._by_key(skeleton, lambda letters: not letters.isascii())

    @cached_property
    def _by_folded(self) -> Mapping[str, set[str]]:
        return self._by_key(fold, lambda letters: fold(letters) != letters)

    def _by_key(self, key: Callable[[str], str], is_meant: Callable[[str], bool]) -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for begun in self._by_language.values():
            for letters, entries in begun.items():
                if len(letters) >= _LEAST_KNOWN and is_meant(letters):
                    lone = [thing for thing, written in _pairs(entries) if is_lone_word(written)]
                    if lone:
                        found[key(letters)].update(lone)
        return dict(found)

    def fits(self, wanted: FormWord, word: str, language: str) -> bool:
        """Return whether a lower-case word of a text matches one word of a form."""
        return _fits(wanted, word, language)

    def _together(self, entries: Sequence[_Entry], words: Sequence[str], place: int, language: str) -> list[Mention]:
        """Return mentions for those entries that match the most words from `place` on."""
        best: list[Mention] = []
        for entry in entries:
            length = len(entry.form.words)
            if best and length < best[0].length:
                break
            following = words[place + 1 : place + length]
            if len(following) == length - 1 and all(
                _fits(wanted, word, language) for wanted, word in zip(entry.form.words[1:], following, strict=True)
            ):
                best.append(_mention(entry, words, place))
        return best

    def _begun_by(self, word: str, language: str, strictly: bool) -> _Begun:  # noqa: FBT001 - positional for the cache
        known = self._by_language.get(language, {})
        alone: list[_Entry] = []
        together: list[_Entry] = []
        # Longer forms are tried first. Once one without a gate has matched, the word means that, and shorter forms are
        # ignored.
        is_sure = False
        for length in range(min(len(word), self._longest.get(language, 0)), 1, -1):
            entries = known.get(word[:length])
            for entry in _read(entries) if entries else ():
                if not _may_follow(word[length:], entry.form.words[0].rule, language, strictly=strictly):
                    continue
                if len(entry.form.words) > 1:
                    together.append(entry)
                elif not is_sure:
                    alone.append(entry)
            is_sure = is_sure or any(not entry.form.gate for entry in alone)
        if not alone and not together:
            return _NOTHING
        by_letter: defaultdict[str, list[_Entry]] = defaultdict(list)
        for entry in sorted(together, key=lambda entry: -len(entry.form.words)):
            by_letter[entry.form.words[1].letters[0]].append(entry)
        return _Begun(tuple(alone), {letter: tuple(entries) for letter, entries in by_letter.items()})


def _fits(wanted: FormWord, word: str, language: str) -> bool:
    return word.startswith(wanted.letters) and _may_follow(word[len(wanted.letters) :], wanted.rule, language)


def _may_follow(rest: str, rule: Rule, language: str, *, strictly: bool = False) -> bool:
    """Return whether a word of a text agrees with a form: `rest` is what the word has after the form's letters.

    `rule` is the form's rule; `strictly` is as in Lexicon.mentions.
    """
    if rule is Rule.BEGINNING:
        return True
    known = LANGUAGES[language]
    endings = (known.inflections if strictly else None) or known.endings
    match rule:
        case Rule.SHORT_REST if strictly and known.inflections:
            return endings.fullmatch(rest) is not None
        case Rule.SHORT_REST:
            return len(rest) <= MIDDLING_REST
        case Rule.ENDINGS:
            return endings.fullmatch(rest.removeprefix("-")) is not None
        case Rule.WHOLE:  # an abbreviation may have an ending after a hyphen, as in БҰҰ-ның (of the UN)
            return not rest or (rest[0] == "-" and known.endings.fullmatch(rest[1:]) is not None)


@lru_cache(maxsize=PARTS)
def _read(entries: str) -> tuple[_Entry, ...]:
    """Return the entries in a string of the index `_by_language`, in which ids of things and forms alternate."""
    return tuple(_Entry(thing, read_form(written)) for thing, written in _pairs(entries))


def _pairs(entries: str) -> Iterator[tuple[str, str]]:
    """Yield (id, form as written in the file) from a string that has ids and forms in turn, separated by spaces."""
    words = iter(entries.split(" "))
    return zip(words, words, strict=True)


def _mention(entry: _Entry, words: Sequence[str], place: int) -> Mention:
    length = len(entry.form.words)
    letters = [word.letters for word in entry.form.words]
    return Mention(entry.id, entry.form, place, length, letters == list(words[place : place + length]))
