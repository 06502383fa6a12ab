"""Telegram's answers as outcomes."""

import pytest
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import SendMessage

from delivery.outcome import (
    ChatClosed,
    ChatGone,
    ChatMoved,
    Refused,
    RetryAt,
    Uncertain,
    Unreadable,
    outcome_of,
    plain,
)
from delivery.throttle import TooLong
from domain.ids import ChatId

CALL = SendMessage(chat_id=1, text="x")


@pytest.mark.parametrize(
    "said",
    [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot is not a member of the channel chat",
        "Forbidden: something nobody has seen yet",
    ],
)
def test_a_403_means_that_the_chat_is_gone(said: str) -> None:
    assert isinstance(outcome_of(TelegramForbiddenError(CALL, said)), ChatGone)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Bad Request: chat not found", ChatGone),
        ("Bad Request: PEER_ID_INVALID", ChatGone),
        ("Bad Request: not enough rights to send text messages to the chat", ChatClosed),
        ("Bad Request: CHAT_WRITE_FORBIDDEN", ChatClosed),
        ("Bad Request: need administrator rights in the channel chat", ChatClosed),
        ("Bad Request: TOPIC_CLOSED", ChatClosed),
        ("Bad Request: message thread not found", ChatClosed),
        ("Bad Request: can't parse entities: Unsupported start tag", Unreadable),
        ("Bad Request: message is too long", Refused),
    ],
)
def test_a_400_means_what_it_says(said: str, kind: type) -> None:
    assert isinstance(outcome_of(TelegramBadRequest(CALL, said)), kind)


def test_a_closed_thread_is_told_from_lost_rights() -> None:
    assert outcome_of(TelegramBadRequest(CALL, "Bad Request: TOPIC_CLOSED")) == ChatClosed(is_thread=True)
    assert outcome_of(TelegramForbiddenError(CALL, "Forbidden: CHAT_WRITE_FORBIDDEN")) == ChatClosed(is_thread=False)


def test_a_wrong_token_or_address_throws_nothing_away() -> None:
    assert isinstance(outcome_of(TelegramUnauthorizedError(CALL, "Unauthorized")), Uncertain)
    assert isinstance(outcome_of(TelegramNotFound(CALL, "Not Found")), Uncertain)
    assert isinstance(outcome_of(TelegramConflictError(CALL, "Conflict: logged out")), Uncertain)


def test_waits_and_moves_carry_their_figures() -> None:
    assert outcome_of(TelegramRetryAfter(CALL, "Too Many Requests", 30)) == RetryAt(30, is_flood=True)
    assert outcome_of(TooLong(70)) == RetryAt(70, is_flood=False)
    assert outcome_of(TelegramMigrateToChat(CALL, "upgraded", -100)) == ChatMoved(ChatId(-100))


@pytest.mark.parametrize(
    "error",
    [
        TelegramNetworkError(CALL, "Request timeout error"),
        TelegramServerError(CALL, "Bad Gateway"),
        ClientDecodeError("Failed to decode object", ValueError(), "<html>"),
        TimeoutError(),
    ],
)
def test_no_answer_or_no_json_is_uncertain(error: Exception) -> None:
    assert isinstance(outcome_of(error), Uncertain)


def test_markup_that_cannot_be_parsed_goes_out_as_plain_text() -> None:
    broken = '<b>Цена</b> <a href="https://example.org/?a=1&amp;b=2">5 &lt; 6</i> и 7 < 8'
    assert plain(broken) == "Цена 5 < 6 и 7 < 8"


def test_links_stay_as_addresses_where_there_is_room() -> None:
    html = '<a href="https://a.example/?x=1&amp;y=2"><b>Снег</b></a> · <a href="https://b.example/">Вестник</a>'
    assert plain(html) == "Снег (https://a.example/?x=1&y=2) · Вестник (https://b.example/)"
    assert plain(html, has_addresses=False) == "Снег · Вестник"
    assert plain(f"{html}{'я' * 4050}") == f"Снег · Вестник{'я' * 4050}"
