"""Extracting the words of HTML: without tags, scripts, players and captions, one line for each block."""

import re
from enum import Enum, auto

from text.invisible import visible
from text.references import resolved
from text.spaces import LINE_ENDS, tidied
from text.tag_scanner import Scanner, Tag, held_by
from text.tags import ASIDE, BLOCKS, KNOWN, PLAYERS, STRUCK

# Stands for a line break until white space is tidied. No text has this private use character: `visible` removes it.
_BREAK = "\ue000"
_ROUNDS = 3  # how often markup is unescaped at most, because some feeds escape it more than once
_WORD = re.compile(r"[^\W_]")
_REFERENCE = re.compile(r"&(?:#(?:\d{2,7}|[xX][0-9a-fA-F]{2,6})|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SURE = re.compile(r"<(?:(/)?([a-zA-Z][a-zA-Z0-9]*)(?:(\s+[\w:-]+\s*=[^<>]*)|\s*/?)>|!\[CDATA\[|!--)")
_ALONE_SURE = frozenset({"br", "img", "hr"})
# Digits in <sup> right after a digit: a power, or the number of a footnote, which may be a link. As plain digits they
# would change the number before them: 10<sup>6</sup> would be 106.
_RAISED = re.compile(
    r"(?<=[0-9])((?:</[a-z]{1,10}>){0,3})<sup(?:\s[^<>]*)?>\s*"
    r"(?:<a(?:\s[^<>]*)?>)?\[?([0-9]{1,3})\]?(?:</a\s*>)?\s*</sup\s*>",
    re.IGNORECASE,
)
# Words that an editor for web pages strikes out by a style.
_STRUCK = re.compile(
    r"<(span|font)\b[^<>]{0,300}\bline-through\b[^<>]{0,300}>([^<]*(?:<(?!/?\1\b)[^<]*)*)</\1\s*>", re.IGNORECASE
)
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Form(Enum):
    """How a feed declares a text."""

    TEXT = auto()  # declared as plain words
    UNSAID = auto()  # not declared: taken for words, unless it is evidently markup
    HTML = auto()


class Kept(Enum):
    """Which parts of markup count as text; if a choice leaves no words, the next one is tried."""

    NEWS = auto()
    # NEWS, and also comments, captions, forms, words that are struck out, and content that only some browsers show
    ASIDES = auto()
    ALL = auto()  # all that ASIDES keeps, and also the text inside players of video and sound


def has_words(text: str) -> bool:
    return _WORD.search(text) is not None


def html_to_text(markup: str, kept: Kept | None = None) -> str:
    """Return the words of an item's HTML; in plain text only character references are replaced.

    Without `kept`, parts that are usually dropped are used if the rest has no words.
    """
    if kept is not None:
        return _unescaped(markup, kept, is_headline=False)
    text = _unescaped(markup, Kept.NEWS, is_headline=False)
    return text if has_words(text) or "<" not in text + markup else _better(text, markup, Kept.ASIDES)


def headline_of(markup: str) -> str:
    """Return a title as one line of words; tags of formatting are removed, other words in angle brackets stay."""
    if "<" not in markup and "&" not in markup:
        return " ".join(tidied(markup).split())
    for kept in Kept:
        text = _unescaped(markup, kept, is_headline=True)
        if has_words(text) or "<" not in markup:
            break
    if not has_words(text) and (found := _WHOLLY_BRACKETED.fullmatch(markup.strip())):
        text = found[1]
    return " ".join(text.split())


_WHOLLY_BRACKETED = re.compile(r"<([^<>=/]+\s[^<>=]+)>")


def _better(text: str, markup: str, kept: Kept) -> str:
    found = _unescaped(markup, kept, is_headline=False)
    return found if has_words(found) else text


def _unescaped(markup: str, kept: Kept, *, is_headline: bool) -> str:
    text = _words(markup, kept, is_headline=is_headline)
    for _ in range(_ROUNDS - 1):
        if is_evidently_markup(text):
            text = _words(text, kept, is_headline=is_headline)
        elif "&" in text and _REFERENCE.search(text):
            text = tidied(resolved(text))
        else:
            break
    return text


def plain_of(text: str) -> str:
    """Return the text with its character references replaced, such as "&amp;" by "&".

    The text is one that is not markup; many feeds write references in such texts, too.
    """
    return tidied(resolved(text) if _REFERENCE.search(text) else text)


def is_evidently_markup(text: str) -> bool:
    """Return whether a text looks like markup: it has closed elements, attributes or sections."""
    if "<" not in text:
        return False
    opened: set[str] = set()
    for tag in _SURE.finditer(text):
        name = (tag[2] or "").lower()
        if not name or (name in KNOWN and tag[3]) or name in _ALONE_SURE or (tag[1] and name in opened):
            return True
        if name in KNOWN and not tag[1]:
            opened.add(name)
    return False


def _words(markup: str, kept: Kept, *, is_headline: bool) -> str:
    markup = visible(markup)
    if "<" not in markup:
        return tidied(resolved(markup))
    if "line-through" in markup:
        markup = _STRUCK.sub(r"<s>\2</s>", markup)
    markup = _RAISED.sub(lambda found: found[1] + found[2].translate(_RAISED_DIGITS), markup)
    if kept is not Kept.NEWS:
        markup = _uncommented(markup)
    tags = list(Scanner(markup, is_headline=is_headline).tags())
    if not tags:
        return tidied(resolved(markup))
    text = "".join(_pieces(markup, tags, kept))
    return tidied(resolved(LINE_ENDS.sub(" ", text).replace(_BREAK, "\n")))


def _uncommented(markup: str) -> str:
    """Return the markup without `<!--` and `-->`, so that the words in comments are read as text."""
    first, *others = markup.split("<!--")
    return first + "".join(" ".join(other.split("-->", 1)) for other in others)


def _pieces(markup: str, tags: list[Tag], kept: Kept) -> list[str]:
    """Return the texts between the tags, without dropped elements, and with a line break at each block."""
    dropped = PLAYERS | ASIDE | STRUCK if kept is Kept.NEWS else PLAYERS if kept is Kept.ASIDES else frozenset()
    spans = iter(held_by(tags, dropped))
    span = next(spans, None)
    pieces: list[str] = []
    at = hidden_until = 0
    in_code = False
    for tag in tags:
        if at >= hidden_until and not in_code:
            pieces.append(markup[at : tag.start])
        while span and span[0] <= tag.start:
            hidden_until = max(hidden_until, span[1])
            span = next(spans, None)
        at = tag.end
        if tag.name in BLOCKS:
            in_code = False
            pieces.append(_BREAK)
        in_code = in_code or (tag.is_open_code and kept is Kept.NEWS)
    if at >= hidden_until and not in_code:
        pieces.append(markup[at:])
    return pieces
