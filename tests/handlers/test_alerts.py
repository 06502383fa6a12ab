"""/alerts and the buttons under a trouble: chosen, muted, put off till tomorrow, taken back, and refused to others."""

from datetime import timedelta

import pytest

from domain.audit import Change
from domain.ids import FeedId
from domain.post import Notice
from domain.roles import Role
from domain.trouble import OpenTrouble, Rest, Trouble, TroubleKind
from emulator.people import Person
from render.newsroom.troubles import alerts_screen, trouble_screen
from render.notice import render_notice
from tests.builders import NOW
from tests.handlers.rig import Rig
from tests.handlers.test_export import exported
from tests.texts import TEXTS
from text.languages import LOCALES

DISK = Trouble(TroubleKind.DISK, args={"free": 90, "needed": 200})
ARGS: dict[str, str | int] = {
    "title": "Тандем & Ко",
    "host": "new.example",
    "span": "days",
    "count": 4,
    "today": 300,
    "usual": 20,
    "refused": 30,
    "free": 90,
    "needed": 200,
    "hours": 40,
}


async def editor(rig: Rig) -> Person:
    person = await rig.reader()
    await rig.storage.newsroom.set_role(person.id, Role.EDITOR, Change(None, "role"), now=rig.clock.now())
    return person


async def test_an_editor_chooses_the_kinds_one_by_one_and_all_at_once(rig: Rig) -> None:
    person = await editor(rig)
    screen = await rig.answer(person, "/alerts")
    await rig.pressed(person, "1:s:alerts:want:disk:on", screen)
    assert await rig.storage.troubles.wishes() == {person.id: {TroubleKind.DISK}}
    assert (await exported(rig, person))["alerts"] == ["disk"]
    assert "✅ Мало места на диске" in {row[0]["text"] for row in screen.keyboard}
    await rig.pressed(person, "1:s:alerts:want:all:on", screen)
    assert await rig.storage.troubles.wishes() == {person.id: set(TroubleKind)}
    await rig.pressed(person, "1:s:alerts:want:disk:off", screen)
    for forged in ("want:nosuch:on", "want:disk", "want", "want:gone:maybe", "nosuch", "want:disk:offon"):
        await rig.pressed(person, f"1:s:alerts:{forged}", screen)
    assert await rig.storage.troubles.wishes() == {person.id: set(TroubleKind) - {TroubleKind.DISK}}


async def test_a_trouble_is_muted_put_off_and_heard_of_again_as_long_as_it_lasts(rig: Rig) -> None:
    person, now = await editor(rig), rig.clock.now()
    await rig.storage.troubles.begin(DISK, Notice("trouble-disk", {}), (), now=now)
    screen = await rig.answer(person, "/alerts")
    assert "• Мало места на диске" in screen.text
    await rig.pressed(person, "1:s:alerts:mute:disk", screen)
    assert await rig.storage.troubles.rests() == (Rest(person.id, "disk", None),)
    assert "Об этом вам больше не сообщат." in screen.text
    await rig.pressed(person, "1:s:alerts:wake:disk", screen)
    assert await rig.storage.troubles.rests() == ()
    await rig.pressed(person, "1:s:alerts:snooze:disk", screen)
    (rest,) = await rig.storage.troubles.rests()
    document = await exported(rig, person)
    assert (document["alerts"], [one["key"] for one in document["muted_alerts"]]) == ([], ["disk"])
    assert rest.until is not None
    assert timedelta(hours=23) < rest.until - now < timedelta(hours=25)
    await rig.pressed(person, "1:s:alerts:wake", screen)
    assert await rig.storage.troubles.rests() == ()
    for forged in ("mute:backup", "mute:nosuch:1:2:3", "snooze", "mute:disk:1", "snooze:feed-gone:99999999"):
        assert await rig.pressed(person, f"1:s:alerts:{forged}", screen) == "Это уже в порядке."
    assert await rig.storage.troubles.rests() == ()


async def test_who_lost_the_role_between_the_message_and_the_tap_changes_nothing(rig: Rig) -> None:
    person = await editor(rig)
    await rig.storage.troubles.begin(DISK, Notice("trouble-disk", {}), (), now=rig.clock.now())
    screen = await rig.answer(person, "/alerts")
    await rig.storage.newsroom.set_role(person.id, None, Change(None, "role"), now=rig.clock.now())
    unknown = await rig.pressed(person, "1:s:nosuchscreen", screen)
    for wish in ("mute:disk", "snooze:disk", "want:all:on", "wake"):
        assert await rig.pressed(person, f"1:s:alerts:{wish}", screen) == unknown
    assert (await rig.storage.troubles.rests(), await rig.storage.troubles.wishes()) == ((), {})


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_has_its_texts_and_buttons_in_every_language(locale: str) -> None:
    t = TEXTS.translator(locale)
    for kind in TroubleKind:
        trouble = Trouble(kind, FeedId(12) if kind.startswith("feed") else None, ARGS)
        told = render_notice(Notice(f"trouble-{kind}", {**ARGS, "trouble": trouble.key}), t)
        assert f"1:s:alerts:mute:{trouble.key}" in {one.data for row in told.buttons for one in row}
        assert told == trouble_screen(trouble, None, t)
        over = render_notice(Notice(f"trouble-{kind}-over", ARGS), t)
        assert over.buttons == ()
        for text in (told.html, over.html):
            assert "trouble-" not in text
            assert ("Тандем &amp; Ко" in text) is kind.startswith("feed")
    screen = alerts_screen((), [OpenTrouble(DISK, NOW)] * 12, (), t)
    assert len(screen.buttons) == len(TroubleKind) + 1
    assert "2" in screen.html
