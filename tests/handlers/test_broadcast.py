"""An admin writes to readers: composed, previewed in each language, aimed, sent, stopped; broken markup is named."""

import pytest

from domain.audit import Change
from domain.broadcast import BroadcastState, Segment
from domain.ids import BroadcastId
from domain.post import Announcement, Wording
from domain.roles import Role
from emulator.people import MessageView, Person
from jobs.broadcasts import BroadcastTick
from tests.builders import chat
from tests.handlers.rig import Rig
from tests.handlers.test_corrections import data, press
from tests.texts import TEXTS

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
    (draft,) = [one for number in range(1, 9) if (one := await rig.storage.broadcasts.get(BroadcastId(number)))]
    return draft.content


async def test_a_broadcast_is_shown_as_readers_of_each_language_see_it_before_it_is_sent(rig: Rig) -> None:
    admin = await admin_of(rig)
    for number in range(100, 105):
        await rig.storage.chats.save(chat(number, locale="kk"), now=rig.clock.now())
    content = await composed(rig, admin, "/broadcast <b>Новые темы</b>: спорт\nСайт | https://tandem.example/new")
    assert content == Announcement("<b>Новые темы</b>: спорт", "", (("Сайт", "https://tandem.example/new"),))
    preview, screen = admin.received[-2:]
    assert preview.text == "📣 От редакции\n\nНовые темы: спорт"
    assert [entity["type"] for entity in preview.entities] == ["bold", "bold"]
    assert [[one["url"] for one in row] for row in preview.keyboard] == [["https://tandem.example/new"]]
    assert screen.text.startswith("Рассылка, чатов: не меньше 5"), "one Russian chat is not counted"
    assert "По языкам: Қазақша — 5, Русский — меньше 5" in screen.text
    await press(rig, admin, "Қазақша")
    assert admin.last.text == "📣 Редакциядан\n\nНовые темы: спорт"
    await rig.pressed(admin, "1:s:broadcast:1:l:kk:on", screen)
    assert (await rig.storage.broadcasts.get(BroadcastId(1))).segment == Segment(("kk",))  # type: ignore[union-attr]
    await rig.pressed(admin, "1:s:broadcast:1:ask", screen)
    assert "5 чатов" in next(one for one in admin.received if one.id == screen.id).text
    await rig.pressed(admin, "1:s:broadcast:1:send", screen)
    found = await rig.storage.broadcasts.get(BroadcastId(1))
    assert found is not None
    assert (found.state, found.message_id) == (BroadcastState.RUNNING, screen.id)
    await rig.pressed(admin, "1:s:broadcast:1:stop", screen)
    tick = BroadcastTick(rig.bot, rig.storage, rig.clock, TEXTS, default_locale="ru")
    await tick.run_once()
    report = next(one for one in admin.received if one.id == screen.id)
    assert report.text == (
        "⏹ Рассылка остановлена. Всего чатов: 5\nНовые темы: спорт\n\nНе отправлено из-за остановки: 5"
    )
    assert admin.last.text != report.text, "a report that is shown already is not sent again"
    assert await rig.storage.broadcasts.running() == ()
    kept = [one.change for one in await rig.storage.newsroom.changes(limit=2)]
    assert kept == [
        Change(admin.id, "broadcast-stopped", "Новые темы: спорт"),
        Change(admin.id, "broadcast-started", "Новые темы: спорт", after="Қазақша"),
    ]


async def test_a_picture_comes_with_its_caption(rig: Rig) -> None:
    admin = await admin_of(rig)
    await admin.send_file("карта.png", PICTURE, kind="photo", caption="/broadcast Карта закрытых дорог")
    await rig.settle(admin)
    draft = await rig.storage.broadcasts.get(BroadcastId(1))
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
        ("Привет\nСайт | http://tandem.example", "нет кнопки с адресом"),
        ("Привет\n" + "\n".join(f"Сайт {n} | https://tandem.example/{n}" for n in range(9)), "не больше 8"),
        ("ж" * 4080, "Слишком длинно"),
    ],
)
async def test_what_cannot_be_sent_is_named_and_nothing_is_stored(rig: Rig, words: str, said: str) -> None:
    admin = await admin_of(rig)
    answer = await rig.answer(admin, f"/broadcast {words}")
    assert said in answer.text
    assert await rig.storage.broadcasts.get(BroadcastId(1)) is None


async def test_to_an_editor_there_is_no_such_command_and_a_draft_is_its_authors_alone(rig: Rig) -> None:
    admin = await admin_of(rig)
    await composed(rig, admin, "/broadcast Привет")
    other = await rig.emulator.person("Нурлан", "ru")
    await other.send("/start")
    await other.reads("")
    for role in (Role.EDITOR, Role.ADMIN):
        await rig.storage.newsroom.set_role(other.id, role, Change(None, "role"), now=rig.clock.now())
        for wish in ("send", "stop", "discard", "write:kk", "l:kk:on"):
            await rig.pressed(other, f"1:s:broadcast:1:{wish}", other.last)
        draft = await rig.storage.broadcasts.get(BroadcastId(1))
        assert draft is not None
        assert draft.state is BroadcastState.DRAFT


async def draft_of(rig: Rig, text: str) -> tuple[Person, MessageView]:
    """Return an admin who composed a broadcast, and its screen."""
    admin = await admin_of(rig)
    await composed(rig, admin, text)
    return admin, admin.last


