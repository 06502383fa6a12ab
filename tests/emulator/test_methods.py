"""The effects of methods that are used correctly: commands, profile, pins, copies, topics, inline mode, deletions."""

from datetime import timedelta
from typing import Any

import pytest

from domain.chat import ChatKind
from domain.clock import AdjustableClock
from emulator import Emulator, Person
from emulator.telegram import acts, inline
from emulator.telegram.menu import commands_for
from emulator.telegram.state import InlineQuery
from tests.emulator.conftest import Call


async def result(call: Call, method: str, **parameters: Any) -> Any:
    answer = await call(method, **parameters)
    assert answer["ok"], answer
    return answer["result"]


def command(name: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name.title()}]


async def test_the_narrowest_scope_and_the_persons_language_win(call: Call, emulator: Emulator, reader: Person) -> None:
    await result(call, "setMyCommands", commands=command("any"))
    await result(call, "setMyCommands", commands=command("any_ky"), language_code="ky")
    await result(call, "setMyCommands", commands=command("group"), scope={"type": "all_group_chats"})
    await result(call, "setMyCommands", commands=command("mine"), scope={"type": "chat", "chat_id": reader.id})

    def menu(chat_id: int, language: str, *, is_private: bool) -> str:
        found = commands_for(
            emulator.telegram, chat_id, language, is_private=is_private, is_admin=False, user_id=reader.id
        )
        return str(found[0]["command"])

    assert menu(reader.id, "ky", is_private=True) == "mine"
    assert menu(77, "ky", is_private=True) == "any_ky"
    assert menu(77, "en", is_private=True) == "any"
    assert menu(-77, "ky", is_private=False) == "group"
    assert await result(call, "getMyCommands", language_code="ky") == command("any_ky")
    await result(call, "deleteMyCommands", language_code="ky")
    assert await result(call, "getMyCommands", language_code="ky") == []


async def test_the_profile_is_kept_by_language(call: Call) -> None:
    await result(call, "setMyDescription", description="Новости", language_code="ru")
    await result(call, "setMyShortDescription", short_description="News")
    assert await result(call, "getMyDescription", language_code="ru") == {"description": "Новости"}
    assert await result(call, "getMyDescription") == {"description": ""}
    assert await result(call, "getMyShortDescription", language_code="kk") == {"short_description": "News"}
    assert await result(call, "getMyName") == {"name": "Jarchi"}
    assert not (await call("setMyShortDescription", short_description="x" * 121))["ok"]


async def test_messages_are_copied_forwarded_and_pinned(call: Call, reader: Person, emulator: Emulator) -> None:
    sent = await result(call, "sendMessage", chat_id=reader.id, text="<b>Салам</b>", parse_mode="HTML")
    place = {"chat_id": reader.id, "from_chat_id": reader.id, "message_id": sent["message_id"]}
    copied = await result(call, "copyMessage", **place)
    assert reader.last.id == copied["message_id"]
    assert reader.last.entities == sent["entities"]
    forwarded = await result(call, "forwardMessage", **place)
    assert forwarded["forward_origin"]["sender_user"]["id"] == emulator.telegram.bot.id
    await result(call, "pinChatMessage", chat_id=reader.id, message_id=sent["message_id"])
    chat = await result(call, "getChat", chat_id=reader.id)
    assert chat["pinned_message"]["text"] == "Салам"


async def test_a_channel_is_written_to_by_name_and_signs_itself(call: Call, reader: Person, emulator: Emulator) -> None:
    await emulator.group("Кабарлар", reader, ChatKind.CHANNEL, username="the_news", bot_status="administrator")
    posted = await result(call, "sendMessage", chat_id="@The_News", text="x")
    assert posted["sender_chat"]["username"] == "the_news"
    assert "from" not in posted
    await reader.inside(emulator.telegram.chat_of("@the_news")).send("от редакции")
    update = (await result(call, "getUpdates", offset=-1))[0]
    assert update["channel_post"]["text"] == "от редакции"


