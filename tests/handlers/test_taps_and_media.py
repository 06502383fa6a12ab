"""Quick taps, late taps, taps on deleted messages; albums and messages without text; people who leave halfway."""

from typing import Any

import pytest

from domain.chat import ChatState, Place
from emulator.people import MessageView
from render.search import LONGEST_QUERY
from tests.handlers.rig import Rig
from tests.handlers.test_story import article_of
from tests.texts import TEXTS
from text.languages import LOCALES

FILE = {"file_id": "f", "file_unique_id": "u"}
PICTURE = [FILE | {"width": 90, "height": 90}]
WORDLESS: dict[str, dict[str, Any]] = {
    "sticker": {
        "sticker": FILE
        | {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "🐎"}
    },
    "voice note": {"voice": FILE | {"duration": 3}},
    "round video": {"video_note": FILE | {"length": 240, "duration": 3}},
    "picture": {"photo": PICTURE},
    "contact": {"contact": {"phone_number": "+996700000000", "first_name": "Бермет"}},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "poll": {
        "poll": {
            "id": "1", "question": "Кто?", "options": [], "total_voter_count": 0, "is_closed": False, "type": "regular",
            "is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
        }
    },
}  # fmt: skip


@pytest.mark.parametrize("media", WORDLESS.values(), ids=WORDLESS)
@pytest.mark.parametrize("locale", LOCALES)
async def test_what_has_no_words_is_answered_with_what_would_help(rig: Rig, media: dict[str, Any], locale: str) -> None:
    person = await rig.newcomer(locale)
    await person.send_media(**media)
    helped = await person.reads("/help")
    assert helped.text == TEXTS.translator(locale)("unknown-kind")


async def test_an_album_of_ten_gets_one_answer_and_the_next_album_another(rig: Rig) -> None:
    person, other = await rig.reader(), await rig.reader()
    for group, counted in (("77", 1), ("78", 2)):
        before = len(person.received) - (counted - 1)
        for number in range(10):
            await person.send_media(photo=PICTURE, media_group_id=group, caption="Горы" if number == 0 else "")
        await rig.settle(person)
        assert len(person.received) - before == counted
    before = len(other.received)
    await other.send_media(photo=PICTURE, media_group_id="77")
    await rig.settle(other)
    assert len(other.received) == before + 1


async def test_the_longest_message_is_searched_for_by_its_beginning(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Тушат пожары в горах")
    assert "Напишите, что искать" in (await rig.answer(person, "👨‍👩‍👧‍👦" * 372)).text
    for text in ("пожар " * 682, "я" * 4096):
        seen = await rig.answer(person, text[:4096])
        query = seen.text.partition("\n")[0]
        assert query.startswith("🔎 ")
        assert len(query) <= LONGEST_QUERY + 3


async def test_two_quick_taps_on_one_chip_choose_once_and_leave_one_screen(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/topics")
    received = len(person.received)
    taps = [await person.press_data("1:s:topics:economy:on", screen) for _ in range(2)]
    for tap in taps:
        assert await person.answered(tap) == ""
    await rig.inbox.settle()
    assert (await rig.chat(person)).topics == ("economy",)
    assert "✅ Экономика" in screen.buttons
    assert len(person.received) == received


async def test_a_chip_tapped_on_and_off_as_fast_as_a_thumb_can_ends_off(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/topics")
    for wanted in ("on", "off", "on", "off"):
        last = await person.press_data(f"1:s:topics:economy:{wanted}", screen)
    await person.answered(last)
    await rig.inbox.settle()
    assert (await rig.chat(person)).topics == ()
    assert "Экономика" in screen.buttons


async def test_a_press_that_expired_before_it_was_answered_still_does_what_it_says(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/topics")
    query = await person.press_data("1:s:topics:economy:on", screen)
    rig.clock.advance(60)  # time that passes before the bot gets the update
    await rig.emulator.wait_for(lambda: "✅ Экономика" in screen.buttons)
    await rig.settle(person)
    assert query.answer is None
    refused = [
        line for line in rig.emulator.journal.lines if line["method"] == "answerCallbackQuery" and not line["ok"]
    ]
    assert refused
    assert (await rig.chat(person)).topics == ("economy",)


async def test_a_screen_that_its_reader_deleted_comes_again_in_a_message_of_its_own(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/topics")
    query = await person.press_data("1:s:topics:economy:on", screen)
    await person.delete(screen)
    await person.answered(query)
    again = await person.reads(lambda seen: seen.id != screen.id and "✅ Экономика" in seen.buttons)
    assert again.id > screen.id


async def test_a_story_whose_message_was_deleted_is_saved_all_the_same(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    article = await article_of(rig, story)
    await rig.pressed(person, f"1:s:open:{article}")
    opened = await person.reads("Издания: 1")
    query = await person.press_data(f"1:s:save:{article}:d0:on", opened)
    await person.delete(opened)
    assert await person.answered(query) == TEXTS.translator("ru")("story-saved")
    assert "Сом укрепился" in (await rig.answer(person, "/saved")).text


@pytest.mark.parametrize("data", ["0:s:topics:economy:on", "0:s:open:1", "0:b:done", "9:s:main", "0:s:nosuchscreen"])
async def test_a_button_of_another_version_does_nothing_but_is_answered(rig: Rig, data: str) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/topics")
    before = await rig.chat(person)
    toast = await rig.pressed(person, data, screen)
    chat = await rig.chat(person)
    assert (chat.topics, chat.state) == (before.topics, before.state)
    assert toast or data == "0:b:done"


STEPS = ("1:b:languages", "1:b:languages:ky:on", "1:b:countries:kg:on", "1:b:topics:economy:on", "1:b:hours:1900:on")


@pytest.mark.parametrize("left_after", range(len(STEPS) + 1))
async def test_who_leaves_halfway_gets_nothing_and_goes_on_where_they_were(rig: Rig, left_after: int) -> None:
    person = await rig.newcomer("ru")
    screen = await rig.answer(person, "/start")
    for data in STEPS[:left_after]:
        await rig.pressed(person, data, screen)
    chosen = await rig.storage.chats.get(Place(person.id))
    assert chosen is None or (chosen.state, chosen.next_due_at) == (ChatState.NEW, None)
    rig.clock.advance(40 * 24 * 3600)
    await rig.settle(person)
    assert len(person.received) == 1
    back: MessageView = await rig.answer(person, "/start")
    assert "▶️ Показать новости" in back.buttons
    await rig.pressed(person, "1:b:done", back)
    chat = await rig.chat(person)
    assert chat.state is ChatState.ACTIVE
    if chosen is not None:
        assert (chat.languages, chat.countries, chat.topics) == (chosen.languages, chosen.countries, chosen.topics)
        assert chat.timetable.hours == chosen.timetable.hours


async def test_who_blocks_the_bot_halfway_and_comes_back_goes_on(rig: Rig) -> None:
    person = await rig.newcomer("ru")
    screen = await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:topics:economy:on", screen)
    await person.press_data("1:b:topics:culture:on", screen)
    await person.block()
    await rig.settle(person)
    await person.unblock()
    back = await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:done", back)
    chat = await rig.chat(person)
    assert (chat.state, chat.topics) == (ChatState.ACTIVE, ("economy", "culture"))