async def test_readers_get_the_version_of_their_language_and_all_others_the_main_one(rig: Rig) -> None:
    admin, screen = await draft_of(rig, "/broadcast Новые темы\nСайт | https://tandem.example")
    await rig.storage.chats.save(chat(100, locale="kk"), now=rig.clock.now())
    await rig.pressed(admin, "1:s:broadcast:1:texts", screen)
    assert "➕ Қазақша" in screen.buttons
    await rig.pressed(admin, "1:s:broadcast:1:write:kk", screen)
    question = admin.last
    assert "на языке «Қазақша»" in question.text
    await admin.send("<b>Жаңа тақырыптар", reply_to=question)
    await rig.settle(admin)
    assert "нарушена у <b>" in admin.last.text
    assert "на языке «Қазақша»" in admin.last.text, "a fault is named, and the question asked again"
    assert (await drafted(rig)).versions == {}
    await admin.send("<b>Жаңа тақырыптар</b>", reply_to=admin.last)
    await rig.settle(admin)
    preview, screen = admin.received[-2:]
    assert preview.text == "📣 Редакциядан\n\nЖаңа тақырыптар"
    assert preview.buttons == ["Сайт"], "what a version does not have is the main one's"
    assert "Қазақша — меньше 5 ✍️" in screen.text
    content = await drafted(rig)
    assert content.versions == {"kk": Wording("<b>Жаңа тақырыптар</b>")}
    for locale, heading, words in (
        ("kk", "📣 Редакциядан", "Жаңа тақырыптар"),
        ("uz", "📣 Tahririyatdan", "Новые темы"),
    ):
        await rig.pressed(admin, f"1:s:broadcast:1:see:{locale}", screen)
        assert admin.last.text == f"{heading}\n\n{words}"
    await rig.pressed(admin, "1:s:broadcast:1:drop:kk", screen)
    assert (await drafted(rig)).versions == {}


async def test_a_version_under_a_picture_has_the_room_of_a_caption(rig: Rig) -> None:
    admin = await admin_of(rig)
    await admin.send_file("карта.png", PICTURE, kind="photo", caption="/broadcast Карта закрытых дорог")
    await rig.settle(admin)
    await rig.pressed(admin, "1:s:broadcast:1:write:ky", admin.last)
    await admin.send("ж" * 1000, reply_to=admin.last)
    await rig.settle(admin)
    assert "а помещается 964" in admin.last.text
    await admin.send("Жабык жолдордун картасы", reply_to=admin.last)
    await rig.settle(admin)
    assert admin.received[-2].raw["caption"] == "📣 Редакциядан\n\nЖабык жолдордун картасы"


async def test_what_telegram_does_not_take_is_said_and_nothing_is_kept(rig: Rig) -> None:
    admin = await admin_of(rig)
    fault = rig.emulator.faults.add("error", method="sendPhoto", status=400)
    await admin.send_file("карта.png", PICTURE, kind="photo", caption="/broadcast Карта закрытых дорог")
    await rig.settle(admin)
    assert admin.last.text.startswith("Телеграм не принимает это сообщение")
    assert await rig.storage.broadcasts.get(BroadcastId(1)) is None
    rig.emulator.faults.remove(fault.id)
    await admin.send_media(video={"file_id": "v", "file_unique_id": "v"}, caption="/broadcast Смотрите")
    await rig.settle(admin)
    assert "одну картинку" in admin.last.text
    assert await rig.storage.broadcasts.get(BroadcastId(1)) is None


async def test_whoever_may_broadcast_stops_what_another_started(rig: Rig) -> None:
    admin, screen = await draft_of(rig, "/broadcast Привет")
    await rig.pressed(admin, "1:s:broadcast:1:send", screen)
    other = await rig.emulator.person("Нурлан", "ru")
    await other.send("/start")
    await other.reads("")
    for role, state in ((Role.EDITOR, BroadcastState.RUNNING), (Role.ADMIN, BroadcastState.STOPPED)):
        await rig.storage.newsroom.set_role(other.id, role, Change(None, "role"), now=rig.clock.now())
        await rig.pressed(other, "1:s:broadcast:1:stop", other.last)
        found = await rig.storage.broadcasts.get(BroadcastId(1))
        assert found is not None
        assert found.state is state


async def test_an_admin_who_lost_the_role_between_screen_and_tap_sends_nothing(rig: Rig) -> None:
    admin, screen = await draft_of(rig, "/broadcast Привет")
    await rig.pressed(admin, "1:s:broadcast:1:write:kk", screen)
    question = admin.last
    await rig.storage.newsroom.set_role(admin.id, None, Change(None, "role"), now=rig.clock.now())
    for wish in ("ask", "send", "discard", "l:kk:on"):
        await rig.pressed(admin, f"1:s:broadcast:1:{wish}", screen)
    await admin.send("Сәлем", reply_to=question)
    await rig.settle(admin)
    draft = await rig.storage.broadcasts.get(BroadcastId(1))
    assert draft is not None
    assert (draft.state, draft.segment, draft.content) == (BroadcastState.DRAFT, Segment(), Announcement("Привет"))


async def test_the_command_alone_shows_what_is_being_sent_with_its_stop(rig: Rig) -> None:
    admin, screen = await draft_of(rig, "/broadcast Привет")
    await rig.pressed(admin, "1:s:broadcast:1:send", screen)
    other = await admin_of(rig)
    shown = await rig.answer(other, "/broadcast")
    assert shown.text.startswith("✉️ Рассылка идёт\nПривет")
    await rig.pressed(other, data(shown, "⏹ Остановить"), shown)
    assert shown.text.startswith("⏹ Рассылка остановлена")
    assert await rig.storage.outbox.waiting() == 0


async def drafted(rig: Rig) -> Announcement:
    draft = await rig.storage.broadcasts.get(BroadcastId(1))
    assert draft is not None
    return draft.content
