"""Reading feeds in the format JSON Feed: https://www.jsonfeed.org/version/1.1/"""

import json
import re
from typing import Any

from domain.feed import LeftOut
from feeds.parsing.document import Document, Kind
from feeds.parsing.mojibake import mended, without_controls
from feeds.parsing.order import Mark, newest
from feeds.parsing.parsed import ITEM_LIMIT, NotAFeed, ParsedFeed, RawEntry, RawText, beyond_limit, texts_of
from text.markup import Form

# Everything but the commas before closing brackets; strings are skipped as a whole.
_WITHOUT_LAST_COMMAS = re.compile(r'(?:[^",]|"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|,(?!\s*+[}\]]))++', re.DOTALL)


def parse(document: Document) -> ParsedFeed:
    """Read a JSON Feed; raises NotAFeed. Fields with a wrong type are ignored."""
    try:
        content = _loaded(document.start)
    except (ValueError, RecursionError) as error:
        raise NotAFeed("feed-error-broken") from error
    if not isinstance(content, dict):
        raise NotAFeed
    items = content.get("items")
    if "jsonfeed.org" not in str(content.get("version", "")) or not isinstance(items, list | None):
        raise NotAFeed
    entries = [_entry(item) for item in items or () if isinstance(item, dict)]
    kept, left_out = newest([Mark(entry.published or entry.updated, entry.guid) for entry in entries], ITEM_LIMIT)
    return ParsedFeed(
        kind="json",
        title=_string(content, "title"),
        link=_string(content, "home_page_url"),
        language=_string(content, "language"),
        refresh=None,
        entries=tuple(entries[number] for number in kept),
        parser="json",
        left_out=beyond_limit(left_out) | _unreadable(len(items or ()) - len(entries)),
    )


def _loaded(text: str) -> Any:
    """Return the content of a JSON document; commas at the end of lists and line breaks in strings are accepted."""
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads("".join(_WITHOUT_LAST_COMMAS.findall(text)), strict=False)


def _unreadable(count: int) -> dict[LeftOut, int]:
    return {LeftOut.NO_WORDS: count} if count else {}


def _entry(item: dict[str, Any]) -> RawEntry:
    identity = item.get("id")
    return RawEntry(
        # A number is accepted as well, because the specification asks readers to do so, though it requires a string.
        guid=str(identity) if isinstance(identity, int | float) else _string(item, "id"),
        link=_string(item, "url") or _string(item, "external_url"),
        title=_string(item, "title"),
        title_form=Form.UNSAID,
        texts=texts_of(
            RawText(_string(item, name) or "", form)
            for name, form in (("content_html", Form.HTML), ("content_text", Form.TEXT), ("summary", Form.UNSAID))
        ),
        published=_date(item, "date_published"),
        updated=_date(item, "date_modified"),
        language=_string(item, "language"),
    )


def _string(container: dict[str, Any], key: str) -> str | None:
    value = container.get(key)
    # A lone "\\ud800", which JSON allows, is half of a character; it is dropped, because it cannot be stored.
    text = value.encode("utf-8", "ignore").decode().strip() if isinstance(value, str) else ""
    return without_controls(mended(text)) or None


def _date(item: dict[str, Any], key: str) -> str | None:
    """Return a date as the feed wrote it; a number (seconds since 1970) is returned as text. None if there is none."""
    value = item.get(key)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else _string(item, key)


KIND = Kind("json", lambda document: document.head.startswith(("{", "[")), parse)
