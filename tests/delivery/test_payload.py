"""The fields of an update that are kept."""

import json

import pytest
from aiogram.types import Message, Update

from delivery.payload import chat_of, sender_of, strip_update

ANNA = {"id": 7, "is_bot": False, "first_name": "Анна", "last_name": "Т.", "username": "anna_t", "language_code": "ru"}
PRIVATE = {"id": 7, "type": "private", "first_name": "Анна", "last_name": "Т.", "username": "anna_t"}
GROUP = {"id": -100, "type": "supergroup", "title": "Соседи", "is_forum": True}

RIGHTS = (
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_edit_tag",
    "can_react_to_messages",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def message(**rest: object) -> dict[str, object]:
    return {"message_id": 1, "date": 1_780_000_000, "from": ANNA, "chat": PRIVATE} | rest


def test_names_and_places_are_not_kept() -> None:
    update = {
        "update_id": 1,
        "message": message(
            text="/start",
            location={"latitude": 42.87, "longitude": 74.59},
            contact={"phone_number": "+996"},
            entities=[{"type": "bot_command", "offset": 0, "length": 6}],
        ),
    }
    stripped = strip_update(update)
    assert stripped is not None
    kept = json.dumps(stripped, ensure_ascii=False)
    for secret in ("Анна", "anna_t", "42.87", "+996", "Т."):
        assert secret not in kept
    parsed = Update.model_validate(stripped)
    assert parsed.message is not None
    assert parsed.message.text == "/start"
    assert parsed.message.from_user is not None
    assert parsed.message.from_user.language_code == "ru"


def test_a_location_becomes_the_command_that_names_its_time_zone() -> None:
    place = {"latitude": 40.518273, "longitude": 72.803941, "horizontal_accuracy": 12}
    stripped = strip_update({"update_id": 1, "message": message(location=place)})
    assert stripped is not None
    assert stripped["message"]["text"] == "/city Asia/Bishkek"
    assert not any(digits in json.dumps(stripped) for digits in ("40.5", "72.8"))
    group = message(chat={"id": -5, "type": "supergroup"}, location=place)
    assert strip_update({"update_id": 2, "message": group}) is None


def test_a_chosen_chat_keeps_its_number_and_no_name() -> None:
    shared = {"request_id": 0, "chat_id": -100, "title": "Соседи", "username": "neighbours", "photo": []}
    stripped = strip_update({"update_id": 4, "message": message(chat_shared=shared)})
    assert stripped is not None
    assert stripped["message"]["chat_shared"] == {"request_id": 0, "chat_id": -100}
    parsed = Update.model_validate(stripped).message
    assert parsed is not None
    assert parsed.chat_shared is not None
    assert parsed.chat_shared.chat_id == -100


def test_an_inline_query_keeps_its_words_and_nothing_of_who_types_where() -> None:
    query = {"id": "9", "from": ANNA, "query": "снег", "offset": "10.5", "chat_type": "group"}
    stripped = strip_update(
        {"update_id": 3, "inline_query": query | {"location": {"latitude": 42.87, "longitude": 74}}}
    )
    assert stripped is not None
    kept = json.dumps(stripped, ensure_ascii=False)
    for secret in ("Анна", "anna_t", "42.87", "group"):
        assert secret not in kept
    assert (chat_of(stripped), sender_of(stripped)) == (7, 7)
    parsed = Update.model_validate(stripped).inline_query
    assert parsed is not None
    assert (parsed.query, parsed.offset, parsed.from_user.language_code) == ("снег", "10.5", "ru")


def test_a_button_keeps_its_data_and_place() -> None:
    update = {
        "update_id": 2,
        "callback_query": {
            "id": "9",
            "from": ANNA,
            "chat_instance": "5",
            "data": "economy:on",
            "message": message(text="Темы", chat=GROUP, message_thread_id=4, is_topic_message=True),
        },
    }
    stripped = strip_update(update)
    assert stripped is not None
    assert chat_of(stripped) == -100
    parsed = Update.model_validate(stripped).callback_query
    assert parsed is not None
    assert parsed.data == "economy:on"
    assert isinstance(parsed.message, Message)
    assert parsed.message.message_thread_id == 4
    assert "Темы" not in json.dumps(stripped, ensure_ascii=False)


@pytest.mark.parametrize("text", ["Как дела?", "смотрите /start", ""])
def test_what_people_say_in_a_group_is_not_stored(text: str) -> None:
    assert strip_update({"update_id": 3, "message": message(chat=GROUP, text=text)}) is None


@pytest.mark.parametrize(
    "event",
    [
        {"text": "/digest"},
        {"migrate_to_chat_id": -1001},
        {"forum_topic_closed": {}, "message_thread_id": 4},
    ],
)
def test_commands_and_changes_of_a_group_are(event: dict[str, object]) -> None:
    stripped = strip_update({"update_id": 4, "message": message(chat=GROUP, **event)})
    assert stripped is not None
    assert Update.model_validate(stripped).message is not None


def test_an_anonymous_admin_is_still_the_group() -> None:
    sender = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    stripped = strip_update(
        {"update_id": 5, "message": message(chat=GROUP, sender_chat=GROUP, text="/settings") | {"from": sender}}
    )
    assert stripped is not None
    assert stripped["message"]["sender_chat"] == {"id": -100, "type": "supergroup", "is_forum": True}


def test_a_change_of_membership_keeps_rights_and_the_groups_title() -> None:
    rights = {"can_send_messages": False, "is_member": True, "until_date": 0}
    others = dict.fromkeys(RIGHTS, False)
    bot = {"id": 1000, "is_bot": True, "first_name": "Jarchi"}
    change = {
        "chat": GROUP,
        "from": ANNA,
        "date": 1_780_000_000,
        "old_chat_member": {"status": "member", "user": bot},
        "new_chat_member": {"status": "restricted", "user": bot} | rights | others,
    }
    stripped = strip_update({"update_id": 6, "my_chat_member": change})
    assert stripped is not None
    assert "Анна" not in json.dumps(stripped, ensure_ascii=False)
    parsed = Update.model_validate(stripped).my_chat_member
    assert parsed is not None
    assert parsed.chat.title == "Соседи"
    assert parsed.new_chat_member.status == "restricted"


def test_updates_of_other_kinds_are_nothing_to_us() -> None:
    assert strip_update({"update_id": 7, "poll": {}}) is None


def test_formatting_and_a_picture_are_kept_of_what_the_newsroom_writes_for_readers_and_of_nothing_else() -> None:
    bold = {"type": "bold", "offset": 0, "length": 5}
    question = message(
        **{"from": {"id": 9, "is_bot": True, "first_name": "Жарчы"}},
        text="✏️ Ответьте",
        entities=[{"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/bot#1:s:broadcast:1:kk"}],
    )
    other = question | {
        "entities": [{"type": "text_link", "offset": 0, "length": 2, "url": "https://t.me/bot#1:s:feed:1"}]
    }
    picture = [{"file_id": "p", "file_unique_id": "u", "width": 9, "height": 9, "file_size": 70}]

    def kept(**rest: object) -> set[str]:
        stripped = strip_update({"update_id": 1, "message": message(**rest)})
        assert stripped is not None
        Update.model_validate(stripped)
        return set(stripped["message"]) & {"entities", "caption_entities", "photo"}

    assert kept(text="Сәлем", entities=[bold], reply_to_message=question) == {"entities"}
    assert kept(caption="Сәлем", caption_entities=[bold], photo=picture, reply_to_message=question) == {
        "caption_entities", "photo",
    }  # fmt: skip
    assert kept(caption="/broadcast Сәлем", caption_entities=[bold], photo=picture) == {"caption_entities", "photo"}
    assert kept(text="Сәлем", entities=[bold], reply_to_message=other) == set()
    assert kept(text="Сәлем", entities=[bold]) == set()
