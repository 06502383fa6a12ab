"""Readers suggest sources, and the newsroom decides; who suggested a source is neither shown nor kept."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.draft import DraftKind
from domain.feed import NewFeed
from domain.ids import person_id
from emulator.people import Person
from handlers.readers import suggest
from handlers.readers.suggest import MOST_OF_ONE
from tests.handlers.rig import Rig, open_rig
from tests.handlers.test_export import exported
from tests.handlers.test_groups import a_group

OWNER = person_id(5_000_000_001)  # the emulator numbers people from here


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[tuple[Rig, Person]]:
    async with open_rig(tmp_path, admin_ids=frozenset({OWNER}), patient=True) as rig:
        yield rig, await rig.newcomer("ru")


async def suggestions(rig: Rig) -> list[str]:
    return [one.content["url"] for one in await rig.storage.drafts.of(DraftKind.SUGGESTION)]


async def test_a_suggestion_is_kept_once_and_a_chat_has_a_few_at_most(rig: Rig) -> None:
    reader, other = await rig.reader(), await rig.reader()
    await rig.storage.feeds.add(NewFeed("https://tandem.example/rss", "Тандем", "Тандем"), now=rig.clock.now())
    assert "/suggest https://" in (await rig.answer(reader, "/suggest")).text
    assert "уже читаю: «Тандем»" in (await rig.answer(reader, "/suggest https://tandem.example/rss")).text
    for refused in ("file:///etc/passwd", "t.me/+AbCdEf", "::::", "издание", "https://x.example/" + "a" * 400):
        assert "Спасибо" not in (await rig.answer(reader, f"/suggest {refused}")).text
    for person in (reader, reader, other):
        assert "Спасибо" in (await rig.answer(person, "/suggest chyrak.example")).text
    assert await suggestions(rig) == ["https://chyrak.example/"]
    for number in range(MOST_OF_ONE - 1):
        assert "Спасибо" in (await rig.answer(reader, f"/suggest https://{number}.example/")).text
    assert "ещё не рассмотрела" in (await rig.answer(reader, "/suggest https://more.example/")).text
    assert "• https://chyrak.example/" in (await rig.answer(reader, "/suggest")).text
    assert "ждут редакцию" not in (await rig.answer(other, "/suggest")).text
    assert len(await suggestions(rig)) == MOST_OF_ONE


async def test_an_update_that_comes_again_suggests_nothing_more(rig: Rig) -> None:
    reader = await rig.reader()
    await rig.answer(reader, "/suggest chyrak.example")
    (draft,) = await rig.storage.drafts.of(DraftKind.SUGGESTION)
    await rig.storage.drafts.drop(draft.id, now=rig.clock.now())
    await rig.handle(rig.updates[-1])
    assert await suggestions(rig) == []


async def test_there_is_an_end_to_what_all_may_suggest(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggest, "MOST", 1)
    first, second = await rig.reader(), await rig.reader()
    await rig.answer(first, "/suggest chyrak.example")
    assert "слишком много" in (await rig.answer(second, "/suggest tandem.example")).text
    assert await suggestions(rig) == ["https://chyrak.example/"]


async def test_a_suggestion_is_exported_and_loses_its_chat_with_it(rig: Rig) -> None:
    reader, other = await rig.reader(), await rig.reader()
    await rig.answer(reader, "/suggest https://chyrak.example/rss?key=1")
    assert (await exported(rig, reader))["suggestions"] == ["https://chyrak.example/rss?key=1"]
    assert (await exported(rig, other))["suggestions"] == []
    await rig.answer(reader, "/deleteme")
    await rig.pressed(reader, "1:s:delete:yes")
    (draft,) = await rig.storage.drafts.of(DraftKind.SUGGESTION)
    assert draft.person is None
    assert await rig.inside.traces(reader.id) == []


async def test_in_a_group_its_admins_suggest_for_it(rig: Rig) -> None:
    owner, member = await a_group(rig)
    assert "администратор" in (await rig.answer(member, "/suggest chyrak.example")).text
    assert "Спасибо" in (await rig.answer(owner, "/suggest chyrak.example")).text
    assert [one.person for one in await rig.storage.drafts.of(DraftKind.SUGGESTION)] == [owner.chat.id]


async def test_an_editor_sees_what_is_suggested_and_not_by_whom_and_declines_it(
    newsroom: tuple[Rig, Person],
) -> None:
    rig, editor = newsroom
    reader = await rig.reader()
    await rig.answer(reader, "/suggest https://chyrak.example/rss?key=secret")
    await rig.answer(reader, "/suggest 127.0.0.1/rss")
    seen = await rig.answer(editor, "/feeds")
    await rig.pressed(editor, "1:s:suggested:list:0", seen)
    assert "1. https://chyrak.example/rss?…" in seen.text
    assert "secret" not in seen.text
    assert str(reader.id) not in str(seen.raw)
    await editor.answered(await editor.press("2. ✔️ Посмотреть", seen), timeout=60)
    await rig.inbox.settle()
    assert "внутреннюю сеть" in seen.text
    assert len(await suggestions(rig)) == 2, "what cannot be added waits to be declined"
    await rig.pressed(editor, "1:s:suggested:list:0", seen)
    await editor.answered(await editor.press("1. ✖️ Отклонить", seen), timeout=60)
    await rig.inbox.settle()
    assert await suggestions(rig) == ["https://127.0.0.1/rss"]
    (record,) = await rig.storage.newsroom.changes(limit=9)
    assert (record.change.action, record.change.subject) == ("suggestion-declined", "https://chyrak.example/rss?…")
    for forged in ("accept:4711", "decline:4711", "list:99", "nothing"):
        await rig.pressed(editor, f"1:s:suggested:{forged}", seen)
    assert len(await suggestions(rig)) == 1
