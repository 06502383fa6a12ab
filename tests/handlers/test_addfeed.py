"""Adding feeds in the chat: what is there is shown first, and nothing is stored before it is confirmed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.audit import Change
from domain.draft import DraftKind
from domain.feed import Feed, NewFeed
from domain.ids import person_id
from domain.roles import Role
from emulator.people import MessageView, Person
from tests.feeds.hostile.exchange import item, rss
from tests.feeds.site import Site, open_site
from tests.handlers.rig import Rig, open_rig

OWNER = person_id(5_000_000_001)  # the emulator numbers people from here
NEWS = rss(
    item(1, title="Открыт новый мост", date="Tue, 24 Nov 2026 05:00:00 GMT"),
    item(2, title="В школе появился сад", date="Tue, 24 Nov 2026 03:00:00 GMT"),
    item(3, title="Сыграли первый матч", date="Tue, 24 Nov 2026 01:00:00 GMT"),
    item(4, title="Собран урожай яблок", date="Mon, 23 Nov 2026 23:00:00 GMT"),
    head="<language>ru</language>",
)
PAGE = '<html><head><link rel="alternate" type="application/rss+xml" title="{}" href="{}"></head></html>'


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    async with open_site() as opened:
        yield opened


@pytest.fixture
async def newsroom(tmp_path: Path) -> AsyncIterator[tuple[Rig, Person]]:
    async with open_rig(tmp_path, admin_ids=frozenset({OWNER}), with_workers=True, patient=True) as rig:
        await rig.newcomer("ru")
        editor = await rig.reader("ru")
        await rig.storage.newsroom.set_role(editor.id, Role.EDITOR, Change(OWNER, "role"), now=rig.clock.now())
        yield rig, editor


async def press(rig: Rig, editor: Person, label: str, seen: MessageView) -> None:
    await editor.answered(await editor.press(label, seen), timeout=60)
    await rig.inbox.settle()


async def added(rig: Rig) -> list[Feed]:
    """Return the feeds that the newsroom added, and check that each has its record."""
    feeds = [feed for feed in await rig.storage.feeds.all() if feed.origin == "admin"]
    changes = [one.change for one in await rig.storage.newsroom.changes(limit=99)]
    recorded = "\n".join(one.after for one in changes if one.action in ("feed-added", "feeds-added"))
    assert all(feed.url.partition("?")[0] in recorded for feed in feeds)
    return feeds


async def test_what_is_at_an_address_is_shown_and_asked_and_stored_only_when_that_is_confirmed(
    newsroom: tuple[Rig, Person], site: Site
) -> None:
    rig, editor = newsroom
    # The address is longer than a button's data may be, and has a key that nobody else need see.
    url = site.feed(f"/{'rss' * 40}?key=secret", NEWS)
    seen = await rig.answer(editor, f"/addfeed {url}")
    for words in ("Вестник", "Лента · страна: не указано · язык: Русский", "Записей: 4", "раз в 2 ч"):
        assert words in seen.text
    assert "• Открыт новый мост · 1 час назад" in seen.text
    assert "Собран урожай яблок" not in seen.text, "the three latest are enough"
    assert "secret" not in seen.text
    assert "Какой страны" in seen.text
    assert "На каком языке" not in seen.text, "the feed says it"
    assert await added(rig) == []
    await press(rig, editor, "🇰🇿 Казахстан", seen)
    assert "✅ 🇰🇿 Казахстан" in seen.buttons
    await press(rig, editor, "🇰🇬 Кыргызстан", seen)
    assert "страна: Кыргызстан" in seen.text
    assert await added(rig) == []
    await press(rig, editor, "✔️ Добавить", seen)
    assert "Добавлено" in seen.text
    (feed,) = await added(rig)
    assert (feed.url, feed.title, feed.country, feed.language) == (url, "Вестник", "kg", "ru")
    assert [one.change.person for one in await rig.storage.newsroom.changes(limit=1)] == [editor.id]
    before = (seen.text, len(await rig.storage.newsroom.changes(limit=99)))
    await rig.handle(rig.updates[-1])  # handled again, as after a crash
    assert (seen.text, len(await rig.storage.newsroom.changes(limit=99))) == before
    await press(rig, editor, "Открыть ленту", seen)
    assert "Страна: Кыргызстан" in seen.text


async def test_several_addresses_are_listed_and_some_are_left_out(newsroom: tuple[Rig, Person], site: Site) -> None:
    rig, editor = newsroom
    now = rig.clock.now()
    await rig.storage.feeds.add(NewFeed("https://tandem.example/rss", "Тандем", "Тандем", origin="opml"), now=now)
    first, second = site.feed("/one", NEWS), site.feed("/two", NEWS.replace("Вестник", "Чырак"))
    gone = site.status("/gone", 410)
    seen = await rig.answer(editor, f"/addfeed {first} {second} https://tandem.example/rss {gone}")
    for words in ("1. ✅ Вестник", "2. ✅ Чырак", "3. Это уже есть: Тандем", "4. ", "удалена насовсем"):
        assert words in seen.text
    assert seen.buttons[-2:] == ["✔️ Добавить: 2", "✖️ Отмена"]
    await press(rig, editor, "1", seen)
    assert "Открыт новый мост" in seen.text
    await press(rig, editor, "✅ Добавить эту", seen)
    await press(rig, editor, "← Весь список", seen)
    assert "1. ➖ Вестник" in seen.text
    await press(rig, editor, "✔️ Добавить", seen)
    assert [feed.title for feed in await added(rig)] == ["Чырак"]


async def test_two_feeds_are_added_together_with_one_record_that_names_both(
    newsroom: tuple[Rig, Person], site: Site
) -> None:
    rig, editor = newsroom
    first, second = site.feed("/one", NEWS), site.feed("/two", NEWS.replace("Вестник", "Чырак"))
    seen = await rig.answer(editor, f"/addfeed {first} {second}")
    await press(rig, editor, "✔️ Добавить: 2", seen)
    assert {feed.title for feed in await added(rig)} == {"Чырак", "Вестник"}
    (record, *_) = await rig.storage.newsroom.changes(limit=9)
    assert (record.change.action, record.change.subject) == ("feeds-added", "Вестник, Чырак")
    await rig.storage.newsroom.set_role(editor.id, Role.ADMIN, Change(OWNER, "role"), now=rig.clock.now())
    assert "Добавлены ленты: Вестник, Чырак" in (await rig.answer(editor, "/audit")).text


async def test_of_a_page_a_feed_is_chosen_and_another_instead(newsroom: tuple[Rig, Person], site: Site) -> None:
    rig, editor = newsroom
    long = "/" + "rubric/" * 20
    site.feed("/", PAGE.format("Главные", "/rss") + PAGE.format("Спорт", long), Content_Type="text/html")
    site.feed("/rss", NEWS)
    site.status(long, 500)
    seen = await rig.answer(editor, f"/addfeed {site.url}")
    assert "не лента, а страница" in seen.text
    assert seen.buttons == ["Главные", "Спорт", "✖️ Отмена"]
    await press(rig, editor, "Спорт", seen)
    assert "На сервере ошибка (500)" in seen.text
    await press(rig, editor, "Главные", seen)
    assert "Открыт новый мост" in seen.text
    assert "Спорт" in seen.buttons, "another feed of the page may be chosen instead"
    assert await added(rig) == []
    await press(rig, editor, "✔️ Добавить", seen)
    assert [feed.url for feed in await added(rig)] == [site.url + "/rss"]


@pytest.mark.parametrize("length", [700, 1900])
async def test_of_eight_long_addresses_on_a_page_each_may_be_chosen(
    newsroom: tuple[Rig, Person], site: Site, length: int
) -> None:
    rig, editor = newsroom
    links = [f"/{'r' * (length - len(site.url) - 2)}{number}" for number in range(8)]
    page = "".join(PAGE.format(f"Рубрика {number} {'о' * 90}", link) for number, link in enumerate(links))
    site.feed("/", page, Content_Type="text/html")
    site.feed(links[7], NEWS)
    seen = await rig.answer(editor, f"/addfeed {site.url}")
    assert len(seen.buttons) == 9
    await press(rig, editor, seen.buttons[7], seen)
    assert "Открыт новый мост" in seen.text
    await press(rig, editor, "✔️ Добавить", seen)
    assert [feed.url for feed in await added(rig)] == [site.url + links[7]]


async def test_only_who_asked_for_a_feed_answers_for_it_and_adds_it(newsroom: tuple[Rig, Person], site: Site) -> None:
    rig, editor = newsroom
    seen = await rig.answer(editor, f"/addfeed {site.feed('/rss', NEWS)}")
    (draft,) = await rig.storage.drafts.of(DraftKind.FEED)
    colleague = await rig.reader("ru")
    await rig.storage.newsroom.set_role(colleague.id, Role.ADMIN, Change(OWNER, "role"), now=rig.clock.now())
    for forged in (f"add:{draft.id}", f"country:{draft.id}:0:kg", f"drop:{draft.id}", f"one:{draft.id}:0"):
        toast = await rig.pressed(colleague, f"1:s:addfeed:{forged}")
        assert toast.startswith("Это начал кто-то из коллег"), forged
    assert await rig.storage.drafts.get(draft.id) == draft
    assert await added(rig) == []
    await press(rig, editor, "🇰🇬 Кыргызстан", seen)
    await press(rig, editor, "✔️ Добавить", seen)
    assert len(await added(rig)) == 1


async def test_what_is_cancelled_is_gone_and_other_data_changes_nothing(
    newsroom: tuple[Rig, Person], site: Site
) -> None:
    rig, editor = newsroom
    seen = await rig.answer(editor, f"/addfeed {site.feed('/rss', NEWS)}")
    (draft,) = await rig.storage.drafts.of(DraftKind.FEED)
    for forged in (
        f"country:{draft.id}:0:xx", f"country:{draft.id}:7:kg", f"country:{draft.id}:0:world", f"pick:{draft.id}:0:0",
        f"language:{draft.id}:0:kg", f"url:{draft.id}:0:kg", f"one:{draft.id}:99", f"chosen:{draft.id}",
    ):  # fmt: skip
        await rig.pressed(editor, f"1:s:addfeed:{forged}", seen)
        assert await rig.storage.drafts.get(draft.id) == draft, forged
    await press(rig, editor, "✖️ Отмена", seen)
    assert "Ничего не добавлено" in seen.text
    for old in (f"add:{draft.id}", "add:4711", f"country:{draft.id}:0:kg"):
        await rig.pressed(editor, f"1:s:addfeed:{old}", seen)
        assert "отменён или устарел" in seen.text
    assert await added(rig) == []
    assert await rig.storage.drafts.of(DraftKind.FEED) == ()


async def test_a_readers_suggestion_is_accepted_by_way_of_what_is_there(
    newsroom: tuple[Rig, Person], site: Site
) -> None:
    rig, editor = newsroom
    reader = await rig.reader()
    url = site.feed("/rss", NEWS)
    assert "Спасибо" in (await rig.answer(reader, f"/suggest {url}")).text
    assert site.asked == {}, "what a reader types is not fetched"
    seen = await rig.answer(editor, "/feeds")
    await press(rig, editor, "💡 Предложения: 1", seen)
    await press(rig, editor, "1. ✔️ Посмотреть", seen)
    assert "Открыт новый мост" in seen.text
    assert len(await rig.storage.drafts.of(DraftKind.SUGGESTION)) == 1, "it waits until it is decided"
    await press(rig, editor, "✔️ Добавить", seen)
    assert [feed.url for feed in await added(rig)] == [url]
    assert await rig.storage.drafts.of(DraftKind.SUGGESTION) == ()
