"""Reading the files of the lexicon: rows, and faults with the numbers of their lines.

A row names one thing: an id, what it is about, and a cell of forms for each language, all separated by tabs. A form is
one word or several joined by `_`; its notation says how it is compared with a text:

    землетряс       five letters and more: any word with this beginning
    пожа            four letters: a word with this beginning and at most six more letters
    суу             two or three letters: the word alone, or with grammatical endings
    замок=          the same for a word of any length
    дом!            exactly this word, or with an ending behind a hyphen
    ук-             any word with this beginning, whatever its length
    мир{war,talks}  counts only if one of those things is in the article as well
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from text.languages import LANGUAGES

_FIRST_COLUMNS = ("id", "about")  # the first columns of the header; a column for each language follows
_ID = re.compile(r"(?:[a-z]+:)?[a-z0-9]+(?:-[a-z0-9]+)*")
_FORM = re.compile(r"(?P<words>[^{}]+)(?:\{(?P<gate>[^{}]+)\})?")
_GATE = re.compile(r"\{([^{}]+)\}")
# Numbers of letters. After a form of at most _SHORT, only endings may follow; after one of _MIDDLING, any letters up to
# MIDDLING_REST; after a longer one, any letters.
_SHORT, _MIDDLING = 3, 4
MIDDLING_REST = 6


class Rule(StrEnum):
    """How the word of a form is compared with a word of a text."""

    BEGINNING = "beginning"  # any letters may follow the form
    SHORT_REST = "short rest"  # at most MIDDLING_REST letters may follow the form
    ENDINGS = "endings"  # only grammatical endings may follow the form
    WHOLE = "whole"  # nothing may follow the form


@dataclass(frozen=True, slots=True)
class FormWord:
    letters: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Form:
    """Neighbouring words that name a thing.

    If the form has a gate, one of the things in it must be in the article, too.
    """

    words: tuple[FormWord, ...]
    gate: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LexiconRow:
    id: str
    # Of a concept: the keys of its topics. Of any other thing: its country's code; of a place also the ids of places
    # that it lies in.
    about: tuple[str, ...]
    # Language → how it writes the thing: the forms, as they stand in the file. As objects they would take ten times the
    # memory.
    written: Mapping[str, str]

    @property
    def kind(self) -> str:
        return kind_of(self.id)

    def forms(self, language: str) -> tuple[Form, ...]:
        """Return the row's forms in one language; empty if it has none."""
        return tuple(map(read_form, self.written.get(language, "").split()))

    @property
    def lies_in(self) -> tuple[str, ...]:
        """The ids of the places, or of the country, in which the place lies; empty if the row does not say it."""
        return tuple(one for one in self.about if ":" in one)

    def gates(self) -> Iterator[str]:
        """Yield the ids of the things in the gates of the row's forms."""
        for cell in self.written.values():
            if "{" in cell:
                yield from filter(None, ",".join(_GATE.findall(cell)).split(","))


def kind_of(name: str) -> str:
    """Return the kind of a thing from its id, which is the part before the colon: place, country, people, body.

    An id without a colon is that of a concept.
    """
    return name.partition(":")[0] if ":" in name else "concept"


