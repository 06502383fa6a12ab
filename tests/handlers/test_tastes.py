"""👍 and 👎 under a story, and their effect on the settings."""

from domain.tastes import outlet_key, topic_key
from emulator.people import MessageView, Person
from tests.handlers.rig import Rig
from tests.handlers.test_footer import data_of
from tests.handlers.test_story import article_of

ECONOMY, TANDEM = topic_key("economy"), outlet_key("Тандем")


async def test_more_and_less_are_remembered_shown_in_the_settings_and_reset(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    opened = person.last
    assert "выше" in await rig.pressed(person, data_of(opened, "👍"), opened)
    assert (await rig.chat(person)).tastes == ((TANDEM, 1), (ECONOMY, 1))
    for _ in range(2):
        assert "ниже" in await rig.pressed(person, data_of(opened, "👎 Экономика"), opened)
    assert dict((await rig.chat(person)).tastes) == {TANDEM: 1, ECONOMY: -1}
    settings = await rig.answer(person, "/settings")
    await rig.pressed(person, data_of(settings, "Предпочтения"), settings)
    assert settings.buttons[:2] == ["✖️ Тандем ▲", "✖️ Экономика ▼"]
    await rig.pressed(person, data_of(settings, "✖️ Тандем ▲"), settings)
    assert (await rig.chat(person)).tastes == ((ECONOMY, -1),)
    await rig.pressed(person, data_of(settings, "Сбросить всё"), settings)
    assert (await rig.chat(person)).tastes == ()
    assert "Пока нет" in settings.text


async def test_the_same_button_pressed_twice_counts_once(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    opened = person.last
    less = data_of(opened, "👎 Тандем")
    await rig.pressed(person, less, opened)
    await rig.pressed(person, less, opened)
    assert (await rig.chat(person)).tastes == ((TANDEM, -1),)


async def test_steps_end_somewhere_and_forged_ones_go_no_further(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    button = f"1:s:taste:{await article_of(rig, story)}:d0"
    await rig.pressed(person, f"{button}:999:0")
    assert dict((await rig.chat(person)).tastes) == {TANDEM: -3, ECONOMY: 3}
    assert "Дальше некуда" in await rig.pressed(person, f"{button}:6:0")
    for forged in (":x:0", ":1", "::", ":-1:2"):
        await rig.pressed(person, f"{button}{forged}")
    assert dict((await rig.chat(person)).tastes) == {TANDEM: -3, ECONOMY: 3}


async def a_digest(rig: Rig) -> tuple[Person, MessageView]:
    await rig.tell("Сом укрепился к доллару")
    await rig.tell("В Оше открыли театр", topics=("culture",), source="Перевал")
    person = await rig.reader()
    return person, person.last


async def test_less_under_a_digest_asks_of_what_and_shows_the_preferences_with_the_change(rig: Rig) -> None:
    person, digest = await a_digest(rig)
    before = digest.text
    await rig.pressed(person, data_of(digest, "👎"), digest)
    question = person.last
    assert question.text.startswith("Чего показывать меньше?")
    assert sorted(question.buttons[:-1]) == ["Перевал ▼", "Тандем ▼", "🎭 Культура ▼", "📈 Экономика ▼"]
    assert "ниже" in await rig.pressed(person, data_of(question, "📈 Экономика ▼"), question)
    assert (await rig.chat(person)).tastes == ((ECONOMY, -1),)
    assert question.buttons[0] == "✖️ Экономика ▼"
    assert "Сбросить всё" in question.buttons
    assert digest.text == before


async def test_more_of_an_outlet_counts_once_however_often_it_is_pressed_and_ends_somewhere(rig: Rig) -> None:
    person, digest = await a_digest(rig)
    await rig.pressed(person, data_of(digest, "👍"), digest)
    more = data_of(person.last, "Тандем ▲")
    for said in ("выше", "Дальше некуда"):
        assert said in await rig.pressed(person, more, person.last)
    assert (await rig.chat(person)).tastes == ((TANDEM, 1),)


async def test_forged_and_old_ratings_change_nothing(rig: Rig) -> None:
    person, digest = await a_digest(rig)
    for forged in (
        "1:s:rate", "1:s:rate:+:zzzz:-1", "0:s:rate:-:1:2", "1:s:prefer", "1:s:prefer:t:nosuch:6",
        "1:s:prefer:o:00000:6", "1:s:prefer:t:economy:x", "1:s:prefer:x:economy:-1", "0:s:prefer:t:economy:6",
    ):  # fmt: skip
        await rig.pressed(person, forged, digest)
    assert (await rig.chat(person)).tastes == ()
    await rig.pressed(person, "1:s:prefer:t:economy:999", digest)
    assert (await rig.chat(person)).tastes == ((ECONOMY, 3),)
