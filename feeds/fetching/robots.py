"""robots.txt: https://www.rfc-editor.org/rfc/rfc9309; pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

AGENT = "jarchi"
SIZE_LIMIT = 500 * 1024  # bytes of it that are read (RFC 9309, 2.5)
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")


@dataclass(frozen=True, slots=True)
class Robots:
    """(pattern, is allowed) of the group that speaks to us."""

    rules: tuple[tuple[str, bool], ...] = ()

    def allows(self, url: str) -> bool:
        """May we fetch it? The longest pattern that matches decides, and the friendlier of two equally long."""
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        found = [(len(pattern), is_allowed) for pattern, is_allowed in self.rules if _matches(pattern, path)]
        return max(found)[1] if found else True


EVERYTHING = Robots()
NOTHING = Robots((("/", False),))


def read(body: bytes) -> Robots:
    """The rules of the groups that name us, else of those for everybody."""
    text = body[:SIZE_LIMIT].decode("utf-8-sig", "replace")
    ours: list[tuple[str, bool]] = []
    others: list[tuple[str, bool]] = []
    is_named = False
    for agents, pattern, is_allowed in _rules(text):
        if AGENT in agents:
            is_named = True
            ours += [(pattern, is_allowed)] if pattern else []
        elif "*" in agents and pattern:
            others.append((pattern, is_allowed))
    return Robots(tuple(ours if is_named else others))


def _rules(text: str) -> Iterator[tuple[frozenset[str], str, bool]]:
    """(agents, pattern, is allowed) of each rule; an empty pattern where a group says nothing else."""
    agents: set[str] = set()
    is_head = True  # still naming agents
    for line in text.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name, value = match[1].lower(), match[2].strip()
        if name == "user-agent":
            agents = agents if is_head else set()
            is_head = True
            agents.add(value.split("/")[0].strip().lower())
        elif name in ("allow", "disallow"):
            is_head = False
            yield frozenset(agents), value, name == "allow"


def _matches(pattern: str, path: str) -> bool:
    """`*` stands for anything, a final `$` for the end. Linear in the path, whatever the pattern."""
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
