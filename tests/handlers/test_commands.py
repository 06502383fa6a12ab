"""The answers of each command in a private chat."""

from datetime import datetime, time
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram.types import BotCommandScopeAllGroupChats, TelegramObject, Update

from domain.chat import Place, QuietMode
from domain.ids import ChatId, person_id
from domain.roles import Role
from emulator.people import MessageView
from handlers.commands import COMMANDS
from handlers.menus import Menus
from handlers.middleware import RateLimit
from tests.handlers.rig import ADMIN, Rig
from tests.texts import TEXTS
from text.languages import LOCALES

SINCE = datetime.fromisoformat("2020-01-01T00:00:00Z")


async def test_digest_brings_the_readers_topics_and_counts_as_told(rig: Rig) -> None:
    person = await rig.reader()
    await rig.pressed(person, "1:s:topics:economy:on", person.received[0])
    story = await rig.tell("Сом укрепился к доллару")
    await rig.tell("Открылась выставка войлока", topics=("culture",))
    seen = await rig.answer(person, "/digest")
    assert "Сом укрепился" in seen.text
    assert "войлока" not in seen.text
    (shown,) = await rig.storage.stories.get([story])
    told = await rig.storage.told.articles([Place(person.id)], since=SINCE)
    assert told[Place(person.id)] == {article.id for article in shown.articles}
    again = await rig.answer(person, "/digest")
    assert "Сом укрепился" in again.text  # a digest on request may repeat news


async def test_an_empty_digest_says_whether_nothing_fits_or_no_feed_answered(rig: Rig) -> None:
    person = await rig.reader()
    assert "не ответила ни одна лента" in person.received[1].text
    await rig.pressed(person, "1:s:topics:economy:on", person.received[0])
    await rig.tell("Открылась выставка войлока", topics=("culture",))
    seen = await rig.answer(person, "/digest")
    assert "подходящих новостей не нашлось" in seen.text
    rig.clock.advance(30 * 3600)
    for command in ("/digest", "/latest"):
        assert "не ответила ни одна лента" in (await rig.answer(person, command)).text


