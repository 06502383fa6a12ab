"""Inline mode: https://core.telegram.org/bots/api#answerinlinequery"""

import json
from typing import Any

from emulator.methods.method import Method
from emulator.telegram.errors import bad_request
from emulator.telegram.inline import keep, show
from emulator.telegram.keyboards import checked_markup
from emulator.telegram.state import INLINE_LIFE, Telegram
from emulator.telegram.texts import MESSAGE_LIMIT, formatted, units
from emulator.wire.call import Call

RESULT_LIMIT = 50
ID_LIMIT = 64  # bytes of a result's id
CACHE_TIME = 300  # seconds for which an answer is repeated, unless the bot sets another time
START_PARAMETER_LIMIT = 64


async def answer_inline_query(telegram: Telegram, call: Call) -> bool:
    results = call.json("results", "inline query results")
    if not isinstance(results, list):
        raise bad_request("can't parse inline query results: expected an Array")
    if len(results) > RESULT_LIMIT:
        raise bad_request("RESULTS_TOO_MUCH")
    checked = [_checked(telegram, result) for result in results]
    ids = [result["id"] for result in checked]
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    query = telegram.inline_queries.get(call.text("inline_query_id"))
    if query is None or query.results is not None or telegram.now() - query.at > INLINE_LIFE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(call.text("next_offset").encode()) > ID_LIMIT:
        raise bad_request("NEXT_OFFSET_INVALID")
    button, cache_time = _button(call), call.integer("cache_time", CACHE_TIME, 0)
    query.results = checked
    query.answer = {
        "next_offset": call.text("next_offset"),
        "cache_time": cache_time,
        "is_personal": call.boolean("is_personal"),
        "button": button,
    }
    keep(telegram, query)
    show(telegram, query)
    return True


def _checked(telegram: Telegram, result: Any) -> dict[str, Any]:
    if not isinstance(result, dict):
        raise bad_request("can't parse inline query result: expected an Object")
    kind, number = result.get("type"), str(result.get("id", ""))
    if kind != "article":
        raise bad_request("can't parse inline query result: unsupported type specified")
    if not 1 <= len(number.encode()) <= ID_LIMIT:
        raise bad_request("RESULT_ID_INVALID")
    if not str(result.get("title", "")).strip():
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content:
        raise bad_request("can't parse inline query result: Can't find field \"message_text\"")
    if not content["message_text"]:
        raise bad_request("message text is empty")
    text, entities = formatted(str(content["message_text"]), content.get("parse_mode") or "", content.get("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if units(text) > MESSAGE_LIMIT:
        raise bad_request("message is too long")
    markup = result.get("reply_markup")
    kept = {key: result[key] for key in ("title", "description", "url", "thumbnail_url") if result.get(key)}
    return kept | {
        "id": number,
        "message": {
            "text": text,
            "entities": telegram.resolve_mentions(entities),
            "link_preview_options": content.get("link_preview_options"),
        },
        "reply_markup": checked_markup(json.dumps(markup), only_inline=True) if markup else None,
    }


def _button(call: Call) -> dict[str, Any] | None:
    button = call.json("button", "inline query results button")
    if button is None:
        return None
    start = str(button.get("start_parameter", "")) if isinstance(button, dict) else ""
    if not 1 <= len(start) <= START_PARAMETER_LIMIT or not all(letter.isalnum() or letter in "_-" for letter in start):
        raise bad_request("START_PARAM_INVALID")
    if not str(button.get("text", "")).strip():
        raise bad_request("can't parse inline query results button: Can't find field \"text\"")
    return {"text": str(button["text"]), "start_parameter": start}


METHODS: dict[str, Method] = {"answerInlineQuery": answer_inline_query}
