"""Splitting a text of any of the languages into sentences, without a model.

There are difficulties: some texts have no space after a full stop ("в Канаду.С собой", to Canada.With them),
abbreviations and initials end with a full stop, and a quotation mark may come after it.
"""

import re

from text.languages import LANGUAGES
from text.letters import APOSTROPHES
from text.truncation import shortened

# A text without full stops is cut at a space, so that a "sentence" of ten thousand words never gets into a summary.
LONGEST = 1500  # the most characters of a sentence

_END = re.compile(r"([.!?…]+)([\"»”’')\]]*)(\s*)(?=(.?)(.?))", re.DOTALL)
_LAST_WORD = re.compile(rf"[\w{APOSTROPHES}.-]*$")
_CLOSING = {"«": "»", "“": "”", "(": ")"}
# The most characters of a name in quotation marks or of an aside in which no sentence ends: «Москва. Кремль. Путин».
_LONGEST_ASIDE = 60
_UNIT_SIGNS = ("/", "°")  # a letter after one of these signs is a unit, as in м/с and °С


_ABBREVIATIONS = frozenset(word for language in LANGUAGES.values() for word in language.abbreviations.split())
# Abbreviations that may be the last word of a sentence, as in "в 2021 г. Он" (in the year 2021. He)
# and "пять млн. Это" (five million. This).
_MAY_END = frozenset(word for language in LANGUAGES.values() for word in language.ending_abbreviations.split())


def split(text: str) -> tuple[str, ...]:
    """Return the sentences of a cleaned text in order, without surrounding spaces.

    Each is an unchanged part of the text.
    """
    found: list[str] = []
    for line in text.splitlines():
        start = 0
        for match in _END.finditer(line):
            end = match.end(2)
            if _ends_here(line, start, match):
                _add(found, line[start:end])
                start = match.end()
        _add(found, line[start:])
    return tuple(found)


def _add(found: list[str], piece: str) -> None:
    piece = piece.strip()
    while len(piece) > LONGEST:
        cut = piece.rfind(" ", LONGEST // 2, LONGEST)
        cut = len(shortened(piece, LONGEST)) if cut < 0 else cut
        found.append(piece[:cut].rstrip())
        piece = piece[cut:].lstrip()
    if not piece:
        return
    if found and not any(map(str.isalnum, piece)):
        return  # a single bullet, bracket or emoji is not a sentence
    found.append(piece)


def _ends_here(line: str, start: int, match: re.Match[str]) -> bool:
    mark, closing, space, following, after = match.groups()
    if not following:
        return True
    if not space:
        return _is_glued_end(line, match, following, after)
    if following.islower() or following in ",;:)" or _is_inside(line, start, match.start()):
        return False
    if following in "—–-":
        # A dash after «…!» continues the sentence, as in «— сказал он» (he said); after a plain full stop it begins an
        # item of a list.
        return not closing and mark == "."
    if mark != ".":
        return True
    return not _is_abbreviation(line, start, match, following, is_closed=bool(closing))


def _is_inside(line: str, start: int, position: int) -> bool:
    """Return whether a short piece in quotation marks or brackets has begun before the position and ends after it."""
    start = max(start, position - _LONGEST_ASIDE)
    opened = max(line.rfind(sign, start, position) for sign in _CLOSING)
    if opened < max(line.rfind(sign, start, position) for sign in _CLOSING.values()) or opened < 0:
        return False
    return line.find(_CLOSING[line[opened]], position, opened + _LONGEST_ASIDE) >= 0


def _is_abbreviation(line: str, start: int, match: re.Match[str], following: str, *, is_closed: bool) -> bool:
    if is_closed:
        return False
    found = _LAST_WORD.search(line, max(start, match.start() - 20), match.start())
    word = found[0].strip(f"{APOSTROPHES}.") if found else ""
    if not word:
        return False
    last = word.rsplit(".", 1)[-1]
    if found and line[: found.start()].endswith(_UNIT_SIGNS):
        return False
    if len(last) == 1 and last.isalpha() and last.isupper():
        return True  # the full stop belongs to an initial
    if last.lower() not in _ABBREVIATIONS or len(last) > 5:
        return False
    return not (last in _MAY_END and following.isalpha() and following.isupper() and _has_number_before(line, match))


def _has_number_before(line: str, match: re.Match[str]) -> bool:
    return any(map(str.isdigit, line[max(0, match.start() - 12) : match.start()]))


def _is_glued_end(line: str, match: re.Match[str], following: str, after: str) -> bool:
    """Return whether a sentence ends at a full stop without a space, as in "в субботу.С собой".

    It does not in "Vласть.kz", "А.Б.Иванов", "3.5" and "Node.Js".
    """
    before = line[match.start() - 1 : match.start()]
    if match[1] != "." and match[1] != "?" and match[1] != "!":
        return False
    if following in '«“"' and match[1] == ".":
        return before.islower() and after.isupper()
    if not (before.islower() or before in '»)"”' or match[2]) or not following.isupper():
        return False
    word = _LAST_WORD.search(line, max(0, match.start() - 20), match.start())
    if word and word[0] and ("." in word[0] or len(word[0]) < 3) and not match[2]:
        return False
    return after.islower() or after.isspace()
