"""Digits as people write them: decimal digits of any script make numbers; raised, circled and spelt-out ones are marks.

`str.isdigit` is true of ², ① and ፩ as well, and `str.isnumeric` of ½ and Ⅻ, all of which `int` refuses.
"""

import unicodedata

_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
LONGEST = 18  # digits of a number that a database can hold


def number(text: str, *, longest: int = LONGEST) -> int | None:
    """Return the whole number that a text is, in the decimal digits of any script; None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= longest else None


def figure(word: str) -> str:
    """Return a number in plain digits, without the raised mark of a footnote; any other word as it is.

    ١٤ and １４ are 14, and 2025¹ is 2025; but 10⁶ is a power and stays one.
    """
    if word.isdecimal():
        return word if word.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in word)
    digits = word.rstrip("".join(_RAISED))
    return figure(digits) if digits != word and digits != "10" and digits.isdecimal() else word


def is_footnote(marks: str) -> bool:
    """Return whether marks are raised digits alone: a footnote behind a word, though behind 10 they are its power."""
    return bool(marks) and _RAISED.issuperset(marks)


def is_mark(letter: str) -> bool:
    """Return whether a sign stands for a number without being a decimal digit: ², ①, ½, Ⅻ."""
    return letter.isnumeric() and not letter.isdecimal()
