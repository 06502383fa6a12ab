"""Reading robots.txt (https://www.rfc-editor.org/rfc/rfc9309); in a worker, because strangers wrote it. Pure."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

AGENT = "jarchi"
SIZE_LIMIT = 500 * 1024  # bytes of the file that are read (RFC 9309, 2.5)
RULES = 1000  # the most rules that are kept of a file, its first ones
CHARACTERS = 64 * 1024  # characters of all kept rules together
LONGEST_DELAY = 60.0  # seconds; a longer delay is cut, because a site that wants no visits has a rule for that
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")
_ESCAPE = re.compile("%[0-9a-fA-F]{2}")
_UNRESERVED = re.compile(r"[\w.~-]", re.ASCII)  # an escape of such a character means the character (RFC 3986, 2.3)
_ASCII = "".join(map(chr, range(33, 127)))


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that apply to our bot, as pairs of (pattern, is allowed)."""

    rules: tuple[tuple[str, bool], ...] = ()
    delay: float = 0.0  # seconds between two pages, at most a minute

    def allows(self, url: str) -> bool:
        """Return whether we may fetch the URL. The longest matching pattern decides; of two, the one that allows."""
        parts = urlsplit(url)
        path = _escaped((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        found = [(len(pattern), is_allowed) for pattern, is_allowed in self.rules if _matches(pattern, path)]
        return max(found)[1] if found else True


EVERYTHING = Robots()
NOTHING = Robots((("/", False),))


def read(body: bytes) -> Robots:
    """Return the rules for our bot, or else those for all bots; in time linear in the length of the body."""
    ours, everybodys = _Rules(), _Rules()
    names_us = names_everybody = is_named = False
    is_head = True  # whether the lines that name bots are being read; False once the rules of the group have begun
    for line in body[:SIZE_LIMIT].decode("utf-8-sig", "surrogateescape").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match[1].lower(), match[2].strip()
        if name == "user-agent":
            if not is_head:
                names_us = names_everybody = False
            is_head = True
            agent = value.split("/")[0].strip().lower()
            names_us |= agent == AGENT
            names_everybody |= agent == "*"
        elif name in ("allow", "disallow"):
            is_head = False
            is_named |= names_us
            if names_us:
                ours.add(value, is_allowed=name == "allow")
            elif names_everybody:
                everybodys.add(value, is_allowed=name == "allow")
        elif name == "crawl-delay":
            is_head = False
            is_named |= names_us
            for rules in [ours] * names_us + [everybodys] * names_everybody:
                rules.delay = _seconds(value)
    found = ours if is_named else everybodys
    return Robots(tuple(found.kept), found.delay)


def _seconds(value: str) -> float:
    """Return the seconds of a Crawl-delay, which is no standard but common; 0 if it is not a number."""
    return min(float(value), LONGEST_DELAY) if re.fullmatch(r"\d{1,6}(?:\.\d{1,6})?", value, re.ASCII) else 0.0


@dataclass(slots=True)
class _Rules:
    """The rules in robots.txt for one bot; rules beyond the limits are dropped."""

    kept: dict[tuple[str, bool], None] = field(default_factory=dict)
    characters: int = 0
    delay: float = 0.0

    def add(self, pattern: str, *, is_allowed: bool) -> None:
        pattern = _escaped(pattern)
        if not pattern or len(self.kept) >= RULES or self.characters + len(pattern) > CHARACTERS:
            return
        self.kept[pattern, is_allowed] = None
        self.characters += len(pattern)


def _escaped(path: str) -> str:
    """Return a path or pattern in the form in which both are compared: each character escaped alike (RFC 9309, 2.2.2).

    Bytes that are not UTF-8, as "surrogateescape" decodes them, are escaped as they are.
    """
    return _ESCAPE.sub(_one_escape, quote(path, safe=_ASCII, errors="surrogateescape"))


def _one_escape(found: re.Match[str]) -> str:
    letter = chr(int(found[0][1:], 16))
    return letter if _UNRESERVED.fullmatch(letter) else found[0].upper()


def _matches(pattern: str, path: str) -> bool:
    """Return whether a path matches; `*` means any characters, `$` at the end means the end of the path.

    The time is linear in the length of the path for any pattern.
    """
    is_whole = pattern.endswith("$")
    first, *rest = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(rest, 1):
        if is_whole and number == len(rest):
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not is_whole or at == len(path)
