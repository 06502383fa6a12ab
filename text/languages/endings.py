"""Building regular expressions for the grammatical endings that may follow a stem, slot by slot."""

import re
from collections.abc import Mapping


def either(*chains: str) -> re.Pattern[str]:
    """Return a pattern that fully matches what one of the chains allows after a stem, including no ending."""
    return re.compile("|".join(f"(?:{chain})" for chain in chains))


def chain(*slots: str) -> str:
    """Return the expression for a sequence of endings, one slot after another.

    A slot has alternatives separated by spaces, of which at most one occurs. A slot that begins with `+` must have one,
    and a slot that begins with `*` may have two.
    """
    return "".join(one_of(slot.lstrip("+*")) + {"+": "", "*": "{0,2}"}.get(slot[0], "?") for slot in slots)


def one_of(endings: str) -> str:
    """Return the expression for one of several endings, given separated by spaces."""
    return f"(?:{'|'.join(sorted(set(endings.split()), key=lambda ending: (-len(ending), ending)))})"


def harmonised(*patterns: str, vowels: str) -> str:
    """Return all forms of endings in which `A`, `I`, `D` and others stand for sounds that depend on the stem.

    `A` is an open and `I` a close vowel of the stem's vowel harmony, `D` is д or т, and so on. `vowels` are the open
    vowels and, after a space, the close ones: "аеоө ыиуү".
    """
    open_vowels, close_vowels = vowels.split()
    consonants = {"D": "дт", "L": "лдт", "N": "ндт", "G": "гк", "M": "мбп"}
    found = []
    for pattern in patterns:
        written = [""]
        for sign in pattern:
            choices = {"A": open_vowels, "I": close_vowels}.get(sign) or consonants.get(sign, sign)
            written = [begun + choice for begun in written for choice in choices]
        found += written
    return " ".join(found)


def agreeing(harmonies: Mapping[str, str], contexts: Mapping[str, str]) -> str:
    """Return the expression for endings that must agree with the stem before them.

    `harmonies` maps the last vowel of a stem to the sounds for `A`, `I`, `G` and `K` in its endings. `contexts` maps
    the last letters of a stem to the endings that may follow them.
    """
    all_vowels = "".join(harmonies)
    consonant = rf"[^\W\d_{all_vowels}]"
    found = []
    for vowels, written in harmonies.items():
        table = str.maketrans(dict(zip("AIGK", written, strict=False)))
        for letters, endings in contexts.items():
            last = "".join(letter for letter in letters if letter in vowels)
            if last:
                before = [f"(?<=[{last}])"]
            elif letters[0] in all_vowels:
                continue
            # Three patterns, for one to three consonants at the end of the stem, because a lookbehind has a fixed
            # width.
            else:
                before = [f"(?<=[{vowels}]{consonant * count}[{letters}])" for count in range(3)]
            found.append(f"(?:{'|'.join(before)}){one_of(endings.translate(table))}")
    return "|".join(found)
