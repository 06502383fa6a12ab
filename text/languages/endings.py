"""Builds regular expressions for the endings that a grammar puts behind a stem, slot by slot."""

import re
from collections.abc import Mapping


def either(*chains: str) -> re.Pattern[str]:
    """Return a pattern that fully matches the endings that any of the chains allows behind a stem, or no ending."""
    return re.compile("|".join(f"(?:{chain})" for chain in chains))


def chain(*slots: str) -> str:
    """Return the expression for endings in their order. A slot holds alternatives separated by spaces, of which at most
    one occurs; a slot that begins with `+` must have one, and a slot that begins with `*` may have two."""
    return "".join(one_of(slot.lstrip("+*")) + {"+": "", "*": "{0,2}"}.get(slot[0], "?") for slot in slots)


def one_of(endings: str) -> str:
    """Return the expression for one of several endings, given separated by spaces."""
    return f"(?:{'|'.join(sorted(set(endings.split()), key=lambda ending: (-len(ending), ending)))})"


def harmonised(*patterns: str, vowels: str) -> str:
    """Expand endings whose `A` (open) and `I` (close) stand for the vowels of harmony, `D` for д or т, and so on.

    `vowels` gives the sets of vowels, open before close: "аеоө ыиуү".
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
    """Return the expression for endings that agree with the stem before them.

    `harmonies` maps the last vowels of a stem to what `A`, `I`, `G` and `K` stand for in its endings. `contexts` maps
    the last letters of a stem to the endings that follow them.
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
            else:  # one to three consonants end the stem, so three patterns, since a lookbehind has a fixed width
                before = [f"(?<=[{vowels}]{consonant * count}[{letters}])" for count in range(3)]
            found.append(f"(?:{'|'.join(before)}){one_of(endings.translate(table))}")
    return "|".join(found)
