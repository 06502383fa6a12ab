"""Digits as people write them: decimal digits of any script form numbers; raised, circled and other ones are marks.

`str.isdigit` is also true of ², ① and ፩, and `str.isnumeric` of ½ and Ⅻ, none of which `int` accepts.
"""

import unicodedata

_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
LONGEST = 18  # digits of a number that a database can hold


def number(text: str, *, longest: int = LONGEST) -> int | None:
    """Return the whole number that a text consists of, in decimal digits of any script; None for any other text."""
    return int(text) if text.isdecimal() and len(text) <= longest else None


def figure(word: str) -> str:
    """Return a number in ASCII digits, without the raised mark of a footnote; any other word unchanged.

    ١٤ and １４ become 14, and 2025¹ becomes 2025; but 10⁶ is a power and stays.
    """
    if word.isdecimal():
        return word if word.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in word)
    digits = word.rstrip("".join(_RAISED))
    return figure(digits) if digits != word and digits != "10" and digits.isdecimal() else word


def is_footnote(marks: str) -> bool:
    """Return whether the marks after a word are raised digits only: a footnote, but after 10 an exponent."""
    return bool(marks) and _RAISED.issuperset(marks)


def is_mark(letter: str) -> bool:
    """Return whether a character stands for a number but is not a decimal digit: ², ①, ½, Ⅻ."""
    return letter.isnumeric() and not letter.isdecimal()
