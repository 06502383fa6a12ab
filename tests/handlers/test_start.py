"""/start, step by step, as a person uses it."""

import pytest

from domain.chat import ChatState, Place
from tests.handlers.rig import Rig
from tests.texts import TEXTS


async def test_a_newcomer_is_greeted_in_the_language_of_their_telegram(rig: Rig) -> None:
    for code, locale in [("ky", "ky"), ("uz", "uz"), ("en-GB", "en"), ("de", "ru")]:
        person = await rig.newcomer(code)
        seen = await rig.answer(person, "/start")
        assert seen.text.splitlines()[0] in TEXTS.translator(locale)("start-locale")


async def test_the_steps_are_one_message_and_end_with_a_digest_of_now(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару", "Нацбанк назвал курс на сегодня.")
    person = await rig.newcomer("ru")
    await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:locale:ru")
    await rig.pressed(person, "1:b:languages")
    assert "На каких языках" in person.last.text
    await rig.pressed(person, "1:b:languages:ky:on")
    assert "✅ Кыргызча" in person.last.buttons
    await rig.pressed(person, "1:b:countries")
    await rig.pressed(person, "1:b:countries:kg:on")
    await rig.pressed(person, "1:b:topics")
    await rig.pressed(person, "1:b:topics:economy:on")
    assert "✅ Экономика" in person.last.buttons
    await rig.pressed(person, "1:b:hours")
    await rig.pressed(person, "1:b:hours:1900:on")
    assert "✅ 19:00" in person.last.buttons
    assert "✅ 08:00" not in person.last.buttons
    assert len(person.received) == 1
    await rig.pressed(person, "1:b:done")
    ready, digest = person.received
    assert "вторник, 24 ноября, 19:00" in ready.text
    assert "Сом укрепился к доллару" in digest.text
    assert "https://tandem.example/1" in digest.links
    chat = await rig.chat(person)
    assert chat.state is ChatState.ACTIVE
    assert (chat.languages, chat.countries, chat.topics) == (("ru", "ky"), ("kg",), ("economy",))
    assert chat.next_due_at is not None
    assert chat.next_due_at.hour == 13  # 19:00 in Bishkek


async def test_what_the_first_digest_showed_counts_as_told(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    told = await rig.storage.told.articles([Place(person.id)], since=rig.clock.now().replace(year=2020))
    (shown,) = await rig.storage.stories.get([story])
    assert told[Place(person.id)] == {article.id for article in shown.articles}


async def test_nobody_is_stored_before_choosing(rig: Rig) -> None:
    person = await rig.newcomer()
    await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:languages")
    assert await rig.storage.chats.get(Place(person.id)) is None


async def test_the_zone_is_proposed_from_the_country_until_a_city_is_chosen(rig: Rig) -> None:
    person = await rig.newcomer("ru")
    await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:countries:uz:on")
    assert (await rig.chat(person)).timetable.zone == "Asia/Tashkent"
    await rig.pressed(person, "1:b:zone:berlin")
    assert "Берлин" in person.last.text
    await rig.pressed(person, "1:b:countries:kz:on")
    assert (await rig.chat(person)).timetable.zone == "Europe/Berlin"


@pytest.mark.parametrize("typed", ["варшава", "Warsaw", "Warszawa", "/city Варш"])
async def test_a_city_is_found_by_its_name_while_starting(rig: Rig, typed: str) -> None:
    person = await rig.newcomer("ru")
    await rig.answer(person, "/start")
    seen = await rig.answer(person, typed)
    if typed == "Warszawa":  # no city of ours has this name, so an ordinary search is made
        assert "Warszawa" in seen.text
        return
    assert "Варшава" in seen.text
    assert "✔️ Готово" in seen.buttons
    assert (await rig.chat(person)).timetable.zone == "Europe/Warsaw"


async def test_a_city_that_is_not_known_gets_the_list(rig: Rig) -> None:
    person = await rig.reader()
    seen = await rig.answer(person, "/city Атлантида")
    assert "«Атлантида»" in seen.text
    assert "Бишкек" in " ".join(seen.buttons)


async def test_choosing_another_language_goes_on_in_it(rig: Rig) -> None:
    person = await rig.newcomer("ru")
    await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:locale:kk")
    assert "Сәлеметсіз бе!" in person.last.text
    assert person.last.buttons[-2:] == ["▶️ Жаңалықтарды көрсету", "⚙️ Алдымен таңдау"]
    assert len(person.received) == 1


async def test_what_is_proposed_follows_the_language_until_it_is_chosen(rig: Rig) -> None:
    person = await rig.newcomer("ru")
    await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:locale:kk")
    chat = await rig.chat(person)
    assert (chat.languages, chat.countries, chat.timetable.zone) == (("kk", "ru"), ("kz",), "Asia/Almaty")
    await rig.pressed(person, "1:b:languages:en:on")
    await rig.pressed(person, "1:b:countries:uz:on")
    await rig.pressed(person, "1:b:locale:ky")
    chat = await rig.chat(person)
    assert (chat.languages, chat.countries) == (("kk", "ru", "en"), ("kz", "uz"))


async def test_stop_keeps_everything_and_one_tap_brings_it_back(rig: Rig) -> None:
    person = await rig.reader()
    await rig.pressed(person, "1:s:topics:culture:on", person.received[0])
    seen = await rig.answer(person, "/stop")
    chat = await rig.chat(person)
    assert (chat.state, chat.next_due_at, chat.topics) == (ChatState.STOPPED, None, ("culture",))
    await rig.pressed(person, "1:s:resume", seen)
    chat = await rig.chat(person)
    assert chat.state is ChatState.ACTIVE
    assert chat.next_due_at is not None
    assert "Следующий выпуск" in person.last.text


async def test_start_again_wakes_who_had_stopped(rig: Rig) -> None:
    person = await rig.reader()
    await rig.answer(person, "/stop")
    await rig.answer(person, "/start")
    assert (await rig.chat(person)).state is ChatState.ACTIVE


async def test_blocking_and_unblocking_are_heard(rig: Rig) -> None:
    person = await rig.reader()
    await person.block()
    await rig.settle(person)
    assert (await rig.chat(person)).state is ChatState.UNREACHABLE
    await person.unblock()
    await rig.settle(person)
    assert (await rig.chat(person)).state is ChatState.ACTIVE


async def test_done_pressed_twice_brings_one_digest(rig: Rig) -> None:
    await rig.tell("Пожар в горах")
    person = await rig.newcomer()
    screen = await rig.answer(person, "/start")
    presses = [await person.press_data("1:b:done", screen) for _ in range(3)]
    for press in presses:
        await person.answered(press)
    await rig.inbox.settle()
    assert sum("Пожар в горах" in seen.text for seen in person.received) == 1


async def test_a_newcomer_reads_the_news_two_taps_after_start(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    person = await rig.newcomer("ru")
    await rig.answer(person, "/start")
    await person.press("▶️ Показать новости")
    await person.reads("Сом укрепился к доллару")
    await rig.inbox.settle()
    ready, digest = person.received
    assert "Готово" in ready.text
    assert digest.buttons[0] == "Подробнее"


async def test_a_first_digest_shows_what_there_is_in_other_languages_and_one_tap_keeps_it_so(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    person = await rig.newcomer("en")
    await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:done")
    ready, digest = person.received
    assert "Сом укрепился к доллару" in digest.text
    assert "all languages" in ready.text
    assert (await rig.chat(person)).languages == ("en",)
    assert "Done" in await rig.pressed(person, "1:s:wider:languages", ready)
    assert (await rig.chat(person)).languages == ()
    assert "all languages" not in ready.text


async def test_a_first_digest_goes_beyond_the_countries_where_these_have_no_news(rig: Rig) -> None:
    await rig.tell("Тенге ослаб", countries=("kz",))
    person = await rig.newcomer("ky")
    await rig.answer(person, "/start")
    await rig.pressed(person, "1:b:done")
    ready, digest = person.received
    assert "Тенге ослаб" in digest.text
    await rig.pressed(person, "1:s:wider:countries", ready)
    chat = await rig.chat(person)
    assert (chat.languages, chat.countries) == ((), ())


async def test_start_again_resets_nothing(rig: Rig) -> None:
    person = await rig.reader()
    await rig.pressed(person, "1:s:topics:culture:on", person.received[0])
    before = await rig.chat(person)
    for _ in range(2):
        await rig.answer(person, "/start")
    assert await rig.chat(person) == before


@pytest.mark.parametrize("code", ["pt-br", "zh-hans", "", "x" * 40])
async def test_whoever_speaks_another_language_is_greeted_in_the_default_one(rig: Rig, code: str) -> None:
    person = await rig.newcomer(code)
    assert "Жарчы" in (await rig.answer(person, "/start")).text
