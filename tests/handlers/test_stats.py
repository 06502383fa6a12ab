"""/stats shows counts to the newsroom, and none by which somebody could be recognised."""

from pathlib import Path

import pytest

from domain.audit import Change
from domain.chat import ChatState
from domain.disclosure import LEAST, report_of
from domain.post import DeliveryState, PostKind
from domain.roles import Role
from domain.stats import FeedNews
from render.message import TEXT_LIMIT
from render.newsroom.charts import HEIGHT, WIDTH
from render.newsroom.stats import stats_message
from render.split import visible
from tests.builders import chat
from tests.handlers.rig import Rig, open_rig
from tests.render.reports import TODAY, full_report
from tests.texts import TEXTS
from text.languages import LOCALES


async def test_an_editor_reads_how_many_readers_there_are(rig: Rig) -> None:
    for number in range(100, 106):
        await rig.storage.chats.save(chat(number, locale="kk", countries=("kz",)), now=rig.clock.now())
    await rig.tell("Мост открыт")
    reader = await rig.reader()
    assert "Читателей" not in (await rig.answer(reader, "/stats")).text
    await rig.storage.newsroom.set_role(reader.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    answer = await rig.answer(reader, "/stats")
    assert "Читателей: не меньше 6" in answer.text
    assert "Қазақша: 6" in answer.text
    assert "Казахстан: 6" in answer.text
    assert "Русский: —" in answer.text
    assert "Статей: 1 / 1" in answer.text
    assert "Ленты: 1" in answer.text


async def test_reports_of_worlds_that_differ_in_a_hidden_count_are_the_same(rig: Rig) -> None:
    """One more reader of Tajik, whose count is hidden, changes neither the text nor the numbers."""
    texts = []
    owner = await rig.reader()
    await rig.storage.newsroom.set_role(owner.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    for number in range(100, 108):
        locale, countries = ("tg", ("tj", "kg")) if number > 105 else ("ru", ("kg",))
        await rig.storage.chats.save(chat(number, locale=locale, countries=countries), now=rig.clock.now())
        if number > 105:
            texts.append((await rig.answer(owner, "/stats")).text)
    assert "Тоҷикӣ: —" in texts[0]
    assert texts[0] == texts[1]


@pytest.mark.slow
async def test_the_picture_comes_with_the_text_and_changes_its_colours(tmp_path: Path) -> None:
    async with open_rig(tmp_path, with_workers=True) as rig:
        editor = await rig.reader()
        await rig.storage.newsroom.set_role(editor.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
        before = len(editor.received)
        await editor.send("/stats")
        await rig.emulator.wait_for(lambda: len(editor.received) == before + 2, 60)
        await rig.inbox.settle()
        text, picture = editor.received[before:]
        assert text.text.startswith("Статистика")
        light = picture.message.media["photo"][0]
        assert (light["width"], light["height"]) == (WIDTH, HEIGHT)
        assert picture.buttons == ["🌙 Тёмный"]
        await rig.pressed(editor, "1:s:stats:dark", picture)
        assert picture.buttons == ["☀️ Светлый"]
        assert picture.message.media["photo"][0]["file_id"] != light["file_id"]
        await rig.pressed(editor, "1:s:stats:light", picture)
        assert picture.message.media["photo"][0]["file_id"] == light["file_id"]
        assert len(editor.received) == before + 2


async def test_without_a_picture_there_is_the_text(rig: Rig) -> None:
    editor = await rig.reader()
    await rig.storage.newsroom.set_role(editor.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    before = len(editor.received)
    await rig.answer(editor, "/stats")
    await rig.emulator.wait_for(lambda: len(editor.received) == before + 2)
    assert editor.last.text == "Рисунок сейчас не получился."
    assert await rig.pressed(editor, "1:s:stats:dark", editor.last) == "Рисунок сейчас не получился."


@pytest.mark.parametrize("locale", LOCALES)
def test_everything_has_a_name_in_every_language_and_fits_one_message(locale: str) -> None:
    t = TEXTS.translator(locale)
    message = stats_message(full_report(), {"economy": "Экономика"}, t)
    shown = visible(message.html)
    assert "stats-" not in shown
    assert len(shown) <= TEXT_LIMIT
    for kind in PostKind:
        assert t(f"stats-kind-{kind}") in shown
    for fate in DeliveryState:
        assert t(f"stats-fate-{fate}") in shown
    for state in ChatState:
        assert state is ChatState.ACTIVE or t(f"stats-state-{state}") in shown
    assert f"Тоҷикӣ: {LEAST - 2}" not in shown
    assert "12\u202f345" in shown


@pytest.mark.parametrize("locale", LOCALES)
def test_a_bot_without_readers_and_feeds_has_statistics_too(locale: str) -> None:
    report = report_of({"language": {"ru": 1}, "country": {"kg": 1}}, {}, (), FeedNews(), today=TODAY)
    message = stats_message(report, {}, TEXTS.translator(locale))
    assert TEXTS.translator(locale)("stats-readers", kind="hidden", count=0) in visible(message.html)
