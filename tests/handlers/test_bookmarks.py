"""/saved and /following, and the buttons of a story that add to them."""

from domain.bookmark import BookmarkKind
from domain.chat import Place
from domain.ids import ArticleId
from emulator.people import MessageView
from tests.handlers.rig import Rig
from tests.handlers.test_footer import data_of
from tests.handlers.test_groups import a_group
from tests.handlers.test_story import article_of


async def test_a_story_is_saved_listed_opened_in_place_and_taken_off(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    assert "Пока ничего" in (await rig.answer(person, "/saved")).text
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}")
    opened = person.last
    assert "/saved" in await rig.pressed(person, data_of(opened, "🔖 Сохранить"), opened)
    assert "✅ 🔖 Сохранить" in opened.buttons
    saved = await rig.answer(person, "/saved")
    assert "Сом укрепился к доллару" in saved.text
    before = saved.text
    await rig.pressed(person, data_of(saved, "1. Сом укрепился к доллару"), saved)
    assert "Издания: 1" in saved.text
    await rig.pressed(person, data_of(saved, "← Назад"), saved)
    assert saved.text == before
    await rig.pressed(person, data_of(saved, "✖️"), saved)
    assert "Пока ничего" in saved.text


async def test_what_is_followed_remembers_the_message_that_told_of_it(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    digest = person.last
    await rig.pressed(person, f"1:s:open:{await article_of(rig, story)}", digest)
    opened = person.last
    assert "ответом" in await rig.pressed(person, data_of(opened, "🔔 Следить"), opened)
    (one,) = await rig.storage.bookmarks.of(Place(person.id), BookmarkKind.FOLLOWED)
    assert one.message_id == digest.id
    assert "Сом укрепился" in (await rig.answer(person, "/following")).text
    assert "Больше не слежу" in await rig.pressed(person, data_of(opened, "✅ 🔔 Следить"), opened)
    assert await rig.storage.bookmarks.of(Place(person.id), BookmarkKind.FOLLOWED) == ()


async def test_a_saved_story_that_was_joined_with_another_is_still_the_saved_one(rig: Rig) -> None:
    one = await rig.tell("Сом укрепился к доллару")
    other = await rig.tell("Доллар подешевел", source="Перевал")
    person = await rig.reader()
    article = await article_of(rig, one)
    await rig.pressed(person, f"1:s:save:{article}:d0:on")
    await rig.storage.stories.regroup({ArticleId(article): other}, now=rig.clock.now())
    await rig.pressed(person, f"1:s:open:{await article_of(rig, other)}")
    assert "✅ 🔖 Сохранить" in person.last.buttons
    await rig.pressed(person, data_of(person.last, "✅ 🔖 Сохранить"))
    assert await rig.storage.bookmarks.of(Place(person.id), BookmarkKind.SAVED) == ()


async def test_long_lists_have_pages(rig: Rig) -> None:
    person = await rig.reader()
    for number in range(9):
        story = await rig.tell(f"Новость {number}")
        await rig.pressed(person, f"1:s:save:{await article_of(rig, story)}:d0:on")
    saved = await rig.answer(person, "/saved")
    assert "Новость 8" in saved.text
    assert "Новость 0" not in saved.text
    await rig.pressed(person, data_of(saved, "→"), saved)
    assert "9. Новость 0" in saved.text
    await rig.pressed(person, data_of(saved, "✖️"), saved)
    assert "Сохранённое: 8" in saved.text, "the page that was the last is the one before it now"


async def test_forged_buttons_change_nothing(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    for forged in ("save:x:d0:on", "save:999:d0:on", "drop:q:0:1", "drop:s:0:x", "watch::", "story:99999:zz"):
        assert await rig.pressed(person, f"1:s:{forged}")
    await rig.pressed(person, f"1:s:save:{await article_of(rig, story)}:{'9' * 30}:on")
    assert len(await rig.storage.bookmarks.of(Place(person.id), BookmarkKind.SAVED)) == 1


async def test_a_member_keeps_nothing_in_a_groups_name(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    owner, member = await a_group(rig)
    digest = await rig.answer(owner, "/latest")
    article = await article_of(rig, story)
    for forged in (f"save:{article}:d0:on", f"watch:{article}:d0:on", "shelf:s:0", f"story:{article}:d0", "close"):
        before = looks(owner.received)
        assert "администратор" in await rig.pressed(member, f"1:s:{forged}", digest)
        assert looks(owner.received) == before
    for kind in BookmarkKind:
        assert await rig.storage.bookmarks.of(Place(owner.chat.id), kind) == ()


async def test_deleteme_forgets_both_lists(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    article = await article_of(rig, story)
    for screen in ("save", "watch"):
        await rig.pressed(person, f"1:s:{screen}:{article}:d0:on")
    await rig.answer(person, "/deleteme")
    await rig.pressed(person, "1:s:delete:yes")
    for kind in BookmarkKind:
        assert await rig.storage.bookmarks.of(Place(person.id), kind) == ()


def looks(messages: list[MessageView]) -> list[tuple[str, list[str]]]:
    return [(seen.text, seen.buttons) for seen in messages]
