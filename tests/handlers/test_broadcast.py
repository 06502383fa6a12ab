"""An admin writes to readers: composed, previewed in each language, aimed, sent, stopped; broken markup is named."""

import pytest

from domain.audit import Change
from domain.broadcast import BroadcastState, Segment
from domain.post import Announcement
from domain.roles import Role
from emulator.people import Person
from jobs.broadcasts import BroadcastTick
from tests.builders import chat
from tests.handlers.rig import TEXTS, Rig
from tests.handlers.test_corrections import press

# A picture of one point.
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63fccfc0f01f000505"
    "0102cfa52d890000000049454e44ae426082"
)


async def admin_of(rig: Rig) -> Person:
    person = await rig.reader()
    await rig.storage.newsroom.set_role(person.id, Role.ADMIN, Change(None, "role"), now=rig.clock.now())
    return person


async def composed(rig: Rig, admin: Person, text: str) -> Announcement:
    await rig.answer(admin, text)
    await rig.settle(admin)
    (draft,) = [one for number in range(1, 9) if (one := await rig.storage.broadcasts.get(number))]
    return draft.content


async def test_a_broadcast_is_shown_as_readers_of_each_language_see_it_before_it_is_sent(rig: Rig) -> None:
    admin = await admin_of(rig)
    for number in range(100, 103):
        await rig.storage.chats.save(chat(number, locale="kk"), now=rig.clock.now())
    content = await composed(rig, admin, "/broadcast <b>Новые темы</b>: спорт\nСайт | https://tandem.example/new")
    assert content == Announcement("<b>Новые темы</b>: спорт", "", (("Сайт", "https://tandem.example/new"),))
    preview, screen = admin.received[-2:]
    assert preview.text == "📣 От редакции\n\nНовые темы: спорт"
    assert [entity["type"] for entity in preview.entities] == ["bold", "bold"]
    assert [[one["url"] for one in row] for row in preview.keyboard] == [["https://tandem.example/new"]]
    assert screen.text.startswith("Рассылка: 4 чата")
    await press(rig, admin, "Қазақша")
    assert admin.last.text == "📣 Редакциядан\n\nНовые темы: спорт"
    await rig.pressed(admin, "1:s:broadcast:1:l:kk:on", screen)
    assert (await rig.storage.broadcasts.get(1)).segment == Segment(("kk",))  # type: ignore[union-attr]
    await rig.pressed(admin, "1:s:broadcast:1:ask", screen)
    assert "3 чата" in next(one for one in admin.received if one.id == screen.id).text
    await rig.pressed(admin, "1:s:broadcast:1:send", screen)
    found = await rig.storage.broadcasts.get(1)
    assert found is not None
    assert (found.state, found.message_id) == (BroadcastState.RUNNING, screen.id)
    await rig.pressed(admin, "1:s:broadcast:1:stop", screen)
    tick = BroadcastTick(rig.bot, rig.storage, rig.clock, TEXTS)
    await tick.run_once()
    report = next(one for one in admin.received if one.id == screen.id)
    assert report.text == "⏹ Рассылка остановлена: 3 из 3\n\nНе отправлено из-за остановки: 3"
    assert admin.last.text != report.text, "a report that is shown already is not sent again"
    assert await rig.storage.broadcasts.running() == ()
    actions = [one.change.action for one in await rig.storage.newsroom.changes(limit=2)]
    assert actions == ["broadcast-stopped", "broadcast-started"]


async def test_a_picture_comes_with_its_caption(rig: Rig) -> None:
    admin = await admin_of(rig)
    await admin.send_file("карта.png", PICTURE, kind="photo", caption="/broadcast Карта закрытых дорог")
    await rig.settle(admin)
    draft = await rig.storage.broadcasts.get(1)
    assert draft is not None
    assert draft.content.html == "Карта закрытых дорог"
    assert draft.content.photo
    shown = admin.received[-2].raw
    assert shown["caption"] == "📣 От редакции\n\nКарта закрытых дорог"
    assert shown["photo"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", "сразу после команды"),
        ("<b>Привет", "нарушена у <b>"),
        ("<b><i>Привет</b></i>", "нарушена у </b>"),
        ("<h1>Привет</h1>", "нарушена у <h1>"),
        ("<a>Привет</a>", "нарушена у <a>"),
        ("1 < 2", "нарушена у <"),
        ("Привет\nСайт | ftp://tandem.example", "нет кнопки с адресом"),
        ("Привет\n" + "\n".join(f"Сайт {n} | https://tandem.example/{n}" for n in range(9)), "не больше 8"),
        ("ж" * 4080, "Слишком длинно"),
    ],
)
async def test_what_cannot_be_sent_is_named_and_nothing_is_stored(rig: Rig, words: str, said: str) -> None:
    admin = await admin_of(rig)
    answer = await rig.answer(admin, f"/broadcast {words}")
    assert said in answer.text
    assert await rig.storage.broadcasts.get(1) is None


async def test_to_an_editor_there_is_no_such_command_and_a_draft_is_its_authors_alone(rig: Rig) -> None:
    admin = await admin_of(rig)
    await composed(rig, admin, "/broadcast Привет")
    other = await rig.emulator.person("Нурлан", "ru")
    await other.send("/start")
    await other.reads("")
    for role in (Role.EDITOR, Role.ADMIN):
        await rig.storage.newsroom.set_role(other.id, role, Change(None, "role"), now=rig.clock.now())
        await rig.pressed(other, "1:s:broadcast:1:send", other.last)
        draft = await rig.storage.broadcasts.get(1)
        assert draft is not None
        assert draft.state is BroadcastState.DRAFT
