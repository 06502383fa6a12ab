"""Digits as people write them. Decimal digits of any script form numbers; raised, circled and other digits are marks.

`str.isdigit` is also true for ², ① and ፩, and `str.isnumeric` for ½ and Ⅻ, but `int` accepts none of these.
"""

import unicodedata

_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
LONGEST = 18  # digits of the longest number that a database can store


def number(text: str, *, longest: int = LONGEST) -> int | None:
    """Return the value of a text that is a whole number in decimal digits of any script; None for any other text."""
    return int(text) if text.isdecimal() and len(text) <= longest else None


def figure(word: str) -> str:
    """Return a number in ASCII digits, without the raised digits of a footnote after it; other words are unchanged.

    ١٤ and １４ become 14, and 2025¹ becomes 2025, but 10⁶ stays, because it is a power.
    """
    if word.isdecimal():
        return word if word.isascii() else "".join(str(unicodedata.decimal(digit)) for digit in word)
    digits = word.rstrip("".join(_RAISED))
    return figure(digits) if digits != word and digits != "10" and digits.isdecimal() else word


def is_footnote(marks: str) -> bool:
    """Return whether these characters, which follow a word, are all raised digits: a footnote, or a power of ten."""
    return bool(marks) and _RAISED.issuperset(marks)


def is_mark(letter: str) -> bool:
    """Return whether a character means a number but is not a decimal digit, like ², ①, ½ and Ⅻ."""
    return letter.isnumeric() and not letter.isdecimal()
