"""Any call of a bot is answered or refused in Telegram's words, without a crash."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.chat import ChatKind
from domain.clock import AdjustableClock
from emulator.methods.table import all_methods
from emulator.telegram import acts, inline
from emulator.telegram.accounts import Member
from emulator.telegram.errors import ApiError
from emulator.telegram.state import Telegram
from emulator.wire.call import Call, Upload

METHODS = sorted(set(all_methods()) - {"setwebhook", "deletewebhook"})
PARAMETERS = (
    "chat_id", "from_chat_id", "text", "parse_mode", "entities", "caption", "caption_entities", "reply_markup",
    "message_id", "message_ids", "message_thread_id", "reply_parameters", "link_preview_options", "user_id", "scope",
    "commands", "language_code", "name", "description", "short_description", "menu_button", "results",
    "inline_query_id", "callback_query_id", "inline_message_id", "file_id", "document", "photo", "action", "offset",
    "limit", "allowed_updates", "icon_color", "button", "next_offset",
)  # fmt: skip

LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**65), 2**65), st.text(max_size=8),
    st.sampled_from(["²", "--5", "٣", "@the_news", "HTML", "<b>", "1", "article", "chat", "attach://x", "ky", "🙂"]),
)  # fmt: skip
KEYS = st.sampled_from(
    ["inline_keyboard", "keyboard", "text", "callback_data", "url", "type", "offset", "length", "message_id", "chat_id",
     "user_id", "command", "description", "id", "title", "input_message_content", "message_text", "entities", "user",
     "start_parameter", "copy_text", "web_app", "style", "force_reply", "custom_emoji_id", "is_disabled"]
)  # fmt: skip
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=12,
)


def a_telegram() -> tuple[Telegram, list[Any]]:
    """Return a Telegram with a private chat, a forum and a channel, and the ids that a call may use for them."""
    telegram = Telegram(AdjustableClock(), "1000:x")
    user = telegram.add_user("Айзада")
    written = acts.send_text(telegram, user, telegram.chats[user.id], "/start")
    sent = telegram.post(written.chat, telegram.bot, text="Салам")
    forum = telegram.add_group("Форум", ChatKind.SUPERGROUP, is_forum=True)
    channel = telegram.add_group("Канал", ChatKind.CHANNEL, username="the_news")
    for chat in (forum, channel):
        chat.members[user.id] = Member(user, "creator")
        acts.set_bot_status(telegram, chat, user, "administrator")
    query = inline.ask_inline(telegram, user, "мост")
    press = acts.press(telegram, user, sent, "x")
    return telegram, [user.id, forum.id, channel.id, written.id, sent.id, query.id, press.id]


@pytest.mark.untraced
@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    method=st.sampled_from(METHODS),
    values=st.dictionaries(st.sampled_from(PARAMETERS), VALUES, max_size=8),
    known=st.lists(st.tuples(st.sampled_from(PARAMETERS), st.integers(0, 6)), max_size=4),
)
async def test_any_call_is_answered_or_refused(
    method: str, values: dict[str, Any], known: list[tuple[str, int]]
) -> None:
    telegram, numbers = a_telegram()
    wanted = values | {name: numbers[which] for name, which in known}
    parameters = {
        name: value if isinstance(value, str) else json.dumps(value)
        for name, value in wanted.items()
        if value is not None
    }
    call = Call(method, parameters, {"x": Upload("x.csv", "text/csv", b"x")})
    try:
        answer = await all_methods()[method](telegram, call)
    except ApiError as error:
        refusal: ApiError | None = error
    else:
        refusal = None
        json.dumps(answer)
    assert refusal is None or refusal.code in (400, 403, 409)
