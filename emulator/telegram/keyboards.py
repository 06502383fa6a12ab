"""What Telegram refuses in a reply markup: https://core.telegram.org/bots/api#inlinekeyboardmarkup"""

import json
from typing import Any

from emulator.telegram.errors import bad_request
from emulator.telegram.links import checked_link, link_fault
from emulator.telegram.texts import units

CALLBACK_LIMIT = 64  # bytes
BUTTON_LIMIT = 100  # of a message
ROW_LIMIT = 8  # more are moved to the next row by clients; the server keeps them
MARKUP_LIMIT = 10_000  # bytes, all buttons together
PLACEHOLDER_LIMIT = 64
STYLES = ("danger", "success", "primary")

_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip


def checked_markup(source: str, *, only_inline: bool = False) -> dict[str, Any] | None:
    """The markup Telegram keeps; None for an empty one. ApiError 400 where it refuses."""
    if not source.strip():
        return None
    try:
        markup = json.loads(source)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [
            [_inline_button(button) for button in row] for row in _rows(markup["inline_keyboard"], "inline keyboard")
        ]
        rows = [row for row in rows if row]
        if sum(map(len, rows)) > BUTTON_LIMIT or len(source.encode()) > MARKUP_LIMIT:
            raise bad_request("reply markup is too long")
        return {"inline_keyboard": rows} if rows else None
    if only_inline:
        if not markup:
            return None
        raise bad_request("inline keyboard expected")
    if "keyboard" in markup:
        return _reply_keyboard(markup)
    if markup.get("remove_keyboard") is True:
        return {"remove_keyboard": True, "selective": bool(markup.get("selective", False))}
    if markup.get("force_reply") is True:
        return {"force_reply": True, "input_field_placeholder": str(markup.get("input_field_placeholder", ""))}
    return None


def _rows(rows: Any, what: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{"keyboard" if what == "keyboard" else "inline_keyboard"}" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f"can't parse {what} row: Expected an Array")
    return rows


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    actions = [name for name in _ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID") if text else bad_request("inline keyboard button text is empty")
    kept: dict[str, Any] = {"text": text, actions[0]: button[actions[0]]}
    if button.get("style") is not None:
        if button["style"] not in STYLES:
            raise bad_request("can't parse inline keyboard button: invalid button style specified")
        kept["style"] = button["style"]
    if actions[0] == "callback_data":
        size = len(str(button["callback_data"]).encode())
        if not 1 <= size <= CALLBACK_LIMIT:
            raise bad_request("BUTTON_DATA_INVALID")
    elif actions[0] == "url":
        kept["url"] = _button_url(str(button["url"]))
    elif actions[0] == "copy_text":
        copied = button["copy_text"].get("text", "") if isinstance(button["copy_text"], dict) else ""
        if not 1 <= units(copied) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return kept


def _button_url(url: str) -> str:
    fault = link_fault(url)
    if fault:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {fault}")
    return checked_link(url)


def _reply_keyboard(markup: dict[str, Any]) -> dict[str, Any] | None:
    rows = []
    for row in _rows(markup["keyboard"], "keyboard"):
        kept = []
        for button in row:
            shape = {"text": button} if isinstance(button, str) else button
            if not isinstance(shape, dict) or not isinstance(shape.get("text"), str):
                raise bad_request("can't parse keyboard button: Can't find field \"text\"")
            if not shape["text"].strip():
                raise bad_request("keyboard button text must be non-empty")
            kept.append({key: value for key, value in shape.items() if value is not None})
        if kept:
            rows.append(kept)
    if not rows:
        return None
    flags = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
    placeholder = str(markup.get("input_field_placeholder") or "")
    if units(placeholder) > PLACEHOLDER_LIMIT:
        raise bad_request("input field placeholder is too long")
    return {"keyboard": rows, **{name: bool(markup.get(name, False)) for name in flags}} | (
        {"input_field_placeholder": placeholder} if placeholder else {}
    )