@dataclass(frozen=True, slots=True)
class RowFault:
    """A fault in a line; `reason` is a message for the operator, in English like the comments in the files."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


def read_rows(file: str, lines: Iterable[str]) -> tuple[list[tuple[int, LexiconRow]], list[RowFault]]:
    """Return the rows of one file with their line numbers, and the faults found in it; `#` begins a comment.

    The header names the language of each column; columns of languages that the bot does not read are ignored.
    """
    columns = tuple(LANGUAGES)
    rows: list[tuple[int, LexiconRow]] = []
    faults: list[RowFault] = []
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r\n")
        if not text.strip() or text.startswith("#"):
            continue
        cells = tuple(cell.strip() for cell in text.split("\t"))
        if cells[:2] == _FIRST_COLUMNS:
            columns = cells[2:]
            continue
        try:
            row, doubts = _row(cells, columns)
        except ValueError as error:
            faults.append(RowFault(file, number, str(error)))
            continue
        rows.append((number, row))
        faults += [RowFault(file, number, doubt) for doubt in doubts]
    return rows, faults


def _row(cells: Sequence[str], languages: Sequence[str]) -> tuple[LexiconRow, list[str]]:
    columns = (*_FIRST_COLUMNS, *languages)
    if len(cells) != len(columns):
        raise ValueError(f"{len(cells)} columns instead of {len(columns)}: {', '.join(columns)}")
    name, about = cells[:2]
    if not _ID.fullmatch(name):
        raise ValueError(f"not an id: {name!r}")
    written: dict[str, str] = {}
    doubts: list[str] = []
    for language, cell in zip(languages, cells[2:], strict=True):
        if cell == "-" or language not in LANGUAGES:
            continue
        kept = cell if _valid_cell(language).fullmatch(cell) else _valid_forms(cell, language, doubts)
        if kept:
            written[language] = kept
    if not written:
        raise ValueError("no language has a form")
    return LexiconRow(name, tuple(about.split(",")) if about not in ("", "-") else (), written), doubts


def _valid_forms(cell: str, language: str, doubts: list[str]) -> str:
    """Return the valid forms of a cell; for each invalid one, add what is wrong to `doubts`."""
    kept = []
    for written in cell.split():
        if written == "-":
            continue
        try:
            _check(written, language)
            kept.append(written)
        except ValueError as error:
            doubts.append(f"{language}: {error}")
    return " ".join(kept)


def _check(written: str, language: str) -> None:
    """Raise ValueError if a form is not valid."""
    match = _FORM.fullmatch(written)
    if match is None:
        raise ValueError(f"braces that do not close: {written!r}")
    parts = match["words"].strip("_").split("_")
    if len(parts) == 1 and len(parts[0].rstrip("=!-")) < 2:
        raise ValueError(f"{written!r} is too short")
    for part in parts:
        if not _letters_of(language).fullmatch(_letters(part)):
            raise ValueError(f"{part!r} is not in the letters of the language, nor all in Latin ones")


def read_form(written: str) -> Form:
    """Return the form that a row writes as, for example, "замок=", which means замок with any grammatical ending."""
    words, _, gate = written.removesuffix("}").partition("{")
    return Form(tuple(map(_word, words.strip("_").split("_"))), frozenset(gate.split(",")) - {""})


def first_letters(written: str) -> str:
    """Return the letters with which a word of a text must begin to match the first word of a form."""
    return _letters(written.partition("{")[0].strip("_").partition("_")[0])


def is_lone_word(written: str) -> bool:
    """Return whether a form is a single word and has no gate."""
    return "{" not in written and "_" not in written.strip("_")


@cache
def _valid_cell(language: str) -> re.Pattern[str]:
    """Return a pattern that matches most valid cells, each of which has a row's forms in one language.

    Only a cell that it does not match is checked form by form.
    """
    words = [f"[{letters}0-9'.][{letters}0-9'.-]*" for letters in _alphabets(language)]
    word = f"(?:{'|'.join(words)})[=!]?"
    lone = "(?=[^ _=!{-]{2})" + word
    form = rf"(?:{word}(?:_{word})+|{lone})(?:\{{[a-z0-9:,-]+\}})?"
    return re.compile(rf"{form}(?: {form})*")


def _alphabets(language: str) -> tuple[str, str]:
    """Return the two sets of letters in which a word may be written: the language's own, and Latin."""
    return LANGUAGES[language].letters, LANGUAGES["en"].letters


@cache
def _letters_of(language: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:[{letters}0-9'.-]+)" for letters in _alphabets(language)))


def _letters(written: str) -> str:
    """Return a word of a form without the sign (`=`, `!` or `-`) at its end that says how the word is compared."""
    return written.rstrip("=!") if written[-1:] in "=!" else written.removesuffix("-")


def _word(written: str) -> FormWord:
    letters, mark = _letters(written), written[-1]
    if mark == "-":
        return FormWord(letters, Rule.BEGINNING)
    if mark == "!" or len(letters) == 1:
        return FormWord(letters, Rule.WHOLE)
    if mark == "=" or len(letters) <= _SHORT:
        return FormWord(letters, Rule.ENDINGS)
    return FormWord(letters, Rule.SHORT_REST if len(letters) == _MIDDLING else Rule.BEGINNING)


def faults_among(rows: Iterable[tuple[str, int, LexiconRow]]) -> Iterator[RowFault]:
    """Yield the faults that concern several rows: an id that occurs twice, an unknown id in a gate or in `about`."""
    known: dict[str, tuple[str, int]] = {}
    gated: list[tuple[str, int, str]] = []
    placed: list[tuple[str, int, str]] = []
    for file, line, row in rows:
        if row.id in known:
            other, at = known[row.id]
            yield RowFault(file, line, f"{row.id!r} stands in {other}:{at} already")
        known.setdefault(row.id, (file, line))
        gated += [(file, line, name) for name in row.gates()]
        placed += [(file, line, name) for name in row.lies_in]
    for file, line, name in gated:
        if name not in known:
            yield RowFault(file, line, f"waits for {name!r}, which no row has")
    for file, line, name in placed:
        if name not in known:
            yield RowFault(file, line, f"lies in {name!r}, which no row has")