async def test_topics_are_opened_written_to_and_closed(call: Call, reader: Person, emulator: Emulator) -> None:
    forum = await emulator.group("Форум", reader, is_forum=True, bot_status="administrator")
    topic = await result(call, "createForumTopic", chat_id=forum.id, name="Мост")
    where = {"chat_id": forum.id, "message_thread_id": topic["message_thread_id"]}
    sent = await result(call, "sendMessage", **where, text="x")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (topic["message_thread_id"], True)
    await result(call, "closeForumTopic", **where)
    assert (await call("closeForumTopic", **where))["description"] == "Bad Request: TOPIC_NOT_MODIFIED"
    assert await result(call, "sendMessage", **where, text="an administrator may")
    acts.set_bot_status(emulator.telegram, forum, reader.user, "member")
    assert (await call("sendMessage", **where, text="x"))["description"] == "Bad Request: TOPIC_CLOSED"
    acts.set_bot_status(emulator.telegram, forum, reader.user, "administrator")
    await result(call, "deleteForumTopic", **where)
    assert (await call("sendMessage", **where, text="x"))["description"] == "Bad Request: message thread not found"


async def test_a_result_of_inline_mode_can_be_edited_later(call: Call, reader: Person) -> None:
    markup = {"inline_keyboard": [[{"text": "Дагы", "callback_data": "more"}]]}
    article = {"type": "article", "id": "1", "title": "Мост", "input_message_content": {"message_text": "Мост"}}

    async def answer(update: dict[str, Any]) -> None:
        query = update["inline_query"]["id"]
        await result(call, "answerInlineQuery", inline_query_id=query, results=[article | {"reply_markup": markup}])

    query = inline.ask_inline(reader._telegram, reader.user, "мост")
    await answer((await result(call, "getUpdates", offset=-1))[0])
    sent = await reader.choose(query, "1")
    chosen = (await result(call, "getUpdates", offset=-1))[0]["chosen_inline_result"]
    await result(call, "editMessageText", inline_message_id=chosen["inline_message_id"], text="Көпүрө")
    assert sent.text == "Көпүрө"
    assert sent.raw["via_bot"]["username"] == "jarchi_demo_bot"


async def test_an_inline_query_expires(call: Call, reader: Person, clock: AdjustableClock) -> None:
    query = inline.ask_inline(reader._telegram, reader.user, "мост")
    clock.advance(30)
    late = await call("answerInlineQuery", inline_query_id=query.id, results=[])
    assert late["description"] == "Bad Request: query is too old and response timeout expired or query ID is invalid"


@pytest.mark.parametrize(
    ("rest", "refusal"),
    [
        ({"next_offset": "я" * 33}, "NEXT_OFFSET_INVALID"),
        ({"button": {"text": "x", "start_parameter": "s 1"}}, "START_PARAM_INVALID"),
        ({"button": {"text": "x", "start_parameter": "a" * 65}}, "START_PARAM_INVALID"),
        (
            {"button": {"text": " ", "start_parameter": "a"}},
            "can't parse inline query results button: Can't find field \"text\"",
        ),
    ],
)
async def test_an_inline_answer_with_a_wrong_end_is_refused_and_another_may_follow(
    call: Call, reader: Person, rest: dict[str, Any], refusal: str
) -> None:
    query = inline.ask_inline(reader._telegram, reader.user, "мост")
    refused = await call("answerInlineQuery", inline_query_id=query.id, results=[], **rest)
    assert refused["description"] == f"Bad Request: {refusal}"
    await result(call, "answerInlineQuery", inline_query_id=query.id, results=[])
    twice = await call("answerInlineQuery", inline_query_id=query.id, results=[])
    assert "query is too old" in twice["description"]


async def test_an_answer_to_an_inline_query_is_given_again_while_the_bot_allows(
    call: Call, emulator: Emulator, reader: Person, clock: AdjustableClock
) -> None:
    telegram, other = emulator.telegram, await emulator.person("Бакыт")
    article = {"type": "article", "id": "1", "title": "Мост", "input_message_content": {"message_text": "Мост"}}

    async def answer(query: InlineQuery, **rest: Any) -> None:
        await result(call, "answerInlineQuery", inline_query_id=query.id, results=[article], **rest)

    await answer(inline.ask_inline(telegram, reader.user, "мост"), cache_time=60, is_personal=True)
    assert inline.ask_inline(telegram, reader.user, "мост").results
    assert inline.ask_inline(telegram, reader.user, "мост", "10").results is None
    assert inline.ask_inline(telegram, other.user, "мост").results is None
    await answer(inline.ask_inline(telegram, reader.user, "суу"), cache_time=60)
    assert inline.ask_inline(telegram, other.user, "суу").results
    clock.advance(60)
    assert inline.ask_inline(telegram, reader.user, "мост").results is None


