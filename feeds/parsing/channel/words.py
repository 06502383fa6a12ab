"""Text around the news in a post: hashtags and exclamations before it, contacts and invitations after it, adverts."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import regex

from feeds.parsing.channel.lines import Line
from text.denials import refutes
from text.furniture import line_key
from text.languages import LANGUAGES
from text.letters import APOSTROPHES

_SIGNS = regex.compile(r"[\p{S}\p{Cf}\p{M}\s]+")
_BULLETS = regex.compile(r"[\p{S}\p{Cf}\p{M}\u2022\u25aa\s]+")
_KEPT_SIGNS = "+$€£№<>=±~"  # symbols that belong to the word after them
_CROSS = "❌"  # before a claim, it says that the claim is not true
_FEWEST = 3  # if fewer posts have the same ending, it is not a repeated ending
_SHARE = 0.3  # if a smaller part of the posts on a page have the same ending, it is not a repeated ending
_LAST = 4  # lines at the end of a post in which repeated endings and labels of advertisements are looked for
_LONGEST_CALL = 160  # the most characters of an invitation to subscribe
_LONGEST_POINTER = 90  # a line of at most this many characters is part of a post's ending if it links to Telegram
_ERID = re.compile(r"\berid\b\s*[:=]|[?&]erid=", re.IGNORECASE)
_NETWORKS = """
telegram instagram facebook youtube tiktok whatsapp twitter threads viber vk ok x x.com web website site sayt max insta
fb tg yt wa kanal телеграм телеграмм инстаграм фейсбук ютуб тикток ватсап вотсап вконтакте твиттер дзен сайт сомона
одноклассники вк ок тг канал канали арна
""".split()  # noqa: SIM905 - a table of words
_NAME = re.compile(r"\W*(?:[@#][\w.]+|https?://\S+|(?:www\.)?[\w-]{1,60}\.[a-z]{2,10}(?:/\S*)?)", re.IGNORECASE)
_TAG = re.compile(r"\W*[#@][\w.#@]+\W*")
_DIVIDER = re.compile(r"[\W_]*")
_WORDS = re.compile(rf"[^\W_][\w.{APOSTROPHES}]*")
_TELEGRAM = re.compile(r"https?://(?:[\w-]+\.)?(?:t\.me|telegram\.(?:me|dog))(?:/|$)", re.IGNORECASE)


def _either(name: str) -> str:
    return "|".join(words for language in LANGUAGES.values() if (words := getattr(language.posts, name)))


_CALL = re.compile(rf"[\W_]*(?:{_either('calls')})(?!\w)", re.IGNORECASE)
_SHOUT = re.compile(rf"[\W_]*(?:{_either('shouts')})(?:[\W_]*$|\s*[!:|—–-]+\s*(?=\w|$))", re.IGNORECASE)
_ADVERT = re.compile(rf"[\W_]*(?:{_either('adverts')})\s*(?:[.:|/•]|$)", re.IGNORECASE)
_ADVERT_TAG = re.compile(rf"#(?:{_either('adverts')})(?!\w)", re.IGNORECASE)


def is_divider(line: Line) -> bool:
    """Return whether a line has neither letters nor digits."""
    return _DIVIDER.fullmatch(line.text) is not None


def is_advert(lines: Sequence[Line]) -> bool:
    """Return whether a post is marked as an advertisement; news about advertising is not."""
    if not lines:
        return False
    marked = (lines[0], *lines[-_LAST:])
    return (
        any(_ADVERT.match(line.text) and line.letters <= 200 for line in marked)
        or any(_ADVERT_TAG.search(line.text) for line in lines)
        or any(_ERID.search(" ".join((line.text, *line.links))) for line in lines)
    )


def without_opening(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return a post's lines without the first ones that are only hashtags, symbols or «Молния» (news flash).

    A hashtag such as «#фейк» (a fake) stays, because it says that the post tells what is not true.
    """
    rest = list(lines)
    while len(rest) > 1 and (_is_only(_TAG, rest[0].text) or _SHOUT.fullmatch(rest[0].text)):
        if is_verdict(rest[0]):
            break
        rest.pop(0)
    return tuple(rest)


def without_shout(text: str) -> str:
    """Return a line without an exclamation such as «Молния!» (news flash) at its beginning."""
    shout = _SHOUT.match(text)
    rest = text[shout.end() :] if shout is not None else ""
    return rest[:1].upper() + rest[1:] if _WORDS.search(rest) else text


def without_signs(text: str) -> str:
    """Return a line without emoji and symbols at its ends."""
    ahead = _BULLETS.match(text)
    if ahead is not None:
        signs = ahead[0].rstrip()
        kept = signs[len(signs.rstrip(_KEPT_SIGNS)) :] if ahead.end() == len(signs) else ""
        kept = f"{_CROSS} {kept}" if _CROSS in signs else kept
        text = kept + text[ahead.end() :]
    behind = _SIGNS.match(text[::-1])
    return text[: len(text) - behind.end()] if behind is not None else text


def repeated_tails(posts: Iterable[Sequence[Line]]) -> frozenset[str]:
    """Return the keys of lines with which many posts of one page end; they are not news, whatever they say."""
    count, seen = 0, Counter[str]()
    for lines in posts:
        count += 1
        seen.update({_key(line) for line in lines[1:][-_LAST:]})
    return frozenset(key for key, times in seen.items() if key and times >= max(_FEWEST, _SHARE * count))


def without_tail(lines: Sequence[Line], repeated: frozenset[str]) -> tuple[Line, ...]:
    """Return the lines without the ending: invitations, addresses, social networks, and lines in `repeated`.

    A hashtag such as «#фейк» (a fake) is moved to the beginning, where it is read as the verdict on the post.
    """
    rest = list(lines)
    verdicts: list[Line] = []
    while rest and (_is_tail(rest[-1]) or (len(rest) > 1 and _key(rest[-1]) in repeated)):
        last = rest.pop()
        verdicts += [last] if rest and is_verdict(last) else []
    rest = verdicts[:1] + rest
    if rest:
        rest[-1] = replace(rest[-1], text=_without_names(rest[-1].text))
    return tuple(rest)


def _without_names(text: str) -> str:
    """Return a line without addresses and user names at its end."""
    words = text.split()
    while words and _NAME.fullmatch(words[-1]):
        words.pop()
    return " ".join(words) if any(map(_WORDS.search, words)) else text


def _is_tail(line: Line) -> bool:
    text = line.text
    if is_divider(line) or _is_only(_NAME, text):
        return True
    words = [word.casefold().rstrip(".") for word in _WORDS.findall(text)]
    if all(word in _NETWORKS for word in words):
        return True
    # A line that ends with a full stop and has no links is kept: «Подробности аварии уточняются.» (details of the
    # accident are being clarified) is news.
    if len(text) <= _LONGEST_CALL and _CALL.match(text) and (line.links or text[-1] not in ".…"):
        return True
    return len(text) <= _LONGEST_POINTER and any(_TELEGRAM.match(link) for link in line.links)


def is_verdict(line: Line) -> bool:
    """Return whether a line is hashtags of which one says that what the post tells is not true."""
    return _is_only(_TAG, line.text) and any(refutes(line.text, language) for language in LANGUAGES)


def _is_only(pattern: re.Pattern[str], text: str) -> bool:
    """Return whether a line has only symbols and words that match the pattern."""
    return all(pattern.fullmatch(word) or _DIVIDER.fullmatch(word) for word in text.split())


def _key(line: Line) -> str:
    return line_key(line.text) or line.text
