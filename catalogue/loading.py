"""The catalogue that an operator edits: feeds, topics, phrases and the lexicon, read with errors that name the line."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from domain.chat import COUNTRIES
from domain.feed import NewFeed
from text.languages import LANGUAGES, LOCALES
from text.lexicon.lexicon import Lexicon
from text.lexicon.rows import faults_among, read_rows
from text.phrases import PHRASE_KINDS, Phrases
from text.topics import Topic


class CatalogueError(Exception):
    """A fault in the catalogue; `str()` is one line for the operator: "feeds.toml:12: …"."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path.name}:{line}: {what}")
        self.path = path
        self.line = line
        self.what = what


# `verified` is for people: has anybody seen the address answer?
_FLAGS = ("full_text", "verified")


def load_feeds(catalogue_dir: Path) -> tuple[NewFeed, ...]:
    """Return every [[feed]] table of feeds.toml; raises CatalogueError."""
    document = _Document(catalogue_dir / "feeds.toml")
    feeds: list[NewFeed] = []
    seen: set[str] = set()
    for number, table in enumerate(document.tables("feed")):
        line = document.line_of("feed", number)
        url = document.text(table, "url", line)
        try:
            parts = urlsplit(url)
            is_web = parts.scheme in ("http", "https") and parts.hostname is not None and parts.port != 0
        except ValueError:  # urlsplit refuses some brackets and ports
            is_web = False
        if not is_web or re.search(r"[\s\\]", url):
            raise document.error(f"url {url!r} is no http or https address", line, "url")
        if parts.username is not None:
            raise document.error("an address with a user name or password in it is refused", line, "url")
        if url in seen:
            raise document.error(f"url {url!r} stands in the file twice", line, "url")
        seen.add(url)
        title = document.text(table, "title", line)
        country = document.choice(table, "country", COUNTRIES, line)
        document.only(table, {"url", "title", "source", "country", "language", "folder", *_FLAGS}, line)
        for flag in _FLAGS:
            if not isinstance(table.get(flag, False), bool):
                raise document.error(f"{flag} is true or false", line, flag)
        feeds.append(
            NewFeed(
                url=url,
                title=title,
                source=document.text(table, "source", line, default=title),
                country=None if country == "world" else country,
                language=document.choice(table, "language", tuple(LANGUAGES), line),
                folder=document.text(table, "folder", line, default="") or None,
                full_text=table.get("full_text", False),
                origin="catalogue",
            )
        )
    return tuple(feeds)


def load_topics(catalogue_dir: Path) -> tuple[Topic, ...]:
    """Return every [[topics]] table of topics.toml, in its order; raises CatalogueError."""
    document = _Document(catalogue_dir / "topics.toml")
    topics: list[Topic] = []
    for number, table in enumerate(document.tables("topics")):
        line = document.line_of("topics", number)
        key = document.text(table, "key", line)
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", key):
            raise document.error(f"key {key!r}: small Latin letters, digits and hyphens, 40 at most", line, "key")
        if any(topic.key == key for topic in topics):
            raise document.error(f"topic {key!r} stands in the file twice", line, "key")
        document.only(table, {"key", "titles", "seeds"}, line)
        titles = document.by_language(table, "titles", line)
        missing = [
            locale for locale in LOCALES if not isinstance(titles.get(locale), str) or not titles[locale].strip()
        ]
        if missing:
            raise document.error(f"topic {key!r} has no title in {', '.join(missing)}", line, "titles")
        seeds = document.by_language(table, "seeds", line)
        for language, words in seeds.items():
            document.strings(words, f"seeds.{language} of topic {key!r}", line, language, section="seeds")
        if not any(seeds.values()):
            raise document.error(f"topic {key!r} has no seed words", line, "seeds")
        topics.append(Topic(key, dict(titles), {language: tuple(words) for language, words in seeds.items()}))
    if not topics:
        raise document.error("no [[topics]] table", 1)
    return tuple(topics)


def load_phrases(catalogue_dir: Path) -> Phrases:
    """Return phrases.toml: a table for each kind of phrase, a list for each language; raises CatalogueError."""
    document = _Document(catalogue_dir / "phrases.toml")
    pooled: dict[str, tuple[str, ...]] = {}
    for kind, table in document.values.items():
        line = document.line_matching(rf"\s*\[\s*{re.escape(kind)}\s*\]")
        if kind not in PHRASE_KINDS:
            raise document.error(f"table {kind!r} is none of {', '.join(PHRASE_KINDS)}", line)
        if not isinstance(table, dict):
            raise document.error(f"{kind} is a table: a list of phrases for each language", line, kind)
        found: list[str] = []
        for language, phrases in table.items():
            if language not in (*LANGUAGES, "any"):
                raise document.error(f"{language!r} is none of {', '.join(LANGUAGES)}, any", line, language)
            found += document.strings(phrases, f"{kind}.{language}", line, language)
        pooled[kind] = tuple(dict.fromkeys(found))
    return Phrases(**pooled)


