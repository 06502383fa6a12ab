"""Parsing Telegram's HTML by the rules of its server: https://core.telegram.org/bots/api#html-style

The parser works on bytes, because error texts give offsets in bytes. It accepts what Telegram accepts (`</>`, unknown
attributes, `&lt` without a semicolon), and refuses what Telegram refuses, in the same words.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from emulator.telegram.errors import ApiError, bad_request
from emulator.telegram.links import checked_link, mentioned_user

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "tg-emoji": "custom_emoji", "tg-time": "date_time", "a": "text_link", "pre": "pre",
    "code": "code", "blockquote": "blockquote",
}  # fmt: skip
DATE_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")

_SPACE = b" \t\r\n\v"
_NAME = re.compile(rb"[^ \t\r\n\v\0>]*")
_ATTRIBUTE = re.compile(rb"[^ \t\r\n\v\0>=]*")
_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")
_RUN = re.compile(rb"[^<&]+")
_REFERENCE = re.compile(rb"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot)(?![A-Za-z]));?")
_NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_LONGEST_REFERENCE = 9  # bytes of a character reference, without the semicolon


@dataclass(slots=True)
class _OpenTag:
    """A start tag whose end tag has not been read yet."""

    tag: str
    attributes: dict[str, str]
    offset: int  # where the tag's entity begins, in UTF-16 units
    at: int  # number of characters of text before the tag


@dataclass(slots=True)
class _Reader:
    data: bytes  # ends with a NUL, so that looking ahead never goes beyond the end
    at: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    characters: int = 0
    opened: list[_OpenTag] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)

    def add(self, piece: str) -> None:
        self.text.append(piece)
        self.characters += len(piece)
        self.units += len(piece) + sum(1 for letter in piece if letter > "\uffff")

    def skip_space(self) -> None:
        while self.data[self.at] in _SPACE:
            self.at += 1


def parse_html(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text and its sorted entities, with offsets in UTF-16 units; raises ApiError 400 as Telegram would."""
    reader = _Reader(source.encode("utf-8", "surrogatepass").replace(b"\0", b"") + b"\0")
    end = len(reader.data) - 1
    while reader.at < end:
        if run := _RUN.match(reader.data, reader.at, end):
            reader.add(run[0].decode("utf-8", "replace"))
            reader.at = run.end()
        elif reader.data[reader.at] == ord("&"):
            _read_reference(reader)
        elif reader.data[reader.at + 1] == ord("/"):
            _read_end_tag(reader)
        else:
            _read_start_tag(reader)
    if reader.opened:
        raise _cannot(f'Can\'t find end tag corresponding to start tag "{reader.opened[-1].tag}"')
    text = "".join(reader.text)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise _cannot(
            "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code"
            " units"
        )
    for entity in reader.entities:
        entity.pop("is_code_language", None)
    return text, reader.entities


def _read_reference(reader: _Reader) -> None:
    decoded = _decode(reader.data, reader.at)
    if decoded is None:
        reader.add("&")
        reader.at += 1
    else:
        letter, reader.at = decoded
        reader.add(letter)


def _decode(data: bytes, at: int) -> tuple[str, int] | None:
    """Return the character for the reference at `at`, such as `&lt;`, and the offset after it; None if not known."""
    found = _REFERENCE.match(data, at)
    if found is None:
        return None
    if found[3]:
        return _NAMED[found[3]], found.end()
    length = len(found[0].rstrip(b";"))
    code = int(found[1], 16) if found[1] else int(found[2][:9])
    if code == 0 or code >= 0x10FFFF or length > _LONGEST_REFERENCE:
        return None
    return chr(code), found.end()


