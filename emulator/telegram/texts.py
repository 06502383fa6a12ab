"""Converting the texts and entities that a bot or a person sends to what Telegram stores.

Telegram removes control characters, trims both ends, merges and nests entities, drops entities after the hundredth, and
finds commands, mentions, links and hashtags by itself. Offsets and lengths are in UTF-16 code units.
"""

import re
from typing import Any

from emulator.telegram.errors import bad_request
from emulator.telegram.html import TAGS, parse_html
from emulator.telegram.links import checked_link, link_fault

MESSAGE_LIMIT = 4096
CAPTION_LIMIT = 1024
ENTITY_LIMIT = 100

Entity = dict[str, Any]

_SOLID = ("code", "pre")  # entities that cannot contain others
_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
_QUOTES = ("blockquote", "expandable_blockquote")
_KNOWN = {*TAGS.values(), *_QUOTES, "text_mention"}
_AUTOMATIC = ("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number")
_CONTROL = str.maketrans(
    {chr(code): " " for code in range(32) if chr(code) not in "\n\r"}
    | {"\r": None}
    | dict.fromkeys("\u2028\u2029", " ")
)
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]*")
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w/@.])@[A-Za-z][A-Za-z0-9_]{2,31}\b")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b")),
    ("url", re.compile(r"(?<![\w@])(?:https?://[^\s<>\"«»]+|(?:[A-Za-z0-9-]+\.)+(?:com|org|net|kg|kz|uz|tj|tm|ru|info)\b(?:/[^\s<>\"«»]*)?)")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=[\w]*[^\W\d])\w{1,256}")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}\b")),
)  # fmt: skip


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text) + sum(1 for letter in text if letter > "\uffff")


def formatted(source: str, parse_mode: str, entities: Any) -> tuple[str, list[Entity]]:
    """Return the text and entities that Telegram makes of a bot's text; `parse_mode` takes precedence over `entities`.

    Raises ApiError 400 if the text cannot be parsed. The caller checks whether the text is empty or too long.
    """
    mode = parse_mode.lower()
    if mode == "html":
        text, found = parse_html(source)
    elif mode in ("", "none"):
        text, found = source, _given(entities or [], units(source))
    elif mode in ("markdown", "markdownv2"):
        raise bad_request(f"can't parse entities: this emulator reads HTML, not {parse_mode}")
    else:
        raise bad_request("unsupported parse_mode")
    return clean(text, found)


def clean(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Return the text trimmed and without control characters, and its entities in the order in which Telegram has them.

    Commands, mentions, links and hashtags in the text become entities as well. At most a hundred entities are kept.
    """
    text, entities = _without_controls(text, entities)
    text, entities = _trimmed(text, entities)
    if not _visible(text):
        return "", []
    entities = _nested(entities)
    entities += _automatic(text, entities)
    return text, sorted(entities, key=_order)[:ENTITY_LIMIT]


def _visible(text: str) -> bool:
    found = _INVISIBLE.fullmatch(text)
    return found is None


def _given(entities: Any, length: int) -> list[Entity]:
    if not isinstance(entities, list):
        raise bad_request("expected an Array of MessageEntity")
    kept = []
    for entity in entities:
        if not isinstance(entity, dict):
            raise bad_request("can't parse MessageEntity: expected an Object")
        offset, size = entity.get("offset"), entity.get("length")
        for name, value in (("offset", offset), ("length", size)):
            if not isinstance(value, int):
                raise bad_request(f"can't parse MessageEntity: Can't find field \"{name}\"")
        assert isinstance(offset, int)
        assert isinstance(size, int)
        _check_kind(entity)
        if size <= 0 or entity["type"] in _AUTOMATIC:
            continue
        if offset < 0:
            raise bad_request(f"receive an entity with incorrect offset {offset}")
        if offset > length:
            raise bad_request(f"entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + size > length:
            end = offset + size
            raise bad_request(
                f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"
            )
        kept.append({key: value for key, value in entity.items() if value is not None})
    return kept


def _check_kind(entity: Entity) -> None:
    kind = entity.get("type")
    if kind not in _KNOWN and kind not in _AUTOMATIC:
        raise bad_request("can't parse MessageEntity: Unsupported type specified")
    field = {"text_link": "url", "text_mention": "user", "custom_emoji": "custom_emoji_id"}.get(str(kind))
    if field is None:
        return
    if entity.get(field) is None:
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{field}\"")
    if kind == "text_link":
        fault = link_fault(str(entity["url"]))
        if fault:
            raise bad_request(f"entity URL '{entity['url']}' is invalid: {fault}")
        entity["url"] = checked_link(str(entity["url"]))
    elif kind == "custom_emoji" and not _is_number(entity[field]):
        raise bad_request('can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number')


def _is_number(value: Any) -> bool:
    return str(value).isdecimal() and int(value) < 2**63


def _without_controls(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    if "\r" in text:
        removed = [units(text[:at]) for at, letter in enumerate(text) if letter == "\r"]
        entities = [
            entity | {"offset": entity["offset"] - before, "length": entity["length"] - within}
            for entity in entities
            if (before := sum(1 for at in removed if at < entity["offset"])) >= 0
            and (within := sum(1 for at in removed if entity["offset"] <= at < entity["offset"] + entity["length"]))
            < entity["length"]
        ]
    return text.translate(_CONTROL), entities


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    left = len(text) - len(text.lstrip(" \n"))
    bare = text.strip(" \n")
    length = units(bare)
    kept = []
    for entity in entities:
        start = max(entity["offset"] - left, 0)
        end = min(entity["offset"] - left + entity["length"], length)
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return bare, kept


def _order(entity: Entity) -> tuple[int, int, int]:
    priority = (*_QUOTES, "pre", "code", "text_link", "text_mention")
    rank = priority.index(entity["type"]) if entity["type"] in priority else len(priority)
    return entity["offset"], -entity["length"], rank


def _nested(entities: list[Entity]) -> list[Entity]:
    """Return the entities nested by Telegram's rules.

    Each position has at most one entity of a kind, adjacent entities of one kind are merged, code contains no other
    entity, and quotes are not nested.
    """
    kept: list[Entity] = []
    for entity in sorted(entities, key=_order):
        outer = [other for other in kept if _covers(other, entity)]
        if any(other["type"] == entity["type"] or other["type"] in _SOLID for other in outer):
            continue
        if entity["type"] in _QUOTES and any(other["type"] in _QUOTES for other in outer):
            continue
        last = kept[-1] if kept else None
        if last and last["type"] == entity["type"] in _STYLES and last["offset"] + last["length"] == entity["offset"]:
            last["length"] += entity["length"]
            continue
        kept.append(dict(entity))
    return kept


def _covers(outer: Entity, inner: Entity) -> bool:
    start, end = outer["offset"], outer["offset"] + outer["length"]
    return bool(start <= inner["offset"] and inner["offset"] + inner["length"] <= end)


def _automatic(text: str, entities: list[Entity]) -> list[Entity]:
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in entities
        if entity["type"] not in (*_STYLES, *_QUOTES)
    ]
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            piece = match[0].rstrip(".,:;!?)'") if kind == "url" else match[0]
            end = start + units(piece)
            if all(end <= other_start or start >= other_end for other_start, other_end in taken):
                found.append({"type": kind, "offset": start, "length": end - start})
                taken.append((start, end))
    return found
