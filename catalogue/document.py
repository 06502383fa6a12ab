"""A TOML file that an operator edits, with line numbers for error messages."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from text.languages import LANGUAGES


class CatalogueError(Exception):
    """A fault in the catalogue; `str()` is one line for the operator: "feeds.toml:12: …"."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path.name}:{line}: {what}")
        self.path = path
        self.line = line
        self.what = what


def text_of(path: Path) -> str:
    """Return the text of a file of the catalogue; raises CatalogueError if it is missing or cannot be read."""
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise CatalogueError(path, 1, f"the file is missing in {path.absolute().parent}") from None
    except OSError as error:
        raise CatalogueError(path, 1, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CatalogueError(path, content[: error.start].count(b"\n") + 1, "is not UTF-8") from error


class Document:
    """A TOML file with its text, in which the line of a value is looked up, since tomllib does not report lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        source = text_of(path)
        self._lines = source.splitlines()
        try:
            self.values: dict[str, Any] = tomllib.loads(source)
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+)", str(error))
            what = re.sub(r" \(at .*\)$", "", str(error))
            raise CatalogueError(path, int(place[1]) if place else max(1, len(self._lines)), what) from error

    def error(self, what: str, line: int, key: str | None = None, *, section: str | None = None) -> CatalogueError:
        """Return an error at the line of `key` in the table that begins at `line`; without a key, at the table itself.

        If the key occurs in several parts of the table, `section` names the part: `seeds` for the key `ru` that stands
        below [topics.seeds].
        """
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
        """Return the line of the table `name` with that number; tables of one name are numbered from 0."""
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
