"""/latest: free words, and buttons that change topic and country in the same message."""

from tests.handlers.rig import Rig
from tests.handlers.test_footer import data_of


async def test_buttons_narrow_the_latest_in_place_and_let_go_again(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    await rig.tell("Открыта выставка", topics=("culture",), countries=("kz",))
    person = await rig.reader()
    seen = await rig.answer(person, "/latest")
    before = len(person.received)
    await rig.pressed(person, data_of(seen, "🎭 Культура"), seen)
    assert "Сом укрепился" not in seen.text
    await rig.pressed(person, data_of(seen, "🇰🇿"), seen)
    assert "Открыта выставка" in seen.text
    assert {"✅ 🎭 Культура", "✅ 🇰🇿"} <= set(seen.buttons)
    await rig.pressed(person, data_of(seen, "✅ 🎭 Культура"), seen)
    await rig.pressed(person, data_of(seen, "✅ 🇰🇿"), seen)
    assert "Сом укрепился к доллару" in seen.text
    assert len(person.received) == before


async def test_free_words_name_a_country_a_topic_and_words(rig: Rig) -> None:
    await rig.tell("Тенге ослаб к рублю", countries=("kz",))
    await rig.tell("Тенге вырос", countries=("kz",))
    await rig.tell("Сом ослаб к рублю")
    person = await rig.reader()
    seen = await rig.answer(person, "/latest экономика казахстана рубль")
    assert "Тенге ослаб" in seen.text
    assert "Сом" not in seen.text
    assert "Тенге вырос" not in seen.text


async def test_ten_long_stories_are_one_message(rig: Rig) -> None:
    for word in ("рынок", "мост", "школа", "парк", "дорога", "музей", "вокзал", "завод", "стадион", "театр", "канал"):
        await rig.tell(f"Строят: {word}. " + f"{word} " * 30, f"Начали строить {word}. " * 20, source=f"О {word}")
    person = await rig.reader()
    await rig.settle(person)  # waits until all messages of the first digest have come
    before = len(person.received)
    seen = await rig.answer(person, "/latest")
    assert len(person.received) == before + 1
    assert "канал" in seen.text


async def test_forged_choices_are_none(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    seen = await rig.answer(person, "/latest")
    for forged in ("nonsense:zz", ":", "-", "economy:kg:more:values"):
        await rig.pressed(person, f"1:s:latest:{forged}", seen)
        assert "Сом укрепился" in seen.text
