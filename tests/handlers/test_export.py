"""/export: one document with everything that is stored, and nothing after /deleteme."""

import json
from typing import Any

from domain.bookmark import BookmarkKind
from emulator.people import Person
from tests.handlers.rig import Rig
from tests.handlers.test_groups import a_group
from tests.handlers.test_story import article_of


async def exported(rig: Rig, person: Person) -> dict[str, Any]:
    seen = await rig.answer(person, "/export")
    assert seen.file_name == "jarchi.json"
    file = await rig.bot.get_file(seen.raw["document"]["file_id"])
    assert file.file_path
    content = await rig.bot.download_file(file.file_path)
    assert content is not None
    document: dict[str, Any] = json.loads(content.read())
    return document


async def test_the_document_parses_and_holds_every_row(rig: Rig) -> None:
    story = await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    article = await article_of(rig, story)
    await rig.answer(person, "/follow рынок")
    await rig.answer(person, "/mute гороскоп")
    for screen in ("save", "watch"):
        await rig.pressed(person, f"1:s:{screen}:{article}:d0:on")
    await rig.pressed(person, f"1:s:taste:{article}:d0:4:4")
    document = await exported(rig, person)
    (chat,) = document["chats"]
    assert chat["id"] == person.id
    assert chat["muted_words"] == ["гороскоп"]
    assert dict(chat["tastes"]) == {"t:economy": 1, "o:Тандем": 1}
    assert [one["query"] for one in document["follows"]] == ["рынок"]
    assert {one["kind"] for one in document["bookmarks"]} == set(BookmarkKind)
    assert document["told_articles"] == [article]
    assert len(document["posts"]) == len(await rig.inside.deliveries(person.id)) > 0


async def test_nothing_is_left_to_export_after_deleteme(rig: Rig) -> None:
    await rig.tell("Сом укрепился к доллару")
    person = await rig.reader()
    await rig.answer(person, "/deleteme")
    await rig.pressed(person, "1:s:delete:yes")
    document = await exported(rig, person)
    assert {name: rows for name, rows in document.items() if name != "exported_at" and rows} == {}


async def test_a_groups_document_names_nobody_and_is_for_its_admins(rig: Rig) -> None:
    owner, member = await a_group(rig)
    await rig.answer(owner, "/topics")
    await rig.pressed(owner, "1:s:topics:economy:on")
    document = await exported(rig, owner)
    assert document["chats"][0]["set_up_by"] is None
    assert "администратор" in (await rig.answer(member, "/export")).text
