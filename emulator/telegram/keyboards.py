"""Telegram's checks of a reply markup: https://core.telegram.org/bots/api#inlinekeyboardmarkup"""

import json
from typing import Any

from emulator.telegram.errors import bad_request
from emulator.telegram.links import checked_link, link_fault
from emulator.telegram.texts import units

CALLBACK_LIMIT = 64  # bytes of callback data
BUTTON_LIMIT = 100  # buttons of a message
ROW_LIMIT = 8  # buttons in a row; Telegram's server accepts more, but its apps do not show more in one row
MARKUP_LIMIT = 10_000  # bytes of the whole markup
PLACEHOLDER_LIMIT = 64
COPY_LIMIT = 256  # characters of a copy_text button
# Field of a button that requests something from a person → the name of that thing in Telegram's errors.
_REQUESTS = {
    "request_contact": "phone number",
    "request_location": "location",
    "request_poll": "poll",
    "request_users": "users",
    "request_chat": "chats",
}
_REQUEST_IDS = range(-(2**31), 2**31)
STYLES = ("danger", "success", "primary")

_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
)  # fmt: skip


# Actions that Telegram ignores if their value is empty; an empty switch_inline_query, in contrast, has a meaning.
_TEXTUAL = ("url", "callback_data")
_ELSEWHERE = ("pay", "callback_game")  # buttons that are allowed only in invoices and games


def checked_markup(source: str, *, only_inline: bool = False, may_request: bool = True) -> dict[str, Any] | None:
    """Return the markup as Telegram stores it, None for an empty one; raises ApiError 400 if Telegram refuses it."""
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
        return _reply_keyboard(markup, may_request=may_request)
    if flag(markup, "remove_keyboard"):
        return {"remove_keyboard": True, "selective": flag(markup, "selective")}
    if flag(markup, "force_reply"):
        return {"force_reply": True, "input_field_placeholder": str(markup.get("input_field_placeholder", ""))}
    return None


def flag(values: dict[str, Any], name: str) -> bool:
    """Return a Boolean field, False if absent; raises ApiError for a value that is not Boolean."""
    value = values.get(name)
    if value is not None and not isinstance(value, bool):
        raise bad_request(f'field "{name}" must be of type Boolean')
    return bool(value)


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
    actions = [name for name in _ACTIONS if button.get(name) is not None and (button[name] or name not in _TEXTUAL)]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID") if text else bad_request("inline keyboard button text is empty")
    kept: dict[str, Any] = {"text": text, actions[0]: button[actions[0]]}
    if button.get("style") is not None:
        if button["style"] not in STYLES:
            raise bad_request("can't parse inline keyboard button: invalid button style specified")
        kept["style"] = button["style"]
    kept[actions[0]] = _checked_action(actions[0], button[actions[0]])
    return kept


def _checked_action(name: str, value: Any) -> Any:
    """Return the value of a button's action field, such as `url`, as Telegram stores it; raises ApiError if refused."""
    if name == "callback_data" and len(str(value).encode()) > CALLBACK_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if name == "url":
        return _button_url(str(value))
    if name == "web_app":
        _check_app(str(value.get("url", "")) if isinstance(value, dict) else "", "inline keyboard button")
    if name == "copy_text":
        copied = str(value.get("text", "")) if isinstance(value, dict) else ""
        if not 1 <= units(copied) <= COPY_LIMIT:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if name in _ELSEWHERE:
        raise bad_request("BUTTON_TYPE_INVALID")
    return value


def _check_app(url: str, what: str) -> None:
    fault = link_fault(url) if url.lower().startswith("https:") else "Only HTTPS links are allowed"
    if fault:
        raise bad_request(f"{what} Web App URL '{url}' is invalid: {fault}")


def _button_url(url: str) -> str:
    fault = link_fault(url)
    if fault:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {fault}")
    return checked_link(url)


def _reply_keyboard(markup: dict[str, Any], *, may_request: bool) -> dict[str, Any] | None:
    rows = []
    for row in _rows(markup["keyboard"], "keyboard"):
        kept = []
        for button in row:
            shape = {"text": button} if isinstance(button, str) else button
            if not isinstance(shape, dict) or not isinstance(shape.get("text"), str):
                raise bad_request("can't parse keyboard button: Can't find field \"text\"")
            if not shape["text"].strip():
                raise bad_request("keyboard button text must be non-empty")
            for name, what in _REQUESTS.items():
                if shape.get(name) and not may_request:
                    raise bad_request(f"{what} can be requested in private chats only")
            if shape.get("request_chat") is not None:
                _check_chat_request(shape["request_chat"])
            kept.append({key: value for key, value in shape.items() if value is not None})
        if kept:
            rows.append(kept)
    if not rows:
        return None
    flags = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")
    placeholder = str(markup.get("input_field_placeholder") or "")
    if units(placeholder) > PLACEHOLDER_LIMIT:
        raise bad_request("input field placeholder is too long")
    return {"keyboard": rows, **{name: flag(markup, name) for name in flags}} | (
        {"input_field_placeholder": placeholder} if placeholder else {}
    )


def _check_chat_request(asked: Any) -> None:
    """Raise ApiError if Telegram would refuse `asked`, the request_chat of a button.

    If the bot asks for rights that the person need not have, Telegram's error is not known; ours is a guess.
    """
    where = "can't parse keyboard button: "
    if not isinstance(asked, dict):
        raise bad_request(f'{where}field "request_chat" must be of type Object')
    number = asked.get("request_id")
    if number is None:
        raise bad_request(f'{where}Can\'t find field "request_id"')
    if isinstance(number, bool) or not isinstance(number, int) or number not in _REQUEST_IDS:
        raise bad_request(f'{where}field "request_id" must be a valid Number')
    for name in ("chat_is_channel", "chat_is_forum", "chat_has_username", "chat_is_created", "bot_is_member"):
        flag(asked, name)
    rights = []
    for name in ("user_administrator_rights", "bot_administrator_rights"):
        held = asked.get(name)
        if held is not None and not isinstance(held, dict):
            raise bad_request(f'{where}field "{name}" must be of type Object')
        rights.append({right for right in held or {} if flag(held or {}, right)})
    if not rights[1] <= rights[0]:
        raise bad_request("BUTTON_TYPE_INVALID")  # a person cannot give the bot rights that they do not have