def load_lexicon(catalogue_dir: Path) -> Lexicon:
    """Return what the *.tsv files of the folder lexicon/ name; raises CatalogueError for the first wrong line."""
    folder = catalogue_dir / "lexicon"
    rows, placed = [], []
    for path in sorted(folder.glob("*.tsv")):
        try:
            lines = path.read_text("utf-8-sig").splitlines()
        except UnicodeDecodeError as error:
            raise CatalogueError(path, path.read_bytes()[: error.start].count(b"\n") + 1, "is not UTF-8") from error
        found, faults = read_rows(path.name, lines)
        for fault in faults:
            raise CatalogueError(path, fault.line, fault.reason)
        rows += [row for _, row in found]
        placed += [(path.name, line, row) for line, row in found]
    for fault in faults_among(placed):
        raise CatalogueError(folder / fault.file, fault.line, fault.reason)
    return Lexicon(rows)


class _Document:
    """A TOML file together with its text, because tomllib does not say on which line a value stands."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            source = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise CatalogueError(path, 1, "the file is missing") from None
        except OSError as error:
            raise CatalogueError(path, 1, f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            raise CatalogueError(path, line, "is not UTF-8") from error
        self._lines = source.splitlines()
        try:
            self.values: dict[str, Any] = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+)", str(error))
            what = re.sub(r" \(at .*\)$", "", str(error))
            raise CatalogueError(path, int(place[1]) if place else max(1, len(self._lines)), what) from error

    def error(self, what: str, line: int, key: str | None = None, *, section: str | None = None) -> CatalogueError:
        """Return an error at `key` in the table that begins at `line` (in its part `section`), or at the table."""
        if key is not None:
            is_there = section is None
            for number in range(line, len(self._lines) + 1):
                if number > line and re.match(r"\s*\[\[|\s*\[[a-z]+\]\s*$", self._lines[number - 1]):
                    break
                header = re.match(r"\s*\[[\w-]+\.([\w-]+)\]", self._lines[number - 1])
                if header:
                    is_there = section is None or header[1] == section
                is_dotted = section is not None and re.match(rf"\s*{section}\b", self._lines[number - 1]) is not None
                if not is_there and not is_dotted:
                    continue
                if re.match(rf"\s*(?:[\w-]+\.)?[\"']?{re.escape(key)}[\"']?\s*[.=]", self._lines[number - 1]):
                    return CatalogueError(self.path, number, what)
        return CatalogueError(self.path, line, what)

    def tables(self, name: str) -> list[dict[str, Any]]:
        unknown = [key for key in self.values if key != name]
        if unknown:
            line = self.line_matching(rf"\s*\[?\[?\s*{re.escape(unknown[0])}\b")
            raise self.error(f"{unknown[0]!r} is not known here; [[{name}]] tables are", line)
        tables = self.values.get(name, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.error(f"write each one as a [[{name}]] table", self.line_matching(rf"\s*\[?{name}\b"))
        return tables

    def line_of(self, name: str, number: int) -> int:
        """Return the line of the table with that number, from 0."""
        seen = -1
        for line, text in enumerate(self._lines, start=1):
            if re.match(rf"\s*\[\[\s*{name}\s*\]\]", text):
                seen += 1
                if seen == number:
                    return line
        return 1

    def line_matching(self, pattern: str) -> int:
        return next((line for line, text in enumerate(self._lines, start=1) if re.match(pattern, text)), 1)

    def text(self, table: Mapping[str, Any], key: str, line: int, *, default: str | None = None) -> str:
        value = table.get(key, default)
        if value is None:
            raise self.error(f"{key} is missing", line)
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.error(f"{key} is no text", line, key)
        return value.strip()

    def choice(self, table: Mapping[str, Any], key: str, allowed: tuple[str, ...], line: int) -> str | None:
        value = table.get(key)
        if value is not None and value not in allowed:
            raise self.error(f"{key} {value!r} is none of {', '.join(allowed)}", line, key)
        return value

    def only(self, table: Mapping[str, Any], allowed: set[str], line: int) -> None:
        unknown = sorted(set(table) - allowed)
        if unknown:
            raise self.error(f"{unknown[0]!r} is none of {', '.join(sorted(allowed))}", line, unknown[0])

    def by_language(self, table: Mapping[str, Any], key: str, line: int) -> dict[str, Any]:
        value = table.get(key)
        if not isinstance(value, dict):
            raise self.error(f"{key} is missing: a value for each of {', '.join(LANGUAGES)}", line, key)
        unknown = [language for language in value if language not in LANGUAGES]
        if unknown:
            raise self.error(f"{key}: {unknown[0]!r} is none of {', '.join(LANGUAGES)}", line, unknown[0], section=key)
        return value

    def strings(self, value: Any, what: str, line: int, key: str, *, section: str | None = None) -> list[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.error(f"{what} is no list of words", line, key, section=section)
        return value