async def test_latest_takes_a_topic_in_any_language_or_words(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Сом укрепился к доллару")
    await rig.tell("Открылась выставка войлока", topics=("culture",))
    both = await rig.answer(person, "/latest")
    assert "Сом укрепился" in both.text
    assert both.text.index("войлока") < both.text.index("Сом укрепился")  # newest first
    for typed in ("/latest культура", "/latest Маданият", "/latest culture"):
        seen = await rig.answer(person, typed)
        assert "войлока" in seen.text
        assert "Сом" not in seen.text
    words = await rig.answer(person, "/latest выставки")
    assert "войлока" in words.text
    assert "Сом" not in words.text


async def test_follows_are_added_listed_hurried_and_dropped(rig: Rig) -> None:
    person = await rig.reader()
    assert "/follow" in (await rig.answer(person, "/follow")).text
    await rig.answer(person, "/follow маршрутки Бишкек")
    (follow,) = await rig.storage.follows.of(person.id)
    listed = await rig.answer(person, "/follow")
    await rig.pressed(person, f"1:s:follows:{follow.id}:once:on", listed)
    (follow,) = await rig.storage.follows.of(person.id)
    assert follow.at_once
    await rig.pressed(person, f"1:s:follows:{follow.id}:drop", listed)
    assert await rig.storage.follows.of(person.id) == ()


async def test_a_person_follows_so_many_things_and_no_more(rig: Rig) -> None:
    person = await rig.reader()
    for number in range(40):
        await rig.storage.follows.add(person.id, f"слово {number}", at_once=False, now=rig.clock.now())
    seen = await rig.answer(person, "/follow ещё одно")
    assert "40" in seen.text
    assert len(await rig.storage.follows.of(person.id)) == 40


@pytest.mark.parametrize(
    "typed", ["/follow ***", "/follow -парк", "/follow since:7d", "/follow 😀", "/follow и", "/follow в и с"]
)
async def test_what_nothing_could_answer_is_not_followed(rig: Rig, typed: str) -> None:
    person = await rig.reader()
    assert "за чем следить" in (await rig.answer(person, typed)).text
    assert await rig.storage.follows.of(person.id) == ()


@pytest.mark.parametrize("typed", ["/mute ***", "/mute 😀", "/mute и"])
async def test_what_would_hide_nothing_or_everything_is_not_muted(rig: Rig, typed: str) -> None:
    person = await rig.reader()
    assert "Напишите слово или название издания" in (await rig.answer(person, typed)).text
    assert (await rig.chat(person)).muted_words == ()


async def test_words_and_sources_are_muted_and_shown_again(rig: Rig) -> None:
    person = await rig.reader()
    await rig.tell("Сом укрепился", source="Тандем")
    assert "«гороскоп»" in (await rig.answer(person, "/mute гороскоп")).text
    assert "издания «Тандем»" in (await rig.answer(person, "/mute тандем")).text
    chat = await rig.chat(person)
    assert (chat.muted_words, chat.muted_sources) == (("гороскоп",), ("Тандем",))
    listed = await rig.answer(person, "/mute")
    for row in listed.keyboard[0]:
        await rig.pressed(person, row["callback_data"], listed)
    chat = await rig.chat(person)
    assert (chat.muted_words, chat.muted_sources) == ((), ())


async def test_every_setting_can_be_changed_by_its_button(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    for data in (
        "1:s:hours:1900:on", "1:s:hours:0800:off", "1:s:weekdays:6:off", "1:s:zone:istanbul", "1:s:quiet:span:2307",
        "1:s:quiet:mode:hold", "1:s:breaking:news:on", "1:s:breaking:night:on", "1:s:languages:ky:on",
        "1:s:languages:elsewhere:off", "1:s:countries:kz:on", "1:s:topics:culture:on", "1:s:locale:en", "1:s:pause:3",
    ):  # fmt: skip
        await rig.pressed(person, data, screen)
    chat = await rig.chat(person)
    table = chat.timetable
    assert table.hours == (time(19),)
    assert table.weekdays == (0, 1, 2, 3, 4, 5)
    assert table.zone == "Europe/Istanbul"
    assert table.quiet is not None
    assert (table.quiet.start, table.quiet.end, table.quiet.mode) == (time(23), time(7), QuietMode.HOLD)
    assert str(table.paused_until) == "2026-11-27"
    assert chat.wants_breaking
    assert chat.breaking_in_quiet_hours
    assert chat.own_language_only
    assert (chat.locale, chat.languages, chat.countries, chat.topics) == ("en", ("ru", "ky"), ("kz",), ("culture",))
    assert str(chat.next_due_at) == "2026-11-27 16:00:00+00:00"


async def test_the_last_hour_and_the_last_day_cannot_be_taken_away(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    assert "/stop" in await rig.pressed(person, "1:s:hours:0800:off", screen)
    for day in range(6):
        await rig.pressed(person, f"1:s:weekdays:{day}:off", screen)
    assert "/stop" in await rig.pressed(person, "1:s:weekdays:6:off", screen)
    chat = await rig.chat(person)
    assert chat.timetable.hours == (time(8),)
    assert chat.timetable.weekdays == (6,)


async def test_a_button_pressed_twice_does_what_it_says_once(rig: Rig) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    for _ in range(2):
        await rig.pressed(person, "1:s:topics:economy:on", screen)
    assert (await rig.chat(person)).topics == ("economy",)


@pytest.mark.parametrize(
    "data",
    ["0:s:topics:economy:on", "7:s:topics:economy:on", "1:s:no-such-screen:x", "tpc|economy|1", "1", ":::", "👍"],
)
async def test_a_button_of_another_version_refreshes_its_screen(rig: Rig, data: str) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    assert "устарела" in await rig.pressed(person, data, screen)
    assert (await rig.chat(person)).topics == ()
    assert screen.buttons


@pytest.mark.parametrize(
    "data",
    [
        "1:s:hours:9999:on", "1:s:hours::on", "1:s:weekdays:9:on", "1:s:zone:atlantis", "1:s:quiet:span:xx",
        "1:s:quiet:mode:hold", "1:s:pause:99999999", "1:s:pause:-1", "1:s:locale:xx", "1:s:topics:no-such-topic:on",
        "1:s:languages:de:on", "1:s:countries:us:on", "1:s:follows:99:drop", "1:s:follows:x:once:on", "1:s:mutes:word",
        "1:s:breaking", "1:b:done:x:y", "1:s:search:99999999999:1", "1:s:removefeed:1", "1:s:delete:maybe",
    ],
)  # fmt: skip
async def test_forged_values_change_nothing_and_are_answered(rig: Rig, data: str) -> None:
    person = await rig.reader()
    screen = await rig.answer(person, "/settings")
    before = await rig.chat(person)
    await rig.pressed(person, data, screen)
    assert await rig.chat(person) == before


async def test_deleteme_asks_first_and_leaves_nothing(rig: Rig) -> None:
    await rig.tell("Сом укрепился")
    person = await rig.reader()
    await rig.answer(person, "/follow сом")
    seen = await rig.answer(person, "/deleteme")
    await rig.pressed(person, "1:s:delete:no", seen)
    assert await rig.storage.chats.get(Place(person.id)) is not None
    seen = await rig.answer(person, "/deleteme")
    await rig.pressed(person, "1:s:delete:yes", seen)
    assert "ничего не осталось" in person.last.text
    await rig.inbox.settle()
    assert await rig.inside.traces(person.id) == []


async def test_help_and_privacy_are_said_in_every_language(rig: Rig) -> None:
    for locale in LOCALES:
        person = await rig.newcomer(locale)
        help_ = await rig.answer(person, "/help")
        assert "/digest" in help_.text
        assert "/addfeed" not in help_.text
        assert "/deleteme" in (await rig.answer(person, "/privacy")).text


async def test_a_command_that_a_phone_has_capitalised_is_the_command(rig: Rig) -> None:
    person = await rig.reader()
    small = await rig.answer(person, "/help")
    assert (await rig.answer(person, "/Help")).text == small.text


async def test_what_the_bot_does_not_know_is_answered_politely(rig: Rig) -> None:
    person = await rig.reader()
    assert "/help" in (await rig.answer(person, "/abracadabra")).text
    before = len(person.received)
    await person.send_file("cat.bin", b"picture")
    await rig.emulator.wait_for(lambda: len(person.received) > before)
    assert "только текст" in person.last.text


@pytest.mark.parametrize(
    "typed",
    [
        "' OR 1=1 --",
        '"',
        "AND OR NOT",
        "(" * 50,
        "👍",
        "-",
        "-слово",
        "a" * 4000,
        "NEAR(a b)",
        "*",
        "/search *",
    ],
)
async def test_anything_typed_gets_an_answer(rig: Rig, typed: str) -> None:
    person = await rig.newcomer()
    await rig.tell("Сом укрепился")
    seen = await rig.answer(person, typed)
    assert seen.text
    assert "пошло не так" not in seen.text


async def test_who_writes_too_fast_is_told_once(rig: Rig) -> None:
    person = await rig.newcomer()
    for _ in range(50):
        await person.send("/privacy")
    await rig.settle(person)
    said = [seen.text for seen in person.received]
    assert 30 <= len(said) < 40
    assert sum("быстро" in text for text in said) == 1


async def test_who_goes_on_too_fast_is_told_once_a_minute() -> None:
    now = 0.0
    limit = RateLimit(lambda: now, burst=5, per_second=1)
    ask = SimpleNamespace(here=Place(ChatId(7), None))
    told: list[float] = []

    async def handle(_: TelegramObject, data: dict[str, Any]) -> None:
        if data["says_too_fast"]:
            told.append(now)

    for tenth in range(1200):
        now = tenth / 10
        await limit(handle, Update(update_id=tenth), {"ask": ask})
    assert len(told) == 2
    assert told[1] - told[0] >= 60


async def test_the_menu_of_commands_stands_in_every_language(rig: Rig) -> None:
    await Menus(COMMANDS, TEXTS).set_all(rig.bot, {person_id(ADMIN): Role.OWNER})
    for locale in LOCALES:
        menu = {one.command: one.description for one in await rig.bot.get_my_commands(language_code=locale)}
        assert menu["digest"] == TEXTS.translator(locale)("command-digest")
        assert "city" in menu
        assert "addfeed" not in menu
    in_groups = await rig.bot.get_my_commands(scope=BotCommandScopeAllGroupChats(), language_code="ru")
    assert {one.command for one in in_groups} == {"digest", "latest", "week", "search", "help", "privacy"}


def titles(seen: MessageView) -> list[str]:
    return [line for line in seen.text.splitlines() if "Пожар номер" in line and not line.startswith("Пожар")]
