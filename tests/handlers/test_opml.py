"""Lists of feeds as documents: what an import would change is shown, and done once it is confirmed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.draft import DraftKind
from domain.feed import NewFeed
from domain.ids import person_id
from emulator.people import MessageView, Person
from feeds.opml import read
from tests.handlers.rig import Rig, open_rig

OWNER = person_id(5_000_000_001)  # the emulator numbers people from here
OPML = b"""<opml version="2.0"><body>
<outline text="One" xmlUrl="https://one.example/rss"/><outline text="One" xmlUrl="https://one.example/rss"/>
<outline text="Bad" xmlUrl="file:///etc/passwd"/><outline text="Known" xmlUrl="https://tandem.example/rss?key=1"/>
</body></opml>"""


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[tuple[Rig, Person]]:
    async with open_rig(tmp_path, admin_ids=frozenset({OWNER}), with_workers=True, patient=True) as rig:
        person = await rig.newcomer("ru")
        known = NewFeed("https://tandem.example/rss?key=1", "Тандем", "Тандем", "kg", "ru")
        await rig.storage.feeds.add(known, now=rig.clock.now())
        yield rig, person


async def press(rig: Rig, person: Person, label: str, seen: MessageView) -> None:
    await person.answered(await person.press(label, seen), timeout=60)
    await rig.inbox.settle()


async def sent(rig: Rig, person: Person, content: bytes, caption: str = "", name: str = "feeds.opml") -> MessageView:
    before = len(person.received)
    await person.send_file(name, content, caption=caption)
    await rig.emulator.wait_for(lambda: len(person.received) > before, timeout=60)
    await rig.inbox.settle()
    return person.last


async def test_a_file_is_imported_once_that_is_confirmed(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    for caption in ("", "/addfeed"):
        plan = await sent(rig, person, OPML, caption)
        for words in ("1 новая лента", "• One", "Уже есть: 1. Повторов в файле: 1.", "Пока ничего не изменено"):
            assert words in plan.text
        assert "Строка 3: file:///etc/passwd. Подходят только адреса, которые начинаются с http://" in plan.text
        assert len(await rig.storage.feeds.all()) == 1
    await press(rig, person, "✔️ Добавить", plan)
    assert "Добавлена 1 лента" in plan.text
    assert "Прочитано впервые: 0 из 1" in plan.text
    assert {feed.url for feed in await rig.storage.feeds.all()} > {"https://one.example/rss"}
    before = (plan.text, len(await rig.storage.newsroom.changes(limit=9)))
    await rig.handle(rig.updates[-1])  # handled again, as after a crash
    assert (plan.text, len(await rig.storage.newsroom.changes(limit=9))) == before
    await rig.news.poller.poll_due()
    await press(rig, person, "🔄 Обновить", plan)
    assert "Прочитано впервые: 0 из 1. Не удалось прочитать: 1." in plan.text
    assert "Лент добавлено из файла: 1" in (await rig.answer(person, "/audit")).text


async def test_a_file_that_is_not_confirmed_changes_nothing(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    plan = await sent(rig, person, OPML)
    (draft,) = await rig.storage.drafts.of(DraftKind.FEED)
    await press(rig, person, "✖️ Отмена", plan)
    assert "Ничего не добавлено" in plan.text
    for step in ("add", "show", "drop", "nothing"):
        await rig.pressed(person, f"1:s:opml:{step}:{draft.id}", plan)
        assert "отменён или устарел" in plan.text
    assert len(await rig.storage.feeds.all()) == 1


@pytest.mark.slow
async def test_ten_thousand_feeds_are_added_together(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    many = b"".join(b'<outline text="%d" xmlUrl="https://%d.example/rss"/>' % (one, one) for one in range(10_000))
    plan = await sent(rig, person, b'<opml version="2.0"><body>%s</body></opml>' % many)
    assert "В файле 10" in plan.text
    assert "… и ещё 9" in plan.text
    await press(rig, person, plan.buttons[0], plan)
    assert len(await rig.storage.feeds.all()) == 10_001


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no opml at all", "Файл OPML не читается"),
        (b"<opml version='2.0'><body/></opml>", "нет ни одной ленты"),
        (b"<opml><body>" + b" " * (20 * 2**20) + b"</body></opml>", "слишком большой"),
        (b"<opml><body><outline text='Known' xmlUrl='https://tandem.example/rss?key=1'/></body></opml>", "0 новых"),
    ],
    ids=["no-opml", "empty", "20-megabytes", "nothing-new"],
)
async def test_a_file_of_which_nothing_can_be_added_is_answered_and_leaves_nothing(
    newsroom: tuple[Rig, Person], content: bytes, words: str
) -> None:
    rig, person = newsroom
    seen = await sent(rig, person, content, name="feeds.xml")
    assert words in seen.text
    assert seen.buttons == []
    assert len(await rig.storage.feeds.all()) == 1
    assert await rig.storage.drafts.of(DraftKind.FEED) == ()


async def test_all_feeds_go_out_as_a_document_that_can_come_in_again(newsroom: tuple[Rig, Person]) -> None:
    rig, person = newsroom
    before = len(person.received)
    await press(rig, person, "⬇️ Список файлом OPML", await rig.answer(person, "/feeds"))
    await rig.emulator.wait_for(lambda: len(person.received) > before + 1)
    assert person.last.file_name == "jarchi.opml"
    file = await rig.bot.get_file(person.last.raw["document"]["file_id"])
    assert file.file_path
    content = await rig.bot.download_file(file.file_path)
    assert content is not None
    (outline,) = read(content.read()).outlines
    feed = outline.feed
    assert (feed.url, feed.title, feed.country) == ("https://tandem.example/rss?key=1", "Тандем", "kg")


async def test_a_reader_is_told_that_files_are_not_understood(newsroom: tuple[Rig, Person]) -> None:
    rig, _ = newsroom
    reader = await rig.reader()
    assert "только текст" in (await sent(rig, reader, OPML, "/addfeed")).text
    assert len(await rig.storage.feeds.all()) == 1
