"""Inline mode for people: they type @bot and words, and send one of the results."""

from emulator.telegram.accounts import User
from emulator.telegram.acts import ImpossibleAct, post_as
from emulator.telegram.chats import Chat, Message
from emulator.telegram.state import InlineQuery, Telegram


def ask_inline(telegram: Telegram, user: User, text: str, offset: str = "") -> InlineQuery:
    """Type @bot and words into a chat's input field; return the query.

    The bot still has to answer it, unless Telegram has kept an answer to the same words: then the bot gets no update.
    """
    query = InlineQuery(telegram.new_query_id(), user, text, offset, telegram.now())
    telegram.inline_queries[query.id] = query
    if (known := _kept(telegram, query)) is not None:
        query.results, query.answer = known.results, known.answer
        show(telegram, query)
        return query
    telegram.queue.put(
        "inline_query", {"id": query.id, "from": user.wire(), "chat_type": "sender", "query": text, "offset": offset}
    )
    return query


def show(telegram: Telegram, query: InlineQuery) -> None:
    """Send the results of an answered query to listeners."""
    shown = [{key: one[key] for key in ("id", "title", "description") if key in one} for one in query.results or ()]
    answer = query.answer
    telegram.tell(
        "inline",
        query_id=query.id,
        results=shown,
        next_offset=answer["next_offset"],
        button=answer["button"],
    )


def choose_result(telegram: Telegram, query: InlineQuery, result_id: str, chat: Chat) -> Message:
    """Send one of the results of an inline query into a chat.

    Return the message: its sender is the person, and it names the bot as the one via which it was sent.
    """
    result = next((one for one in query.results or [] if one["id"] == result_id), None)
    if result is None:
        raise ImpossibleAct("no such result was offered")
    message = post_as(
        telegram, query.user, chat, text=result["message"]["text"], entities=result["message"]["entities"],
        reply_markup=result.get("reply_markup"), via_bot=telegram.bot,
        link_preview_options=result["message"].get("link_preview_options"),
    )  # fmt: skip
    chosen = {"result_id": result_id, "from": query.user.wire(), "query": query.text}
    if message.inline_rows:
        inline_id = f"AAA{query.id}"
        telegram.inline_messages[inline_id] = message
        chosen["inline_message_id"] = inline_id
    telegram.queue.put("chosen_inline_result", chosen)
    return message


def keep(telegram: Telegram, query: InlineQuery) -> None:
    """Keep the answer to a query for as long as the bot allows; if it is personal, only for that person."""
    person = query.user.id if query.answer["is_personal"] else None
    telegram.inline_answers[person, query.text, query.offset] = query


def _kept(telegram: Telegram, query: InlineQuery) -> InlineQuery | None:
    """Return a query with the same words whose answer may be repeated; None if there is none."""
    for person in (query.user.id, None):
        known = telegram.inline_answers.get((person, query.text, query.offset))
        if known is not None and telegram.now() < known.at + known.answer["cache_time"]:
            return known
    return None