def _read_start_tag(reader: _Reader) -> None:
    begin = reader.at
    name = _NAME.match(reader.data, begin + 1)
    assert name is not None
    reader.at = name.end()
    if reader.data[reader.at] == 0:
        raise _cannot(f"Unclosed start tag at byte offset {begin}")
    tag = name[0].decode("utf-8", "replace").lower()
    if tag not in TAGS:
        raise _cannot(f'Unsupported start tag "{tag}" at byte offset {begin}')
    attributes: dict[str, str] = {}
    while reader.data[reader.at] != ord(">"):
        reader.skip_space()
        if reader.data[reader.at] == ord(">"):
            break
        key, value = _read_attribute(reader, tag, begin)
        attributes[key] = value
    reader.at += 1
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise _cannot(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
    reader.opened.append(_OpenTag(tag, attributes, reader.units, reader.characters))


def _read_attribute(reader: _Reader, tag: str, begin: int) -> tuple[str, str]:
    name = _ATTRIBUTE.match(reader.data, reader.at)
    assert name is not None
    reader.at = name.end()
    if not name[0]:
        if reader.data[reader.at] == 0:
            raise _cannot(f'Unclosed start tag "{tag}" at byte offset {begin}')
        raise _cannot(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
    reader.skip_space()
    key = name[0].decode("utf-8", "replace")
    if reader.data[reader.at] != ord("="):
        if reader.data[reader.at] == 0:
            raise _cannot(f'Unclosed start tag "{tag}" at byte offset {begin}')
        return key, ""
    reader.at += 1
    reader.skip_space()
    if reader.data[reader.at] == 0:
        raise _cannot(f'Unclosed start tag "{tag}" at byte offset {begin}')
    value = _read_value(reader)
    if reader.data[reader.at] == 0:
        raise _cannot(f"Unclosed start tag at byte offset {begin}")
    return key, value


def _read_value(reader: _Reader) -> str:
    start = reader.at
    quote = reader.data[start]
    if quote not in b"'\"":
        token = _TOKEN.match(reader.data, start)
        assert token is not None
        reader.at = token.end()
        if reader.data[reader.at] not in _SPACE + b">":
            raise _cannot(f"Unexpected end of name token at byte offset {start}")
        return token[0].decode().lower()
    reader.at += 1
    value = b""
    while reader.data[reader.at] not in (quote, 0):
        decoded = _decode(reader.data, reader.at) if reader.data[reader.at] == ord("&") else None
        if decoded is None:
            value += reader.data[reader.at : reader.at + 1]
            reader.at += 1
        else:
            letter, reader.at = decoded
            value += letter.encode("utf-8", "surrogatepass")
    if reader.data[reader.at] == quote:
        reader.at += 1
    return value.decode("utf-8", "replace")


def _read_end_tag(reader: _Reader) -> None:
    begin = reader.at
    if not reader.opened:
        raise _cannot(f"Unexpected end tag at byte offset {begin}")
    name = _NAME.match(reader.data, begin + 2)
    assert name is not None
    reader.at = name.end()
    reader.skip_space()
    if reader.data[reader.at] != ord(">"):
        raise _cannot(f"Unclosed end tag at byte offset {begin}")
    reader.at += 1
    opened = reader.opened.pop()
    found = name[0].decode("utf-8", "replace").lower()
    if found and found != opened.tag:
        raise _cannot(f'Unmatched end tag at byte offset {begin}, expected "</{opened.tag}>", found "</{found}>"')
    if reader.units > opened.offset:
        _close(reader, opened)


def _close(reader: _Reader, opened: _OpenTag) -> None:
    """Record the entity of the tag that ends here."""
    entity: dict[str, Any] = {
        "type": TAGS[opened.tag],
        "offset": opened.offset,
        "length": reader.units - opened.offset,
    }
    if opened.tag == "a":
        if not _complete_link(entity, opened.attributes.get("href") or "".join(reader.text)[opened.at :]):
            return
    elif opened.tag == "tg-emoji":
        number = opened.attributes.get("emoji-id", "")
        if not number.isdecimal() or not 0 < int(number) < 2**63:
            raise _cannot("Invalid custom emoji identifier specified")
        entity["custom_emoji_id"] = number
    elif opened.tag == "tg-time":
        _complete_time(entity, opened.attributes)
    elif opened.tag == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    elif opened.tag in ("pre", "code") and _joins_code(reader, entity, opened):
        return
    reader.entities.append(entity)


def _complete_link(entity: dict[str, Any], address: str) -> bool:
    user_id = mentioned_user(address)
    if user_id is not None:
        entity |= {"type": "text_mention", "user_id": user_id}
        return True
    url = checked_link(address)
    entity["url"] = url
    return bool(url)


def _complete_time(entity: dict[str, Any], attributes: dict[str, str]) -> None:
    moment, shape = attributes.get("unix", ""), attributes.get("format", "")
    if not moment.isdecimal() or int(moment) >= 2**31:
        raise _cannot("Invalid date specified")
    if not DATE_TIME_FORMAT.fullmatch(shape):
        raise _cannot("Invalid date format specified")
    entity["unix_time"] = int(moment)
    if shape:
        entity["date_time_format"] = shape


def _joins_code(reader: _Reader, entity: dict[str, Any], opened: _OpenTag) -> bool:
    """Merge <pre> and <code class="language-…"> around the same text into one entity; return whether that was done.

    Either of the two tags may be the outer one.
    """
    language = opened.attributes.get("class", "")
    language = language.removeprefix("language-") if language.startswith("language-") and opened.tag == "code" else ""
    last = reader.entities[-1] if reader.entities else None
    other = "code" if opened.tag == "pre" else "pre"
    if last and last["type"] == other and (last["offset"], last["length"]) == (entity["offset"], entity["length"]):
        language = language or str(last.get("is_code_language", ""))
        if language:
            last |= {"type": "pre", "language": language}
            return True
    if language:
        entity["is_code_language"] = language
    return False


def _cannot(what: str) -> ApiError:
    return bad_request(f"can't parse entities: {what}")
