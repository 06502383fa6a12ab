"""Answers to button presses: https://core.telegram.org/bots/api#answercallbackquery"""

from typing import Any

from emulator.methods.method import Method
from emulator.telegram.errors import bad_request
from emulator.telegram.state import CALLBACK_LIFE, Telegram
from emulator.telegram.texts import units
from emulator.wire.call import Call

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
TOAST_LIMIT = 200  # the most UTF-16 units of the text that is shown after a press


async def answer_callback_query(telegram: Telegram, call: Call) -> bool:
    query = telegram.callbacks.get(call.text("callback_query_id"))
    if query is None or query.answer is not None or telegram.now() - query.at > CALLBACK_LIFE:
        raise bad_request(TOO_OLD)
    text = call.text("text")
    if units(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: dict[str, Any] = {"text": text, "show_alert": call.boolean("show_alert")}
    if call.text("url"):
        answer["url"] = call.text("url")
    query.answer = answer
    telegram.tell(
        "answer", query.message.chat if query.message else None, query_id=query.id, user_id=query.user.id, **answer
    )
    return True


METHODS: dict[str, Method] = {"answerCallbackQuery": answer_callback_query}