async def test_after_two_days_a_bot_deletes_no_more(call: Call, reader: Person, clock: AdjustableClock) -> None:
    young = await result(call, "sendMessage", chat_id=reader.id, text="x")
    old = await result(call, "sendMessage", chat_id=reader.id, text="y")
    await result(call, "deleteMessage", chat_id=reader.id, message_id=young["message_id"])
    clock.advance(timedelta(days=2).total_seconds() + 1)
    late = await call("deleteMessage", chat_id=reader.id, message_id=old["message_id"])
    assert late["description"] == "Bad Request: message can't be deleted for everyone"
    assert [seen.text for seen in reader.received] == ["y"]


async def test_leaving_is_noticed_by_nobody_but_the_chat(call: Call, reader: Person, emulator: Emulator) -> None:
    group = await emulator.group("Клуб", reader)
    assert await result(call, "getChatMemberCount", chat_id=group.id) == 2
    await result(call, "leaveChat", chat_id=group.id)
    refused = await call("sendMessage", chat_id=group.id, text="x")
    assert refused["description"] == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_persons_edit_is_told(call: Call, reader: Person) -> None:
    sent = await reader.send("жаңылык")
    await reader.edit(sent, "жаңылыктар")
    update = (await result(call, "getUpdates", offset=-1))[0]
    assert update["edited_message"]["text"] == "жаңылыктар"
    assert update["edited_message"]["edit_date"] >= update["edited_message"]["date"]


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_adding_the_bot_is_told_twice_as_telegram_does(
    kind: str, call: Call, reader: Person, emulator: Emulator
) -> None:
    emulator.telegram.queue.clear()
    await emulator.group("Клуб", reader, ChatKind(kind))
    kinds = [list(update)[1] for update in await result(call, "getUpdates")]
    assert kinds == ["my_chat_member", "message"]


async def test_message_ids_are_shared_by_private_chats_and_not_by_supergroups(
    call: Call, reader: Person, emulator: Emulator
) -> None:
    other = await emulator.person("Нурлан")
    await other.send("/start")
    ids = [(await result(call, "sendMessage", chat_id=one.id, text="x"))["message_id"] for one in (reader, other)]
    assert ids[1] == ids[0] + 1
    group = await emulator.group("Клуб", reader, bot_status="administrator")
    assert (await result(call, "sendMessage", chat_id=group.id, text="x"))["message_id"] == 2


async def test_reactions_are_seen_and_an_admin_bot_hears_of_them(
    call: Call, emulator: Emulator, reader: Person
) -> None:
    await result(call, "getUpdates", allowed_updates=["message_reaction"])
    sent = await result(call, "sendMessage", chat_id=reader.id, text="x")
    await result(call, "setMessageReaction", chat_id=reader.id, message_id=sent["message_id"],
                 reaction=[{"type": "emoji", "emoji": "👀"}])  # fmt: skip
    await reader.react(reader.last, "👍")
    assert set(reader.last.message.reactions.values()) == {"👀", "👍"}
    (update,) = await result(call, "getUpdates", offset=-1)
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    await result(call, "setMessageReaction", chat_id=reader.id, message_id=sent["message_id"])
    await reader.react(reader.last, None)
    assert reader.last.message.reactions == {}
    with pytest.raises(acts.ImpossibleAct):
        await reader.react(reader.last, "🐈")


async def test_an_ephemeral_message_is_edited_and_deleted_by_its_own_methods_alone(
    call: Call, emulator: Emulator, reader: Person
) -> None:
    group = await emulator.group("Соседи", reader, bot_status="administrator")
    other = (await emulator.person("Бакыт")).inside(group)
    receiver = {"chat_id": group.id, "receiver_user_id": reader.id}
    sent = await result(call, "sendMessage", chat_id=group.id, text="x",
                        ephemeral_message_parameters={"receiver_user_id": reader.id})  # fmt: skip
    number, inside = sent["ephemeral_message_id"], reader.inside(group)
    assert sent["message_id"] == 0
    assert (inside.last.text, other.received) == ("x", [])
    ordinary = await call("editMessageText", chat_id=group.id, message_id=number, text="y")
    assert ordinary["description"] == "Bad Request: message to edit not found"
    await result(call, "editEphemeralMessageText", **receiver, ephemeral_message_id=number, text="y")
    assert inside.last.text == "y"
    same = await call("editEphemeralMessageText", **receiver, ephemeral_message_id=number, text="y")
    assert "not modified" in same["description"]
    await result(call, "deleteEphemeralMessage", **receiver, ephemeral_message_id=number)
    assert inside.received == []
