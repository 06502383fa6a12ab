"""The look of digests: chosen in the settings, applied to digests on request and to scheduled ones."""

from domain.chat import Layout, Look
from tests.handlers.rig import Rig
from tests.handlers.test_footer import data_of


async def test_headlines_and_the_picture_are_chosen_and_seen_at_once(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару", "Нацбанк назвал курс на сегодня.")
    person = await rig.reader()
    assert "Нацбанк назвал курс" in person.last.text
    settings = await rig.answer(person, "/settings")
    await rig.pressed(person, data_of(settings, "Вид выпуска"), settings)
    assert settings.buttons[:4] == ["✅ Обычный", "Короткий", "Заголовки", "Картинка главной новости"]
    await rig.pressed(person, data_of(settings, "Заголовки"), settings)
    await rig.pressed(person, data_of(settings, "Картинка главной новости"), settings)
    assert settings.buttons[:4] == ["Обычный", "Короткий", "✅ Заголовки", "✅ Картинка главной новости"]
    assert (await rig.chat(person)).look == Look(Layout.HEADLINES, has_picture=True)
    digest = await rig.answer(person, "/digest")
    assert "Нацбанк назвал курс" not in digest.text
    assert "Сом укрепился к доллару · Тандем · " in digest.text
    latest = await rig.answer(person, "/latest")
    assert "Нацбанк назвал курс" not in latest.text


async def test_forged_looks_change_nothing(rig: Rig) -> None:
    person = await rig.reader()
    settings = await rig.answer(person, "/settings")
    for forged in ("1:s:look:nosuch", "1:s:look:", "1:s:look:picture", "0:s:look:short"):
        await rig.pressed(person, forged, settings)
    assert (await rig.chat(person)).look == Look()
