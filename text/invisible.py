"""Removing invisible characters; joiners and variation selectors stay where they join emoji or letters."""

import re

import regex

# Characters that are always removed: controls, zero-width spaces, direction marks and overrides
# (https://www.unicode.org/reports/tr9/), soft hyphens, fillers, private use, annotation marks, lone surrogates,
# byte-order marks, noncharacters.
_NEVER_SEEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\U000f0000-\U0010ffff"
)
_JOINING = "\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e0fff"
_INVISIBLE = re.compile(f"[{_NEVER_SEEN}]")
_JOINS = re.compile(f"[{_JOINING}]")
_EITHER = re.compile(f"[{_NEVER_SEEN}{_JOINING}]")
# Emoji sequences (https://www.unicode.org/reports/tr51/#Emoji_Sequences), and letters of scripts that need joiners.
_PICTURE = r"\p{Extended_Pictographic}\p{Emoji_Modifier}?[\ufe0e\ufe0f]?\p{Emoji_Modifier}?"
_SCRIPTS = (
    "Arabic Syriac Mongolian Devanagari Bengali Gurmukhi Gujarati Tamil Telugu Kannada Malayalam Sinhala Nko".split()  # noqa: SIM905
)
_SHAPED = "[" + "".join(rf"\p{{{script}}}" for script in _SCRIPTS) + "]"
_SEQUENCE = regex.compile(
    rf"(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{{1,8}}\U000e007f|{_PICTURE}(?:\u200d{_PICTURE})*"
    rf"|[0-9#*]\ufe0f?\u20e3|(?<={_SHAPED}\p{{M}}{{0,4}})[\u200c\u200d](?={_SHAPED})|\p{{Han}}[\ufe00-\ufe02\U000e0100-\U000e01ef])"
    rf"|[{_JOINING}]"
)


def visible(text: str) -> str:
    """Return the text without invisible characters, except for joiners that join something."""
    if not _EITHER.search(text):
        return text
    text = _INVISIBLE.sub("", text)
    return _SEQUENCE.sub(r"\1", text) if _JOINS.search(text) else text
