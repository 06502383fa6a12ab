"""The buttons under a digest, pressed by a reader."""

from datetime import date, timedelta

from emulator.people import MessageView, Person
from tests.handlers.rig import Rig
from tests.handlers.test_groups import a_group


def data_of(seen: MessageView, label: str) -> str:
    return next(str(button["callback_data"]) for row in seen.keyboard for button in row if button["text"] == label)


async def a_long_digest(rig: Rig, stories: int = 13) -> tuple[Person, MessageView]:
    for number in range(stories):
        await rig.tell(f"В Оше открыли рынок номер {number}", topics=("economy",))
    person = await rig.reader()
    return person, person.last


async def test_every_story_of_a_digest_has_its_number_and_the_number_opens_it(rig: Rig) -> None:
    person, digest = await a_long_digest(rig, 3)
    assert [label for label in digest.buttons if label.isdigit()] == ["1", "2", "3"]
    before = digest.text
    second = next(line for line in digest.text.splitlines() if line.startswith("2. ")).removeprefix("2. ")
    await rig.pressed(person, data_of(digest, "2"), digest)
    assert person.last.text.splitlines()[0] == second
    assert digest.text == before


async def test_more_brings_the_rest_of_this_digest_and_then_nothing(rig: Rig) -> None:
    person, digest = await a_long_digest(rig)
    first = {line for line in digest.text.splitlines() if "рынок номер" in line}
    assert len(first) == 10
    more = data_of(digest, "Ещё 3")
    await rig.tell("Это пришло позже выпуска")
    await rig.pressed(person, more, digest)
    rest = person.last
    shown = [line for line in rest.text.splitlines() if "рынок номер" in line]
    headlines = {line.partition(" ")[2] for line in (*first, *shown)}
    assert len(shown) == 3
    assert len(headlines) == 13, "no story comes twice"
    assert "позже" not in rest.text
    before = len(person.received)
    assert "показано уже всё" in await rig.pressed(person, more, digest)
    assert len(person.received) == before


async def test_forged_windows_bring_nothing(rig: Rig) -> None:
    person, digest = await a_long_digest(rig, 2)
    before = len(person.received)
    for forged in (
        "0:99999999999:p", "5:4:p", "x:y:p", "1:2:z", "1700000000:1990000000:a", "", "1700000000:1700000009:p:99999",
    ):  # fmt: skip
        assert await rig.pressed(person, f"1:s:more:{forged}", digest)
    assert len(person.received) == before


async def test_search_and_settings_leave_the_digest_where_it_is(rig: Rig) -> None:
    person, digest = await a_long_digest(rig, 2)
    before = digest.text
    await rig.pressed(person, data_of(digest, "🔎 Поиск"), digest)
    assert "/search" in person.last.text
    await rig.pressed(person, data_of(digest, "⚙️ Настройки"), digest)
    assert "Темы" in person.last.buttons
    assert digest.text == before


async def test_a_pause_is_taken_at_once_and_undone_as_quickly(rig: Rig) -> None:
    person, digest = await a_long_digest(rig, 2)
    planned = (await rig.chat(person)).next_due_at
    await rig.pressed(person, data_of(digest, "⏸ Пауза"), digest)
    chat = await rig.chat(person)
    assert chat.timetable.paused_until == date(2026, 11, 24) + timedelta(days=7)
    assert chat.next_due_at != planned
    assert "1 декабря" in person.last.text
    await rig.pressed(person, data_of(person.last, "↩️ Отменить"))
    chat = await rig.chat(person)
    assert (chat.timetable.paused_until, chat.next_due_at) == (None, planned)


async def test_undoing_keeps_a_pause_that_was_there_before(rig: Rig) -> None:
    person, digest = await a_long_digest(rig, 2)
    settings = await rig.answer(person, "/settings")
    await rig.pressed(person, "1:s:pause:30", settings)
    earlier = (await rig.chat(person)).timetable.paused_until
    await rig.pressed(person, data_of(digest, "⏸ Пауза"), digest)
    assert (await rig.chat(person)).timetable.paused_until != earlier
    await rig.pressed(person, data_of(person.last, "↩️ Отменить"))
    assert (await rig.chat(person)).timetable.paused_until == earlier


async def test_in_a_group_a_digest_has_its_stories_but_nothing_that_only_admins_may_press(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    await rig.tell("В Оше открыли рынок")
    inside, _ = await a_group(rig)
    digest = await rig.answer(inside, "/latest")
    assert digest.buttons == ["1", "2"]
    await rig.pressed(inside, data_of(digest, "1"), digest)
    assert "Издания: 1" in inside.last.text
