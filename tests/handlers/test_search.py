"""Searching in a chat: typed words, pages of results, and corrected queries."""

import re
from datetime import datetime

from emulator.people import MessageView
from tests.handlers.rig import Rig

NUMBERED = re.compile(r"[1-5]\. .*Пожар номер")
SINCE = datetime.fromisoformat("2020-01-01T00:00:00Z")


def titles(seen: MessageView) -> list[str]:
    """Return the headlines in results, without the numbers before them."""
    return [line.partition(". ")[2] for line in seen.text.splitlines() if NUMBERED.match(line)]


async def test_plain_words_are_a_search_and_so_is_the_command(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Тушат пожары в горах", "Пожарные прибыли утром.")
    for typed in ("пожар", "/search пожаров"):
        seen = await rig.answer(person, typed)
        assert seen.text.startswith("🔎 ")
        assert "Тушат пожары в горах" in seen.text
        assert "Тандем" in seen.text
    nothing = await rig.answer(person, "кенгуру")
    assert "Ничего не нашлось" in nothing.text
    assert "/search" in (await rig.answer(person, "/search")).text


async def test_pages_of_results_stay_as_they_were_while_news_comes_in(rig: Rig) -> None:
    person = await rig.reader()
    for number in range(8):
        await rig.tell(f"Пожар номер {number}", source=f"Издание {number}")
    first = await rig.answer(person, "пожар")
    shown = set(titles(first))
    await rig.tell("Пожар самый новый")
    (forward,) = [button["callback_data"] for row in first.keyboard for button in row if button["text"] == "→"]
    await rig.pressed(person, forward, first)
    second = set(titles(person.received[-1]))
    assert len(shown) == 5
    assert len(second) == 3
    assert not shown & second
    assert "самый новый" not in person.received[-1].text
    assert person.received[-1].text.startswith("🔎 пожар")


async def test_results_open_by_number_and_are_there_again_once_the_story_is_closed(rig: Rig) -> None:
    person = await rig.reader()
    for number in range(7):
        await rig.tell(f"Пожар номер {number}", source=f"Издание {number}")
    first = await rig.answer(person, "пожар")
    shown = titles(first)
    await person.answered(await person.press("2", first))
    await rig.inbox.settle()
    opened = person.last
    assert opened.id != first.id
    assert shown[1].partition("Пожар номер")[2] in opened.text
    assert titles(first) == shown
    await person.answered(await person.press("1:s:close", opened))
    await rig.inbox.settle()
    assert person.last.id == first.id


async def test_a_word_that_is_not_found_has_its_neighbours_as_buttons(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Тушат пожары в горах")
    seen = await rig.answer(person, "похары")
    assert "Возможно, вы искали" in seen.text
    await rig.pressed(person, f"1:s:find:{seen.buttons[0]}", seen)
    assert "Тушат пожары в горах" in seen.text


async def test_a_query_in_the_wrong_keyboard_layout_is_understood_and_said_so(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Тушат пожары в горах")
    seen = await rig.answer(person, "gj;fhs")
    assert "ищу «пожары»" in seen.text.casefold()
    assert "Тушат пожары в горах" in seen.text


async def test_a_name_in_the_wrong_keyboard_layout_is_found_where_it_stands_in_the_news(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Алымкулова открыла школу")
    await rig.tell("Wildfires in the hills", language="en")
    seen = await rig.answer(person, "fksvrekjdf")
    assert "«алымкулова»" in seen.text
    assert "открыла школу" in seen.text
    assert "Wildfires" in (await rig.answer(person, "цшдвашкуы")).text
    assert "Ничего не нашлось" in (await rig.answer(person, "qwrtplkjh")).text


async def test_a_query_of_several_words_is_put_right_where_it_is_wrong(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Тушат пожары в горах")
    seen = await rig.answer(person, "горы похары")
    assert seen.buttons[0] == "горы пожары"
    await rig.pressed(person, "1:s:find:горы пожары", seen)
    assert "Тушат пожары в горах" in seen.text


async def test_a_page_that_an_older_version_named_is_the_first_one(rig: Rig) -> None:
    for number in range(6):
        await rig.tell(f"Пожар номер {number}")
    person = await rig.reader()
    screen = await rig.answer(person, "пожар")
    await rig.pressed(person, "1:s:search:5:3", screen)
    assert person.last.text == screen.text
    assert "→" in person.last.buttons


async def test_what_asks_for_nothing_is_answered_with_how_to_ask_and_is_not_followed(rig: Rig) -> None:
    person = await rig.reader()
    for typed in ("?????", "👍", "/search -", '/search "'):
        seen = await rig.answer(person, typed)
        assert "Напишите, что искать" in seen.text, typed
        assert seen.buttons == []
    await rig.tell("Сом укрепился")
    lately = await rig.answer(person, "/search с:7д")
    assert "Сом укрепился" in lately.text
    assert "🔔 Отслеживать" not in lately.buttons


async def test_fields_narrow_a_search(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Пожары в горах", source="Тандем", countries=("kg",))
    await rig.tell("Пожары в степи", source="Перевал", countries=("kz",), topics=("culture",))
    for typed in ("пожары страна:kz", "пожары source:перевал", "пожары тема:культура", "пожары topic:маданият"):
        seen = await rig.answer(person, typed)
        assert "в степи" in seen.text, typed
        assert "в горах" not in seen.text, typed


async def test_a_search_can_be_followed_from_its_results(rig: Rig) -> None:
    person = await rig.reader()
    seen = await rig.answer(person, "Жибек Жолу")
    await rig.pressed(person, "1:s:keep:on", seen)
    (follow,) = await rig.storage.follows.of(person.id)
    assert follow.query == "Жибек Жолу"
    assert "«Жибек Жолу»" in person.last.text


async def test_other_languages_follow_under_a_heading_of_their_own(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Токойдо өрт чыкты", language="ky")
    await rig.tell("Пожар в лесу")
    seen = await rig.answer(person, "пожар")
    own, heading, other = (seen.text.index(part) for part in ("Пожар в лесу", "на других языках", "Токойдо өрт"))
    assert own < heading < other
    assert "кыргызча" in seen.text[other:].casefold()
    assert "русский" not in seen.text[:heading].casefold()


async def test_the_switch_of_settings_leaves_other_languages_out(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Токойдо өрт чыкты", language="ky")
    screen = await rig.answer(person, "/settings")
    await rig.pressed(person, "1:s:languages", screen)
    assert "✅ Искать и на других языках" in [b["text"] for row in person.received[-1].keyboard for b in row]
    await rig.pressed(person, "1:s:languages:elsewhere:off", screen)
    assert "Ничего не нашлось" in (await rig.answer(person, "пожар")).text
    await rig.pressed(person, "1:s:languages:elsewhere:on", screen)
    assert "Токойдо өрт" in (await rig.answer(person, "пожар")).text
